# tee and groupby: shared state, what a group is worth when its source moves on, and errors among the items.
from itertools import groupby, tee, chain, cycle, zip_longest, islice
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
a, b, c = tee("abcd", 3)
print(next(a), next(a), next(b), list(c), list(a), list(b), list(a))
print(tee([], 0), len(tee([], 5)), [list(t) for t in tee(range(2))])
attempt(tee, [], -1)
attempt(tee, 5)
attempt(tee)
attempt(tee, [], "a")
x, y = tee(iter([1, 2, 3])); next(x)
x2, x3 = tee(x); print(list(x2), list(x3), list(y))
import copy
x, = tee("pq", 1); next(x); z = copy.copy(x); print(list(x), list(z))
def failing():
    yield 1
    raise KeyError("in source")
a, b = tee(failing())
print(next(a)); attempt(next, a); print(next(b)); attempt(next, b)
groups = groupby([1, 1, 2, 3, 3, 1])
k, g = next(groups); print(k, next(g)); k2, g2 = next(groups); print(k2, list(g), list(g2), list(g2))
print([(k, len(list(g))) for k, g in groups])
all_groups = list(groupby("aab")); print([(k, list(g)) for k, g in all_groups])
print([k for k, _ in groupby([])], [(k, list(g)) for k, g in groupby([1, 1.0, True, "1"])])
nan = float("nan"); print(len(list(groupby([nan, nan]))), len(list(groupby([nan, float("nan")]))))
attempt(list, groupby([1, 2], key=lambda x: x / 0))
attempt(groupby, 5)
attempt(list, groupby([1], key=5))
class Eq:
    def __eq__(self, other): raise ValueError("eq")
attempt(list, groupby([Eq(), Eq()]))
attempt(next, groupby([], None), "default")
c = cycle([]); attempt(next, c)
c = cycle(iter("ab")); print([next(c) for _ in range(5)])
attempt(list, chain("ab", 5))
attempt(chain.from_iterable, 5)
attempt(list, chain.from_iterable(["a", 5]))
attempt(lambda: zip_longest([1], 5))

print(list(zip_longest("ab", [1], fillvalue=None)), list(zip_longest()))
s = islice(it := iter(range(10)), 1, 6, 2); print(list(s), next(it))
for args in (-1,), (0, -1), (0, 1, 0), ("a",), (1, "b"), (1, 2, "c"), (None,), (2, None, 3), ():
    attempt(lambda: list(islice(range(7), *args)))
