"""Tuples compared: every operator, lengths, nesting, items with comparisons of their own that change things."""
import operator

OPERATORS = (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)


def all_of(a, b):
    results = []
    for compare in OPERATORS:
        try:
            results.append(compare(a, b))
        except TypeError as error:
            results.append(str(error))
    return results


class Odd:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return NotImplemented if other == 0 else "eq"

    def __lt__(self, other):
        return ["lt", self.name]

    __hash__ = None


class Pair(tuple):
    def __lt__(self, other):
        return "pair"


nan = float("nan")
for a, b in (
    ((), ()), ((1,), ()), ((1, 2), (1, 3)), ((1, 2), (1, 2, 0)), ((1, "a"), (1, 2)), (("a", 2.5), ("a", 2.5)),
    ((nan,), (nan,)), ((nan,), (float("nan"),)), (((1, 2), 3), ((1, 2), 4)), ((None, 1), (None, 2)), ((None,), (1,)),
    ((Odd("x"), 1), (Odd("y"), 2)), ((Odd("x"),), (0,)), (Pair((1, 2)), (1, 2)), ((1, 2), Pair((1, 3))), ((1,), [1]), ((1,), 1),
):
    print(all_of(a, b))

deep_a = deep_b = ()
for _ in range(100):
    deep_a, deep_b = (deep_a,), (deep_b,)
print(deep_a == deep_b, deep_a < deep_b)


class Remover:
    """Takes the tuple that it is in out of where it is held, while it is compared."""

    def __init__(self, holder):
        self.holder = holder

    def __eq__(self, other):
        self.holder.clear()
        return self is other

    def __hash__(self):
        return 1


holder = []
holder.append((Remover(holder), "text " * 3))
print(holder[0] == (Remover([]), "text " * 3), holder)
table = {}
table[(Remover(table), 1)] = "kept"
print(table.get((Remover([]), 1)), len(table))
print([(1, 2), (0, "a")].index((0, "a")), (1, (2, 3)) in {(1, (2, 3)): 0}, max([(1, "b"), (1, "a")]), sorted([(2, "x"), (1, None)]))
print("LOWER upper Mixed 9z".swapcase(), "hello wORLD o'clock x1y".title(), "éCOLE".capitalize(), "ABC".lower(), "ß".upper())
print("xxabcxx".strip("x"), "..a.".lstrip("."), "日本日".rstrip("日"), "abc".strip(""), "aaa".strip("a") == "")
