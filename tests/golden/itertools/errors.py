"""Wrong arguments, and exceptions of the functions and iterators inside."""
from itertools import *


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


def broken():
    yield 1
    raise KeyError("inside")


for maker in (
    lambda: count("a"), lambda: cycle(5), lambda: chain(5).__next__(), lambda: islice([], -1), lambda: islice([], "a"),
    lambda: islice([], 1, 2, 0), lambda: islice([], 1, 2, "x"), lambda: islice([], "a", 2), lambda: product([1], repeat=-1), lambda: product(5),
    lambda: permutations([1], -1), lambda: permutations([1], "x"), lambda: combinations([1], -1), lambda: combinations(5, 1),
    lambda: tee([], -1), lambda: repeat(1, "x"), lambda: next(starmap(pow, [5])), lambda: list(starmap(pow, [(1,)])),
    lambda: zip_longest(5), lambda: list(accumulate([1, "a"])), lambda: list(accumulate(broken())), lambda: list(chain(broken())),
    lambda: list(groupby(broken(), len)), lambda: list(filterfalse(len, [1])), lambda: list(takewhile(1, [1])), lambda: list(compress([1], broken())),
    lambda: list(tee(broken())[0]), lambda: list(cycle(broken())), lambda: list(zip_longest(broken(), [1, 2])), lambda: list(pairwise(broken())),
    lambda: repeat(1).__length_hint__(), lambda: repeat(1, 3).__length_hint__(),
):
    attempt(maker)


class Counting(count):
    def __next__(self):
        return -super().__next__()


print(list(islice(Counting(5), 3)), Counting(1))
print(list(map(list, [islice(count(10**20), 2), islice(count(2**30 - 2), 4), islice(count(-2**30 + 1, -1), 3)])))
