# What match asks of its subject: lengths, items, keys, attributes and __match_args__, and what it refuses.
from collections.abc import Mapping, Sequence
import collections
def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as error:
        print(f.__name__, type(error).__name__, error)
class Seq(Sequence):
    def __init__(self, *items): self.items, self.log = items, []
    def __len__(self): self.log.append("len"); return len(self.items)
    def __getitem__(self, i): self.log.append(f"item {i}"); return self.items[i]
class Map(Mapping):
    def __init__(self): self.log = []
    def __len__(self): return 1
    def __iter__(self): return iter(["k"])
    def __getitem__(self, key): raise AssertionError
    def get(self, key, default=None): self.log.append(key); return "v" if key == "k" else default
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def sequence(s):
    match s:
        case []: return "empty"
        case [1, _]: return "1, any"
        case [a, *_, b] if a == b: return f"ends {a}"
        case [*all_]: return f"all {all_}"
        case _: return "not a sequence"
for s in ((), [1, 5], (2, 3, 2), "abc", b"ab", bytearray(b"a"), range(3), iter([1]), {1, 2}, {}, collections.deque([1, 2]), memoryview(b"xy"), Seq(4, 5)):
    print(type(s).__name__, sequence(s))
s = Seq(1, 2, 3)
sequence(s)
print(s.log)
def mapping(m):
    match m:
        case {"a": 1, **rest}: return f"a is 1, rest {rest}"
        case {"k": v, "z": _}: return "both"
        case {"k": v}: return f"k {v}"
        case {}: return "any mapping"
        case _: return "no mapping"
for m in ({"a": 1, "b": 2}, {"a": 2}, {}, [], Map(), collections.defaultdict(int), collections.ChainMap({"k": 5})):
    print(type(m).__name__, mapping(m))
m = Map(); mapping(m); print(m.log, mapping(d := collections.defaultdict(int)), len(d))
def duplicate(k, l):
    class K: a, b = k, l
    match {1: 2}:
        case {K.a: x, K.b: y}: return x
        case _: return "none"
attempt(duplicate, 1, 2)
attempt(duplicate, 1, 1)
def classes(v):
    match v:
        case Point(0, y=0): return "origin"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(x=x): return f"x {x}"
        case bool(b): return f"bool {b}"
        case int(i) | float(i): return f"number {i}"
        case str() as t: return f"text {t}"
        case list([a]) | tuple((a,)): return f"single {a}"
        case dict({"q": q}): return f"q {q}"
        case None: return "none"
        case type(): return "a class"
        case _: return "other"
for v in (Point(0, 0), Point(3, 3), Point(1, 2), True, 7, 2.5, "s", [9], (8,), {"q": 1}, None, int, {1}):
    print(classes(v), end="; ")
print()
def too_many(p):
    match p:
        case Point(1, 2, 3): pass
def too_many_int(p):
    match p:
        case int(1, 2): pass
def no_args(p):
    match p:
        case object(1): pass
def given_twice(p):
    match p:
        case Point(1, x=1): pass
class Odd: __match_args__ = ["x"]
class Odd2: __match_args__ = (1,)
class Liar(Point): __match_args__ = ("missing", "x")
def odd(p):
    match p:
        case Odd(1): pass
def odd2(p):
    match p:
        case Odd2(1): pass
def liar(p):
    match p:
        case Liar(1): return "yes"
        case Point(x=1): return "point"
for f, v in (too_many, Point(1, 2)), (too_many_int, 1), (no_args, 1), (given_twice, Point(1, 2)), (odd, Odd()), (odd2, Odd2()), (liar, Liar(1, 2)):
    attempt(f, v)
class Eq:
    def __eq__(self, other): return other == 5
match Eq():
    case 4: print("four")
    case 5: print("five by __eq__")
match 1.0, True, "x":
    case 1, 1, str(): print("1.0 and True equal 1")
match True:
    case 1 if (seen := "guard") == "": pass
    case None | True: print("singleton", seen)
match (x := [1, [2, [3, 4]]]):
    case [a, [b, [*c]]]: print(a, b, c, x is not None)
match -3 + 0j:
    case -3: print("minus three")
match 5,:
    case (6 | 5 as n),: print(n)
