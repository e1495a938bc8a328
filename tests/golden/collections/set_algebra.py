# Sets: operators, methods with any iterable, frozensets, mutation, membership.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a >= {1, 2}, a > a, {1} < a, a.isdisjoint({9}), a.issubset(range(10)), a.issuperset([1]))
print(a.union([9], (8,)), a.intersection(range(3), [1, 2]), a.difference([1], [2]), sorted(a.symmetric_difference([1, 99])))
c = a.copy()
c.add(10)
c.discard(1)
c.discard("absent")
c.remove(2)
try:
    c.remove("absent")
except KeyError as error:
    print(repr(error))
print(sorted(c), a)
c |= {20}
c &= {3, 20, 4}
c -= {4}
c ^= {3, 7}
print(sorted(c))
c.update([1], {2: "x"}, "z")
print(sorted(c, key=str))
c.intersection_update([1, 2, 7])
c.difference_update([7])
c.symmetric_difference_update([2, 5])
print(sorted(c), len(c))
print({x for x in "abracadabra" if x not in "abc"} == {"d", "r"}, set(), {*()}, {1, 1.0, True}, {0, False, 0.0})
f = frozenset("hello")
print(f == set("hello"), hash(f) == hash(frozenset("olleh")), f | {"!"} == set("hello!"), type(f | {1}).__name__, type({1} | f).__name__, {f: 1}[frozenset("hello")])
for action in ("{1} + {2}", "{1} | [2]", "set(5)", "frozenset([1]).add(2)", "set().pop()", "hash({1})", "{1} < [1]"):
    try:
        print(action, eval(action))
    except (TypeError, AttributeError, KeyError) as error:
        print(action, "->", type(error).__name__, str(error).split(" (")[0][-40:])
print({1, 2} == {2, 1}, {1} != {1, 2}, {1} == [1], {1} == frozenset({1}), bool(set()), {(), (1,)} >= {()})
nested = {frozenset({1}), frozenset({1, 2})}
print({1} in nested, {2} in nested, {1, 2} in nested, len(nested))
nested.discard({1})
print(len(nested))
seen, unique = set(), []
for item in [3, 1, 3, 2, 1]:
    if item not in seen:
        seen.add(item)
        unique.append(item)
print(unique, sorted({-1, 5, 3}), max({1, 9}), sum({1, 2, 3}), list({7}), [*{8}], min(frozenset({4, 2})))


class Tag:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return self.name.lower() == other.name.lower()

    def __hash__(self):
        return hash(self.name.lower())


tags = {Tag("A"), Tag("a"), Tag("b")}
print(len(tags), Tag("B") in tags, Tag("c") in tags)


class MySet(set):
    def add(self, item):
        super().add(item * 2)


m = MySet([1])
m.add(5)
print(sorted(m), type(m | {1}).__name__, type(m.copy()).__name__, isinstance(m, set))
big = set(range(1000))
big -= {n for n in big if n % 7}
print(len(big), sorted(big)[:4], 994 in big, big.isdisjoint({1, 2, 3}))
while len(big) > 2:
    big.pop()
print(len(big))
primes = {n for n in range(2, 60)} - {n * k for n in range(2, 60) for k in range(2, 30)}
print(sorted(primes))
