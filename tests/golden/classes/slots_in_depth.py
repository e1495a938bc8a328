"""__slots__: layout, inheritance, conflicts, descriptors, weak references, dict, pickling state, defaults."""
import copy
import weakref


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{s}={getattr(self, s, None)!r}' for c in type(self).__mro__ for s in getattr(c, '__slots__', ()))})"


p = Point(1, 2)
try:
    p.z = 3
except AttributeError as error:
    print("refused", type(error).__name__)
print(p, hasattr(p, "__dict__"), type(Point.x).__name__, Point.x.__get__(p), Point.x.__name__, Point.x.__objclass__ is Point)
del p.x
for action in [lambda: p.x, lambda: Point.x.__delete__(p)]:
    try:
        action()
    except AttributeError as error:
        print("AttributeError")
Point.x.__set__(p, 10)
print(p, copy.copy(p), copy.deepcopy(Point([1], 2)))
try:
    weakref.ref(p)
except TypeError as error:
    print(error)


class Named(Point):
    __slots__ = ("name", "__weakref__")


class Open(Point):
    pass


class Both(Point):
    __slots__ = ("__dict__", "extra")


n = Named(1, 2)
n.name = "n"
print(n, weakref.ref(n)() is n, hasattr(n, "__dict__"))
o = Open(3, 4)
o.z = 5
print(o, vars(o), weakref.ref(o)() is o)
b = Both(5, 6)
b.extra, b.free = 7, 8
print(b, b.__dict__)


class Again(Point):
    __slots__ = ("x",)


a = Again(1, 2)
Point.x.__set__(a, "hidden")
print(a.x, Point.x.__get__(a))
for body in [{"__slots__": ("a",), "a": 1}, {"__slots__": ("1a",)}, {"__slots__": (1,)}, {"__slots__": ("__dict__", "__dict__")}]:
    try:
        type("Bad", (), body)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Left:
    __slots__ = ("l",)


class Right:
    __slots__ = ("r",)


class Empty:
    __slots__ = ()


print(type("Fine", (Left, Empty), {"__slots__": ()}).__slots__)
try:
    type("Clash", (Left, Right), {})
except TypeError as error:
    print(error)


class Mangled:
    __slots__ = ("__secret", "__weird__")

    def __init__(self):
        self.__secret = 1


m = Mangled()
print(m._Mangled__secret, sorted(k for k in Mangled.__dict__ if "secret" in k))


class OneString:
    __slots__ = "alone"


class Generator:
    __slots__ = (f"s{i}" for i in range(3))


class Documented:
    __slots__ = {"a": "the first", "b": "the second"}


g = Generator()
g.s2 = 1
OneString().alone = 2
print(Documented.a.__doc__, Documented.__slots__["b"], hasattr(g, "s0"))


class Int(int):
    __slots__ = ()


class Tup(tuple):
    __slots__ = ()


class Lst(list):
    __slots__ = ("tag",)


lst = Lst([1])
lst.tag = "t"
print(Int(5) + 1, Tup((1, 2)), lst, lst.tag, hasattr(lst, "__dict__"))
for action in [lambda: setattr(Int(1), "a", 1), lambda: type("T", (tuple,), {"__slots__": ("q",)}), lambda: setattr(Tup(), "x", 1)]:
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
n.__class__ = Named
try:
    p.__class__ = Named
except TypeError as error:
    print(str(error)[:40])
print(sorted(copy.copy(b).__dict__), copy.copy(n).name, p.__reduce_ex__(2)[2])


class Word(str):
    __slots__ = ("tag",)


w = Word("text")
w.tag = 1
for action in [lambda: setattr(w, "other", 2), lambda: delattr(w, "other"), lambda: w.__dict__]:
    try:
        action()
        print("taken")
    except AttributeError:
        print("refused")
del w.tag
print(w, hasattr(w, "tag"))
