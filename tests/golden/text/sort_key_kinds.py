"""Sorting by every kind of key: numbers, strs, tuples of them, and what needs `<` itself."""


def show(label, values):
    print(label, values)


def shuffled(values):
    values = list(values)
    seed = 7
    for i in range(len(values) - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        j = seed % (i + 1)
        values[i], values[j] = values[j], values[i]
    return values


class Odd:
    """Compares by its remainder only."""

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n % 3 < other.n % 3

    def __repr__(self):
        return f"Odd({self.n})"


class Text(str):
    def __lt__(self, other):
        return str.__gt__(self, other)


def order(values):
    """Equal items stay in the order they had: shown by their positions."""
    return sorted(range(len(values)), key=values.__getitem__), sorted(
        range(len(values)), key=values.__getitem__, reverse=True
    )


show("ints", sorted(shuffled(range(-40, 40, 3))))
show("mixed", order(shuffled([1, 1.0, True, 0, 0.0, -0.0, False, 2, 2.5, -3, 1e300, -1e300] * 2)))
show("large", sorted(shuffled([10**20, 5, -(10**20), 2.5, 10**20 + 1, 2**53, 2**53 + 1, float(2**53)])))
show("limits", sorted(shuffled([2**30, 2**30 - 1, -(2**30), -(2**30) - 1, 0])))
words = ["", "a", "ab", "abcdef", "abcdefg", "abcdefh", "abcdef\0", "abcde", "abcdeg", "Abc", "\0", "\0\0", "zz", "é", "ÿa"]
show("strs", sorted(shuffled(words)))
show("strs back", sorted(shuffled(words * 2), reverse=True)[:9])
show("wide", sorted(shuffled(words + ["日本", "日", "\U0001f600", "\ufffe", "aé日"])))
show("order of strs", order(shuffled(["same text", "same text ", "same texs", "sam", "same text"] * 3)))
show("tuples", sorted(shuffled((k % 4, str(k % 3), -k / 2) for k in range(24))))
show("order of tuples", order(shuffled([(k % 2, "x" * (k % 3)) for k in range(18)])))
show("constant part", order(shuffled([(None, k % 3, "same") for k in range(9)])))
show("bools in tuples", sorted(shuffled([(k % 2 == 0, k % 3, k) for k in range(12)])))
show("lengths", sorted(shuffled([(), (1,), (1, 2), (0, 9, 9), (1, 2, 0), (2,)])))
show("nested", sorted(shuffled([((k % 2, "a"), [k % 3]) for k in range(8)])))
show("own less", sorted(shuffled([Odd(n) for n in range(3)] + [Odd(4)])[:1] + [Odd(5), Odd(3), Odd(1), Odd(2)]))
show("tuples of own", order([(Odd(5),), (Odd(3),), (Odd(1),)])[0])
show("subclass", sorted([Text("a"), Text("c"), Text("b")]))
nan = float("nan")
show("nan", len(sorted([3.0, nan, 1.0, nan, 2.0])))
show("same nan in tuples", sorted([(nan, 3), (nan, 1), (nan, 2)]))
show("empty tuples", order([(), (), ()]))
for bad in ([1, "a"], ["a", 1, 2.0], [(1, "a"), (1, 2)], [(1, None), (1, None, 2), (1, 3)], [None, None], [1j, 2j]):
    try:
        show("sorted", sorted(bad))
    except TypeError as error:
        show("refused", error)
values = shuffled(range(500))
values.sort(key=lambda n: (n % 7, -n))
show("sorted in place", values[:10] + values[-5:])
values.sort(key=str)
show("by text", values[:12])
