"""match: guards, captures, or-patterns, mappings with rest, classes with __match_args__, and evaluation order."""
from dataclasses import dataclass
from enum import Enum
import collections


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int = 0


class Positional:
    __match_args__ = ("first", "second")

    def __init__(self, *values):
        self.first, self.second = values


def what(value):
    match value:
        case None | True | False:
            return f"constant {value}"
        case 0 | 1.5 | -3 | 2j:
            return "number literal"
        case "a" "b" | b"raw":
            return "text literal"
        case Colour.RED:
            return "red"
        case int(n) if n > 1000:
            return f"big {n}"
        case int() | float() as n:
            return f"number {n}"
        case str(s):
            return f"str {s}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [Point(x=0, y=y), *_]:
            return f"starts on axis {y}"
        case [x, *middle, y] if x == y:
            return f"same ends {middle}"
        case (1, (2, [3, *deep])):
            return f"deep {deep}"
        case [x, y, *rest]:
            return f"two {x} {y} rest {rest}"
        case {"type": "circle", "r": r, **rest} if not rest:
            return f"circle {r}"
        case {"type": ("square" | "rect") as kind, "size": [_, _] | int() as size}:
            return f"{kind} {size}"
        case {"k": {"nested": [_, second, *_]}}:
            return f"nested {second}"
        case {1: _, **others}:
            return f"one and {others}"
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=x):
            return f"point {x}"
        case Positional(1 | 2 as f, Positional(g, _)):
            return f"positional {f} {g}"
        case Positional(second=s):
            return f"second {s}"
        case set() | frozenset():
            return "a set"
        case _:
            return f"other {type(value).__name__}"


values = [None, True, 0, -3, 1.5, 2j, 7, 1001, 2.5, "ab", b"raw", "x", Colour.RED, Colour.BLUE, [], (), [5], [Point(0, 9), 1], [1, 2, 1], (1, (2, [3, 4, 5])), [1, 2, 3], range(4),
          collections.deque([1, 2]), {"type": "circle", "r": 1}, {"type": "circle", "r": 1, "z": 0}, {"type": "rect", "size": (3, 4)}, {"k": {"nested": "abc"}}, {"k": {"nested": [1, 2]}},
          {1: 2, 3: 4}, {}, collections.Counter("a"), Point(0), Point(2, 2), Point(3, 4), Positional(2, Positional(5, 6)), Positional(3, 4), {1, 2}, bytearray(b"raw"), b"other", object]
for value in values:
    print(f"{value!s:.40}".split(" object at")[0], "->", what(value))


class Loud:
    def __eq__(self, other):
        print("  eq", other, end="")
        return False


match Loud():
    case 1 | 2:
        pass
    case (3 | 4):
        pass
    case _:
        print("  none")
x = "kept"
match [1, 2]:
    case [x, 3]:
        pass
    case [_, y]:
        print(x, y)
match (p := Point(1)):
    case object(x=1, y=0) as whole:
        print(whole is p)
for subject, source in [("5", "int(1, 2)"), ("5", "Colour(1)"), ("Point(1)", "Point(1, 2, 3)"), ("Point(1)", "Point(1, x=2)")]:
    try:
        exec(f"match {subject}:\n    case {source}:\n        pass\n    case _:\n        print('fell', {source!r})")
    except TypeError as error:
        print(source, error)
for source in ["case x: pass\n case 1: pass", "case [a, a]: pass", "case a | 1: pass", "case 1 | a: pass", "case {**r, 1: 2}: pass", "case [*a, *b]: pass", "case {'a': 1, 'a': 2}: pass", "case A(x=1, x=2): pass", "case a.b(): pass", "case -a: pass", "case 1 + 2: pass", "case f'x': pass"]:
    try:
        compile(f"match v:\n {source}", "t", "exec")
        print("ok", source)
    except SyntaxError as error:
        print("SyntaxError", source)
match = {"case": [1]}
match["case"] += [2]
case = match
print(match, case["case"])
