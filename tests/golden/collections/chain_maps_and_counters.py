"""ChainMap, Counter, OrderedDict, namedtuple and the User classes: methods, operators, errors."""
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, namedtuple

base, over = {"a": 1, "b": 2}, {"b": 20}
c = ChainMap(over, base)
c["c"] = 3
print(c["b"], dict(c), list(c), len(c), over, c.maps, c.new_child({"a": 0})["a"], c.parents["b"], "a" in c, c.get("z"), c.pop("c"))
for action in [lambda: c.pop("a"), lambda: c["zz"], lambda: c.__delitem__("a"), lambda: ChainMap().popitem()]:
    try:
        action()
    except KeyError as error:
        print("KeyError", error)
print(repr(c), c == {"a": 1, "b": 20}, c | {"d": 4}, {"d": 4} | c, bool(ChainMap()), ChainMap.fromkeys("ab", 0))
n = Counter("mississippi")
print(n, n.most_common(2), n["z"], n.total(), sorted(n.elements())[:4], n - Counter("miss"), n & Counter("sip"), n | Counter(z=2), +Counter(a=-1, b=2), -Counter(a=-1))
n.subtract("ss")
n.update(i=10, q=1)
print(n, Counter(a=1) <= Counter(a=2), Counter(a=1) == Counter(a=1, b=0), Counter([1, 1, 2]) + Counter([2]), Counter(a=3).most_common(), dict(Counter({"x": 5})), Counter("ab") > Counter("a"))
n += Counter("m" * 5)
del n["q"], n["never there"]
print(n, repr(Counter()), Counter({"b": 1, "a": 1}), Counter(None))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(list(o.items()), o.popitem(last=False), list(reversed(o)), o == OrderedDict(a=1, b=2), o == {"a": 1, "b": 2}, type(o | {"z": 0}).__name__, list(OrderedDict.fromkeys("xy")), list(o.items())[::-1])
try:
    o.move_to_end("nope")
except KeyError as error:
    print("KeyError", error)
Point = namedtuple("Point", "x y label", defaults=["none"])
p = Point(1, y=2)
print(p, p._replace(x=9), p._asdict(), Point._fields, Point._field_defaults, Point._make([3, 4, "m"]), p == (1, 2, "none"), p[1:], hash(p) == hash((1, 2, "none")), p.x + p.y, Point.x.__doc__)
x, *rest = p
print(x, rest, sorted([Point(2, 1), Point(1, 5)]), namedtuple("R", "def a a class", rename=True)._fields, p.count(2), p.index(2), repr(Point.__new__.__defaults__), isinstance(p, tuple))
for wrong in [lambda: Point(1), lambda: Point(1, 2, 3, 4), lambda: namedtuple("X", "a a"), lambda: namedtuple("X", "_a"), lambda: namedtuple("1X", ""), lambda: namedtuple("X", "class"), lambda: namedtuple("X", "a", defaults=[1, 2]), lambda: setattr(p, "x", 5), lambda: Point._make([1])]:
    try:
        print(wrong())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, str(error).replace("Point.", ""))


class Sub(Point):
    __slots__ = ()

    @property
    def norm(self):
        return self.x ** 2 + self.y ** 2

    def __add__(self, other):
        return Sub(self.x + other.x, self.y + other.y)


print(Sub(3, 4).norm, Sub(1, 2) + Sub(3, 4), type(Sub(1, 2)._replace(x=0)).__name__)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __missing__(self, key):
        return f"no {key}"


d = Lower({"A": 1}, B=2)
d.update(C=3)
print(d, d["zz"], d.copy(), d | {"E": 5}, len(d), "a" in d, d.data, d.setdefault("F", 6), sorted(d.items())[-1])
l = UserList([3, 1, 2])
l.sort()
print(l + [4], l * 2, l[1:], type(l[1:]).__name__, l.index(2), [0] + l, l == [1, 2, 3], l.data, UserString("abc").upper() + "d", UserString("a") * 3, "b" in UserString("abc"), UserString("x%s") % 1)
