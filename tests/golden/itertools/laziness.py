"""What the iterators take of their source, and when; groups and tees that share one."""
from itertools import *


def source(*items):
    for item in items:
        print("take", item)
        yield item


chained = chain(source(1, 2), source(3))
print(next(chained), next(chained), next(chained), next(chained, "end"), next(chained, "still"))
print(next(islice(source(1, 2, 3), 1, None)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 2, 4)), list(it))
print(list(takewhile(lambda x: x < 2, source(1, 2, 3))))
print(list(dropwhile(lambda x: x < 2, source(1, 2, 3))))
a, b = tee(source("x", "y"))
print(next(a), next(b), next(b), list(a), list(b))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a))
groups = groupby("aabbbc")
key, first = next(groups)
print(key, next(first))
key, second = next(groups)
print(key, list(first), list(second))
print([list(group) for key, group in list(groupby("abc"))])
cycled = cycle(source(1, 2))
print([next(cycled) for _ in range(5)])
print(list(cycle([])), list(repeat(1, 0)), list(repeat(1, -5)), list(product("ab", repeat=0)))
print(list(zip(count(), "ab")), list(zip(repeat("k"), [1, 2])))
for items in zip_longest(source(1), source(2, 3), fillvalue=0):
    print(items)
print(list(accumulate([])), list(accumulate([], initial=5)), list(accumulate(["a", "b"], lambda x, y: y + x)))
print(list(pairwise([])), list(pairwise([1])), list(starmap(max, [(1, 2), (4, 3)])))
big = [list(range(200)), list(range(200))]
a, b = tee(iter(range(500)))
print(sum(a), sum(b), sum(1 for _ in tee(range(60), 1)[0]))
