"""namedtuple: made from every form of names, renamed, with defaults, replaced, subclassed, pickled; what it refuses."""
import collections, copy
from collections import namedtuple


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=9), Point._make("ab"), Point._fields, Point._field_defaults, Point.__doc__, Point.x.__doc__)
print(Point.__match_args__, Point.__slots__, repr(Point.x), Point.__new__.__defaults__, p.__getnewargs__(), hash(p) == hash((1, 2)), p + (3,), sorted([Point(2, 1), Point(1, 5)]))
print(namedtuple("A", "a,b c")._fields, namedtuple("B", ["x", "y"])(1, 2), namedtuple("C", "a def _b a 1x", rename=True)._fields, namedtuple("D", ())())
D = namedtuple("D", "a b c", defaults=(7, 8), module="elsewhere")
print(D(1), D._field_defaults, D.__module__, D(1, c=3), [*D(0)])
for make in (
    lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(z=1, x=2, y=3), lambda: Point._make([1]),
    lambda: namedtuple("class", "a"), lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "_a"), lambda: namedtuple("X", "if"), lambda: namedtuple("X", "a b", defaults=(1, 2, 3)),
    lambda: namedtuple("X Y", "a"), lambda: setattr(p, "x", 1), lambda: p.z, lambda: namedtuple("X", "a", True), lambda: p.__delattr__("x"),
):
    attempt(make)


class Vector(namedtuple("Base", "x y", defaults=[0])):
    __slots__ = ()
    def __add__(self, other): return Vector(*(a + b for a, b in zip(self, other)))
    def __str__(self): return f"<{self.x}, {self.y}>"
    @property
    def length(self): return (self.x ** 2 + self.y ** 2) ** 0.5


v = Vector(3, 4)
print(v, repr(v), v + v, v.length, Vector(1), v._replace(y=0), copy.copy(v), type(copy.deepcopy(v)).__name__, Vector.__mro__[1].__name__)
Point.x.__doc__ = "across"
Point.__doc__ += ": a place"
print(Point.__doc__, Point.x.__doc__, Point.y.__doc__)
match v:
    case Vector(x, 4): print("matched", x)
match p:
    case Point(x=1, y=yy): print("keyword", yy)
x, *rest = D(1)
print(x, rest, "{0.x}-{0[1]}".format(p), "%s/%s" % p, isinstance(p, tuple), Point.__bases__, len(p), max(p), p.index(2), p.count(1))
from typing import NamedTuple


class Employee(NamedTuple):
    """One who works."""
    name: str
    id: int = 3
    def label(self): return f"{self.name}#{self.id}"


e = Employee("Ann")
print(e, e.label(), Employee.__annotations__, Employee._field_defaults, Employee.__doc__, e._replace(id=4).label())
attempt(lambda: Employee())
tg = collections._tuplegetter(1, "doc")
print(tg, tg.__doc__, tg.__get__((5, 6)), tg.__get__(None, tuple) is tg)
attempt(lambda: tg.__get__((5,)))
attempt(lambda: tg.__get__([5, 6]))
