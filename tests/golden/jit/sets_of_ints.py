"""Membership and operators of sets and frozensets in hot code, with elements that equal ints and with holes."""


def count(container, values):
    found = 0
    for value in values:
        if value in container:
            found += 1
    return found


sets = [
    set(), frozenset(), {0, -1, -2, 5}, frozenset({0, -1, -2, 5}), set(range(200)), frozenset(range(-50, 50, 3)),
    {True, 2, 3.0}, frozenset({1.0, 2, 7.5}), {"a", 1, None}, {i * 8 for i in range(30)}, {i << 20 for i in range(60)},
]
holes = set(range(40))
for i in range(0, 40, 3):
    holes.discard(i)
sets.append(holes)
values = [0, 1, -1, -2, 3, 5, 7, 8, 16, 39, 199, 1 << 20, 1 << 40, -(1 << 30)]
for container in sets:
    print(count(container, values), count(container, values * 3))
print(count({1, 2}, [True, 1.0, 2.0, 2.5]), count(dict.fromkeys([1, 2]), [1, 2, 3]), count("abc", ["a", "bc", "d"]))
try:
    count({1}, [[]])
except TypeError as error:
    print(type(error).__name__)


def combine(a, b):
    return a | b, a & b, a - b, a ^ b


for a in sets:
    for b in sets:
        results = combine(a, b)
        print([type(r).__name__ for r in results], [len(r) for r in results], [sum(x for x in r if isinstance(x, (int, float))) for r in results])


class Own(frozenset):
    def __or__(self, other):
        return "own or"

    def __rsub__(self, other):
        return "own rsub"


print(combine(Own([1]), frozenset([2]))[0], combine(frozenset([2]), Own([1]))[2])
print(list({3, 1, 2} | {9, 8}), list(frozenset(range(6)) | {7}), list({8, 0, 16} | {24}), list({1, 2} ^ {2, 3}))


def place(row, size, columns, rising, falling):
    if row == size:
        yield []
        return
    for column in range(size):
        if column in columns or row + column in rising or row - column in falling:
            continue
        for rest in place(row + 1, size, columns | {column}, rising | {row + column}, falling | {row - column}):
            yield [column] + rest


print(len(list(place(0, 6, frozenset(), frozenset(), frozenset()))))
a = {1}
before = a
a |= {2}
a -= {1}
print(a, before is a)
for wrong in (1, [1], {1: 2}.items):
    try:
        print({1} | wrong)
    except TypeError as error:
        print(error)
