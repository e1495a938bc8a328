"""The combinatoric iterators: order, sizes against math, what counts as distinct, pools that change, wrong sizes."""
from itertools import combinations, combinations_with_replacement as cwr, permutations, product
from math import comb, perm


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for n in range(6):
    row = []
    for r in range(5):
        sizes = [len(list(f(range(n), r))) for f in (combinations, permutations, cwr)]
        assert sizes[:2] == [comb(n, r), perm(n, r)] and sizes[2] == (comb(n + r - 1, r) if n else int(r == 0))
        row.append(sizes)
    print(n, row)
pool = [1, 2, 3]
changing = combinations(pool, 2)
pool.append(4)
print(list(changing), list(map("".join, permutations("aab", 2))))
print(sorted(set(permutations("aabb"))) == sorted(set(tuple(p) for p in permutations("abab"))))
same = object()
pairs = list(cwr([same], 3))
print(len(pairs), all(x is same for x in pairs[0]))
print(list(product([1, 2], "ab", repeat=1)) == [(x, y) for x in [1, 2] for y in "ab"], len(list(product("abc", repeat=4))))
print(list(product("ab", [0], repeat=2)), list(product([], repeat=0)), list(product((), "ab")), next(product(repeat=3)))
turns = permutations(range(4), 3)
print([next(turns) for _ in range(5)], sum(1 for _ in turns), next(turns, "end"), next(turns, "end"))
print([p for p in permutations(range(4)) if all(p[i] != i for i in range(4))])
print([c for c in combinations(range(1, 10), 3) if sum(c) == 15])
print(["".join(c) for c in cwr("xyz", 2)], [a * b for a, b in product(range(3), repeat=2)])
for make in (
    lambda: combinations("ab"), lambda: combinations("ab", None), lambda: combinations("ab", -1), lambda: cwr("ab", -2), lambda: cwr(),
    lambda: permutations("ab", 1.0), lambda: permutations("ab", -1), lambda: product("ab", repeat=-2), lambda: product("ab", repeat="x"),
    lambda: product("ab", repeat=-5),
    lambda: next(combinations(iterable=[1, 2], r=2)), lambda: next(permutations(iterable="ab", r=None)),
):
    attempt(make)
first = product(range(2), repeat=2)
held = next(first)
print(held, next(first), held, list(first))


def draws():
    yield "x"
    raise ZeroDivisionError("pool")


attempt(lambda: product("a", draws()))
attempt(lambda: permutations(draws()))
