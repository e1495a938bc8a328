"""Pattern matching over tuples, dicts, classes, captures, guards and alternatives."""
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 0


class Loose:
    __match_args__ = ("name",)

    def __init__(self, name):
        self.name = name


def describe(value):
    match value:
        case None | True | False:
            return f"constant {value}"
        case int(n) if n < 0:
            return f"negative {n}"
        case 0 | 1 | 2 as small:
            return f"small {small}"
        case int() | float():
            return f"number {value}"
        case "":
            return "nothing"
        case str(text) if text.isupper():
            return f"loud {text}"
        case str():
            return "text"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y) | Point(x=y, y=0):
            return f"on an axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "somewhere"
        case Loose("known" as name):
            return f"known {name}"
        case []:
            return "empty"
        case [only]:
            return f"one {only!r}"
        case [("go" | "run") as verb, *where]:
            return f"{verb} to {where}"
        case [first, [second, *_], *rest]:
            return f"{first} {second} and {len(rest)} more"
        case (_, _):
            return "a pair"
        case {"kind": "circle", "r": r, **rest} if not rest:
            return f"circle {r}"
        case {"kind": str(kind), **rest}:
            return f"{kind} with {sorted(rest)}"
        case {}:
            return "a mapping"
        case complex(real=re, imag=im):
            return f"complex {re} {im}"
        case _:
            return f"something: {type(value).__name__}"


for value in (None, True, -5, 2, 7, 2.5, "", "HEY", "hey", Point(0, 0), Point(0, 4), Point(3, 0), Point(5, 5), Point(1, 2),
              Loose("known"), Loose("other"), [], [[]], ["go", "north", 2], ("run",), (1, (2, 3), 4), (1, 2), b"ab", {},
              {"kind": "circle", "r": 2}, {"kind": "circle", "r": 2, "c": 1}, {"kind": 3}, 1 + 2j, {1, 2}, range(2), "ab"):
    print(repr(value)[:40].split(" object")[0], "->", describe(value))
