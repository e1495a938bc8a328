# What `__new__`, `__init__` and attribute access by name refuse.
def attempt(action):
    try:
        print(action())
    except (TypeError, AttributeError, RecursionError) as error:
        print(type(error).__name__, str(error).split(" while")[0])


attempt(lambda: getattr(1, 42))
attempt(lambda: object.__getattribute__(1, 42))
attempt(lambda: type.__getattribute__(list, 42))
attempt(lambda: type.__setattr__(type("C", (), {}), 42, 1))
attempt(lambda: object.__setattr__(type("C", (), {})(), 42, 1))
attempt(lambda: object.__delattr__(type("C", (), {})(), None))
attempt(lambda: int.__new__(bool, 0))
attempt(lambda: int.__new__(str, 0))
attempt(lambda: int.__new__(1, 0))
attempt(lambda: list.__new__(dict))
attempt(lambda: dict.__new__(list))
attempt(lambda: object.__new__(int))


class C:
    pass


attempt(lambda: C(42))
attempt(lambda: C.__new__(C, 42))
attempt(lambda: C().__init__(42))


class E:
    def __init__(self, *args):
        object.__init__(self, *args)


attempt(lambda: E(42))


class Loop:
    pass


Loop.__call__ = Loop()
attempt(lambda: Loop()())


class Int(int):
    pass


print(int.__new__(Int, 5), type(int.__new__(Int)) is Int)


class Slots:
    __slots__ = ("a",)


class Shadow(Slots):
    a = property(lambda self: "shadow", lambda self, value: Slots.a.__set__(self, value * 2))


shadow = Shadow()
shadow.a = 4
print(shadow.a, Slots.a.__get__(shadow), Slots.a.__qualname__)
Slots.a.__delete__(shadow)
attempt(lambda: Slots.a.__get__(shadow))
attempt(lambda: Slots.a.__set__("text", 1))


def body_with(cell):
    class Meta(type):
        def __new__(cls, name, bases, namespace):
            if cell == "lost":
                namespace.pop("__classcell__", None)
            elif cell is not None:
                namespace["__classcell__"] = cell
            return super().__new__(cls, name, bases, namespace)

    class Made(metaclass=Meta):
        def method(self):
            return __class__

    return Made().method().__name__


print(body_with(None))
for cell in ("lost", 5):
    try:
        body_with(cell)
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split(" defining")[0])


class NoMapping(type):
    @classmethod
    def __prepare__(cls, *args):
        return 7


try:
    NoMapping("x", (), {})

    class Never(metaclass=NoMapping):
        pass
except TypeError as error:
    print(error)
