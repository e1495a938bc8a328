"""groupby whose groups go stale, accumulate with every kind of function, zip_longest and compress that end unevenly."""
import operator
from itertools import accumulate, chain, compress, dropwhile, groupby, pairwise, starmap, tee, zip_longest


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


groups = groupby([1, 1, 2, 2, 3])
k1, g1 = next(groups)
print(k1, next(g1))
k2, g2 = next(groups)
print(k2, list(g1), list(g2), [k for k, _ in groups])
stale = list(groupby("AAB"))
print([k for k, _ in stale], [list(g) for _, g in stale])
print([(k, [w for w in g]) for k, g in groupby("apple avocado bean cherry corn".split(), key=operator.itemgetter(0))])
nan = float("nan")
print([len(list(g)) for _, g in groupby([nan, nan, 1, 1.0, True])], [k for k, g in groupby([1, 1.0, True, 0, False])])


class Odd:
    def __init__(self, tag): self.tag = tag
    def __eq__(self, other):
        if self.tag == 3:
            raise RuntimeError("not comparable")
        return True
    __hash__ = None


attempt(lambda: [k.tag for k, _ in groupby([Odd(1), Odd(2), Odd(3), Odd(4)])])
attempt(lambda: next(groupby([1], key=lambda: 0)))
attempt(lambda: groupby(5))
print(list(accumulate([3, 4, 6, 2, 1, 9, 0, 7, 5, 8], max)), list(accumulate([5, 2, 3], operator.mul)), list(accumulate([])))
print(list(accumulate([], initial=7)), list(accumulate(["a", "b"], initial="")), list(accumulate([1, 2], None, initial=None)))
print(list(accumulate([[1], [2], [3]])), list(accumulate([1000, -90, -90, -90], lambda b, p: round(b * 1.05) + p)))
attempt(lambda: list(accumulate([1, 2], 5)))
attempt(lambda: list(accumulate([1, 2], lambda a: a)))
print(list(zip_longest([1, 2, 3], "a", (), fillvalue=0)), list(zip_longest(range(2), fillvalue=None)))
print(list(compress("abcdef", [1, 0, 1])), list(compress("ab", iter([0, 1, 1, 1]))), list(compress(data=[1, 2], selectors=["", "x"])))
print(list(pairwise([])), list(pairwise([1])), list(pairwise(iter("abcd"))), list(dropwhile(str.isspace, "  a b")))
print(list(starmap(divmod, [(7, 2), (9, 4)])), list(starmap(print, [])), list(starmap(max, ["abc", [3, 1]])))
left, right = tee(iter("abc"))
print(next(left), list(right), list(left), next(left, "over"))
again, = tee(left, 1)
print(list(again), tee([], 0), len(tee([1], 4)))
print(list(chain.from_iterable({"ab": 1, "cd": 2})), list(chain()), list(chain("a", [1], {2: 3})))
attempt(lambda: list(chain([1], 2)))
attempt(lambda: list(chain.from_iterable([[1], 2])))
it = chain([1], iter([2, 3]), "x")
print(next(it), next(it), list(it), list(it))
