"""list.sort and sorted: stability, keys, reversal, errors half way, mutation, mixed kinds, nan, and large inputs."""
import random
from operator import itemgetter

rows = [(n % 3, n) for n in range(12)]
print(sorted(rows, key=itemgetter(0)), sorted(rows, key=itemgetter(0), reverse=True), sep="\n")
print(sorted(sorted(rows, key=itemgetter(1), reverse=True), key=itemgetter(0))[:5])
keyed = []
words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=lambda w: keyed.append(w) or len(w)), keyed == words)
for values in [[3, 1.5, True, -2, 10 ** 20, 2 ** 0.5], ["b", "a", "B", "é", "z", "", "aa"], [(1, "b"), (1, "a"), (0, "z"), (1,)], [[2], [1, 5], [1], []], [b"b", b"a", b"\xff"], [frozenset("ab"), frozenset("a"), frozenset()]]:
    print(sorted(values), sorted(values, reverse=True) == list(reversed(sorted(values))))
for values in [[1, "a"], [None, 1], [1j, 2j], [{}, {}], [1, [1]], ["a", b"a"], [(1, "a"), (1, 2)]]:
    try:
        print(sorted(values))
    except TypeError as error:
        print(error)


class Item:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Item.compared += 1
        if self.n == 13 or other.n == 13:
            raise ValueError("unlucky")
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


items = [Item(n) for n in (5, 3, 8, 1)]
items.sort()
print(items, Item.compared < 8, min(items), max(items, key=lambda i: i.n))
unlucky = [Item(n) for n in (5, 13, 1)]
try:
    unlucky.sort()
except ValueError as error:
    print(error, sorted(i.n for i in unlucky))
victim = [3, 2, 1]


def meddle(n):
    victim.append(n)
    return n


try:
    victim.sort(key=meddle)
except ValueError as error:
    print(error, victim)
seen = []
watched = [2, 1]
watched.sort(key=lambda n: seen.append(len(watched)) or n)
print(seen, watched)
random.seed(3)
for size in (10, 63, 64, 65, 500, 2000):
    data = [random.randrange(size // 2) for _ in range(size)]
    tagged = [(v, i) for i, v in enumerate(data)]
    tagged.sort(key=itemgetter(0))
    partly = sorted(data[: size // 2]) + sorted(data[size // 2:], reverse=True)
    print(size, tagged == sorted(tagged), sorted(partly) == sorted(data), sorted(data, key=lambda v: -v) == sorted(data, reverse=True), sorted(map(str, data))[:2])
nan = float("nan")
print(len(sorted([3, nan, 1, nan, 2])), sorted([nan])[0] is nan, [sorted(s) for s in ("", "a", "ba")], sorted({3: "c", 1: "a"}), sorted("hello", key="leho".index), sorted(range(5), key=lambda n: n % 2))
for wrong in [lambda: sorted([1], key=5), lambda: sorted(5)]:
    try:
        print(wrong())
    except TypeError as error:
        print(error)
a = [1, 2, 3]
print(a.sort(), a.reverse(), a, a.sort(key=lambda n: -n), a, list(reversed(a)), a[::-1] == sorted(a))


class Backwards(str):
    def __lt__(self, other):
        return str.__gt__(self, other)


print(sorted(map(Backwards, "bca")), sorted([Backwards("a"), "b", Backwards("c")]), min(map(Backwards, "bca")), max(map(Backwards, "bca")))
