"""Special methods are looked up on the type, implicit calls never see instance attributes or __getattribute__."""


class Meta(type):
    def __len__(cls):
        return 99

    def __contains__(cls, item):
        return item == "meta"

    def __getitem__(cls, item):
        return ("meta item", item)

    def __call__(cls, *args):
        made = super().__call__(*args)
        made.called = args
        return made

    def __iter__(cls):
        return iter("meta")

    def __add__(cls, other):
        return f"{cls.__name__}+{other}"

    def __str__(cls):
        return f"<meta {cls.__name__}>"


class Thing(metaclass=Meta):
    seen = []

    def __init__(self, *args):
        self.__len__ = lambda: 5
        self.__str__ = lambda: "instance str"
        self.__call__ = lambda: "instance call"
        self.__getitem__ = lambda i: i

    def __getattribute__(self, name):
        Thing.seen.append(name)
        return object.__getattribute__(self, name)

    def __class_getitem__(cls, item):
        return "class getitem"

    def __len__(self):
        return 2


t = Thing(1, 2)
Thing.seen.clear()
print(len(t), len(Thing), t.__len__(), "meta" in Thing, Thing[3], list(Thing), Thing + 1, str(Thing), f"{Thing}")
print(Thing.seen, t.called)
for action in [lambda: t(), lambda: t[0], lambda: iter(t), lambda: t + 1, lambda: -t, lambda: next(t), lambda: t @ t, lambda: t < t, lambda: abs(t), lambda: t // 2]:
    try:
        print(action())
    except TypeError as error:
        print(error)
print(Thing.seen, bool(t), str(t).startswith("<__main__.Thing"))


class Late:
    pass


late = Late()
late.__bool__ = lambda: False
print(bool(late))
Late.__bool__ = lambda self: False
print(bool(late))
del Late.__bool__
print(bool(late))
Late.__eq__ = lambda self, other: True
print(late == 5, Late.__hash__ is not None, hash(late) == hash(late))
Late.__call__ = lambda self, *a, **k: (a, k)
print(late(1, x=2), callable(late), callable(Late()))
Late.__getattr__ = lambda self, name: f"made {name}"
print(late.anything, late.__len__, hasattr(late, "zzz"))
try:
    len(late)
except TypeError as error:
    print(error)
Late.__iter__ = None
Late.__contains__ = None
for action in [lambda: iter(late), lambda: 1 in late]:
    try:
        action()
    except TypeError as error:
        print(type(error).__name__)


class Static:
    @staticmethod
    def __len__():
        return 7

    @classmethod
    def __getitem__(cls, item):
        return cls.__name__, item

    __add__ = staticmethod(lambda other: ("static add", other))
    __call__ = property(lambda self: lambda *a: ("through property", a))
    __neg__ = "not callable"
    __bool__ = lambda self: 1


s = Static()
print(len(s), s["k"], s + 3, s(1, 2))
for action in [lambda: -s, lambda: bool(s), lambda: hash(s) == 0 or "hashed"]:
    try:
        print(action())
    except TypeError as error:
        print(error)


class Base:
    def __lt__(self, other):
        return "Base lt"


class Derived(Base):
    def __gt__(self, other):
        return "Derived gt"


print(Base() < Derived(), Derived() < Base(), Base() < Base(), Base() > 1 if False else "", 1 > Base())
