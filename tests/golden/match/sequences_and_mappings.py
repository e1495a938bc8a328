# match: sequence and mapping patterns.


def shape(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one {x!r}"
        case [x, y]:
            return f"two {x!r} {y!r}"
        case [first, *middle, last]:
            return f"{first!r} .. {middle!r} .. {last!r}"
        case _:
            return "not a sequence"


for value in ([], [1], (1, 2), [1, 2, 3, 4], range(3), "text", b"ab", {1, 2}, {"a": 1}, None, 5, iter([1])):
    print(type(value).__name__, shape(value))


def stars(value):
    match value:
        case [*_, "end"]:
            return "ends"
        case ["start", *rest]:
            return f"starts, then {rest}"
        case [_, _, *_]:
            return "at least two"
        case [*all]:
            return f"all {all}"


print(stars([1, "end"]), stars(["start", 2]), stars([1, 2, 3]), stars([1]), stars(("start",)))


def config(value):
    match value:
        case {}  if not value:
            return "empty"
        case {"type": "point", "x": x, "y": y}:
            return f"point {x},{y}"
        case {"type": "line", "points": [{"x": x1}, {"x": x2}]}:
            return f"line {x1}-{x2}"
        case {"type": kind, **rest}:
            return f"{kind} with {rest}"
        case {1: one, "two": two}:
            return f"{one} {two}"
        case {"only": _}:
            return "has only"
        case {}:
            return "some mapping"
        case _:
            return "no mapping"


for value in (
    {},
    {"type": "point", "x": 1, "y": 2, "z": 3},
    {"type": "line", "points": [{"x": 1}, {"x": 9, "y": 0}]},
    {"type": "circle", "r": 3},
    {1: "a", "two": "b"},
    {"only": None},
    {"other": 1},
    [("type", "x")],
):
    print(config(value))


class Default(dict):
    def __missing__(self, key):
        return "made up"


match Default(a=1):
    case {"b": b}:
        print("matched", b)
    case {"a": a}:
        print("only what is there", a)


def tree(node):
    match node:
        case (left, value, right):
            return tree(left) + value + tree(right)
        case None:
            return 0


print(tree(((None, 1, None), 2, (None, 3, (None, 4, None)))))


def evaluate(expression):
    match expression:
        case int() | float():
            return expression
        case ["+", *terms]:
            return sum(evaluate(term) for term in terms)
        case ["*", first, *rest]:
            result = evaluate(first)
            for term in rest:
                result *= evaluate(term)
            return result
        case ["neg", term]:
            return -evaluate(term)
        case ["if", test, then, otherwise]:
            return evaluate(then) if evaluate(test) else evaluate(otherwise)
        case [unknown, *_]:
            raise ValueError(f"unknown operator {unknown!r}")


print(evaluate(["+", 1, ["*", 2, 3, 4], ["neg", 5]]), evaluate(["if", ["+"], 1, ["*", 6, 7]]))
try:
    evaluate(["/", 1])
except ValueError as error:
    print(error)
