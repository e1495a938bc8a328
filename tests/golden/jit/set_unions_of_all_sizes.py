"""Unions whose left operand has a table of another size than its keys need, or deleted keys: order is CPython's."""

import gc


def unite(a, b):
    return a | b


def grow(step, most):
    """A frozenset that gets one key more in each round, as a search that goes down a tree has them."""
    taken = frozenset()
    for k in range(most):
        taken = taken | {k * step % 97}
        yield taken


for step in (1, 5, 31):
    print([list(s) for s in grow(step, 40)][-1])
    print(sum(len(s) * sum(s) for s in grow(step, 70)))

for size in list(range(0, 40)) + [80, 200, 700, 1100]:
    whole = set(range(0, 3 * size, 3))
    thinned = set(range(3 * size))
    for k in range(3 * size):
        if k % 3:
            thinned.discard(k)
    shrunk = set(range(2 * size))
    while len(shrunk) > size // 2:
        shrunk.pop()
    for other in (set(), {1}, {2, 4, 8, 16}, frozenset(range(100, 111)), {"a"} & {"b"}):
        for left in (whole, thinned, shrunk, frozenset(thinned), frozenset(whole)):
            united = unite(left, other)
            assert united == set(list(left) + list(other)) and type(united) is type(left)
            if size < 12:
                print(size, list(united))
            else:
                print(size, sum(k * key for k, key in enumerate(united)) % 1000003)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 4

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        died.append(self.n)


died = []
for size in (3, 5, 8, 9):
    for _ in range(30):
        keys = set(map(Key, range(size)))
        both = unite(keys, {Key(1), Key(size)})
        assert len(both) == size + 1
        del keys, both
    gc.collect()
    print(size, len(died), sorted(set(died)))
    died.clear()

words = frozenset("the quick brown fox jumps over the lazy dog".split())
for _ in range(50):
    more = unite(words, {"cat", "fox"})
print(sorted(more), len(more))
