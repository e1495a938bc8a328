# Small cases that generated programs found: calls, classes, patterns, generators.
import collections.abc


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error, error.__cause__)


def positional(a, b, /):
    return a, b


attempt(positional, 3, 4, b=-4, **{"a": 7, "d": 3})
attempt(positional, b=1, a=2)

for value in "abc", b"abc", bytearray(b"("), [1], (1, 2), range(2), {}, collections.UserList([1]) if hasattr(collections, "UserList") else [1]:
    match value:
        case [first, *rest]:
            print("sequence", first, rest)
        case {}:
            print("mapping")
        case _:
            print("other")
for source in "case (_) as n: pass\n case 1: pass", "case (n0) as n1: pass\n case _: pass", "case _: pass\n case 1: pass", "case 1 as n: pass\n case _: pass":
    try:
        compile(f"match 1:\n {source}", "<case>", "exec")
        print("fine")
    except SyntaxError as error:
        print(error.msg)


def generator():
    yield 1


attempt(generator().throw, StopIteration(1))
attempt(generator().throw, StopIteration)
attempt(generator().throw, ValueError(1))


class Number(int):
    def __new__(cls, *args):
        return object.__new__(cls)


class Table(dict):
    def __new__(cls, *args):
        return object.__new__(cls)


attempt(Number, 5)
attempt(Table)


class Meta(type):
    def __repr__(cls):
        return "META"


class Made(metaclass=Meta):
    x = 1


print(sorted(name for name in vars(Made) if name[:2] != "__"), type.__module__, Made.__module__)


class WithDict:
    pass


def slots():
    class Again(WithDict):
        __slots__ = ["y", "__dict__"]


attempt(slots)


class Repr:
    def __repr__(self):
        return 5


class Format:
    def __format__(self, spec):
        return 5


attempt(str, Repr())
attempt(repr, Repr())
attempt(format, Format())


class Shown(set):
    def __iter__(self):
        return iter(["t"])


print(repr(Shown([1])))


class Claims:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


class Base:
    def who(self):
        return "base", type(self).__name__


class Derived(Base):
    pass


attempt(lambda: super(Derived, Claims(Derived)).who())
attempt(lambda: super(Derived, Claims(int)).who())


class Empty:
    pass


class List(list):
    pass


print(Empty().__getstate__(), List([1]).__getstate__(), List([1]).__reduce_ex__(2)[2])
# python3.14
