# The order of what the operators give is that of the tables they build, whatever the keys are.
import itertools


class Key:
    compared = 0

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 4

    def __eq__(self, other):
        Key.compared += 1
        return isinstance(other, Key) and self.number == other.number


def emptied(numbers, gone):
    numbers = set(numbers)
    for number in gone:
        numbers.discard(number)
    return numbers


sources = [
    set(),
    {1, 8},
    {0, 16, 24, 2},
    set(range(0, 40, 3)),
    emptied(range(12), range(0, 12, 2)),
    frozenset([7, 15, 23, 31, 39]),
    {2**25, 2**26, 1, 5.0},
    {3.0, 8.0, 16},
    set(range(100)),
]
for a, b in itertools.product(sources, repeat=2):
    print(list(a | b), list(a & b), list(a - b), list(a ^ b), type(a | b).__name__, type(b ^ a).__name__)

print(list(sources[8].difference([1, 2, 99])), list(sources[5].difference({7: 0})), list(sources[3].difference({3})))

words = {"ab", "abc", "x" * 50, "é", "日本"}
others = {"".join(["a", "b"]), "x" * 49 + "x", "日" + "本", "nowhere"}
print(sorted(words & others), sorted(words - others), sorted(words ^ others), sorted(words | others))

keys, more = {Key(n) for n in range(6)}, {Key(n) for n in range(3, 9)}
print(sorted(key.number for key in keys & more), sorted(key.number for key in keys | more))
print(sorted(key.number for key in keys - more), sorted(key.number for key in keys ^ more), Key.compared > 0)


class Bad:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        raise ValueError("not to be compared")


for operator in ("__or__", "__and__", "__sub__", "__xor__"):
    try:
        print(getattr({Bad(), 1, 2}, operator)({5, 6}))
    except ValueError as error:
        print(operator, error)
    try:
        print(operator == "__or__" and {5} | {Bad()})
    except ValueError as error:
        print(operator, error)

grown = frozenset()
for n in range(300):
    grown = grown | {n * 7}
print(len(grown), list(grown)[:10], {n for n in (1, 2, 3)} | {1}, {True, 1.0, 1})
print([1, 2] + [3], [] + [], [[1]] + [[2]], str(5), int("7"), list(range(3)), frozenset(range(3)))


class Text(str):
    def __init__(self, *args):
        print("made of", len(args))


class Shown:
    def __str__(self):
        return Text("shown")


Text("a")
# random
import random
random.seed(5)
for r in range(2):
    s=set()
    for k in range(400):
        n=random.randrange(120)
        if random.random()<.5: s.discard(n)
        else: s.add(n)
    print(list(s))
