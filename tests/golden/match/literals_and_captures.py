# match: literals, captures, alternatives, guards, as, wildcards.


def kind(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case "yes" | "y":
            return "affirmative"
        case b"raw":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case str() as text if len(text) > 5:
            return f"long text {text[:5]}"
        case str(text):
            return f"text {text}"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float() as number:
            return f"number {number}"
        case _:
            return f"other {type(value).__name__}"


for value in (0, 1, 3, -1, 1.5, 2 + 3j, "yes", "y", b"raw", None, True, False, "lengthy text", "short", 500, 50, 2.5, [], 0.0, 1.0):
    print(repr(value), "->", kind(value))


class Colour:
    RED = "r"
    GREEN = "g"


class Outer:
    class Inner:
        CODE = 7


def dotted(value):
    match value:
        case Colour.RED:
            return "red"
        case Colour.GREEN | Outer.Inner.CODE:
            return "green or seven"
        case other:
            return f"captured {other}"


print(dotted("r"), dotted("g"), dotted(7), dotted("b"))


def guards(point):
    match point:
        case (x, y) if x == y:
            return "diagonal"
        case (x, y) if x > y:
            return f"below by {x - y}"
        case (x, y):
            return f"above by {y - x}"


print(guards((1, 1)), guards((5, 2)), guards((2, 5)))


def bindings(value):
    result = "unset"
    match value:
        case [a, b] if a > 10:
            result = "guard passed"
        case [a, *_]:
            result = f"a is {a}"
    return result, locals().get("a"), locals().get("b")


print(bindings([1, 2]), bindings([20, 3]), bindings("nothing"))


def no_match(value):
    match value:
        case 1:
            return "one"
    return "fell through"


print(no_match(1), no_match(2))
match = {"case": 1}
print(match["case"], [match for match in range(2)])
case = 5
match case:
    case 5:
        print("soft keywords")


def nested(command):
    match command.split():
        case []:
            return "empty"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", _]:
            return "cannot go there"
        case ["take", thing, *rest] if rest:
            return f"taking {thing} and {len(rest)} more"
        case [verb, *_]:
            return f"unknown {verb}"


for command in ("", "go north", "go up", "take lamp key", "take lamp", "dance"):
    print(nested(command))
