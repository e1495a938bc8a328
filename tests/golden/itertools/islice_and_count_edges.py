"""islice and count at the edges of their numbers: steps, stops past the end, indexes, what is left in the source."""
import itertools
from itertools import count, islice, repeat, takewhile
import sys


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value


for arguments in [(0,), (3,), (2, 2), (5, 2), (1, None, 3), (None, None), (None, 4, None), (7, 100), (0, 10, 4), (True, 3)]:
    source = iter(range(10))
    print(arguments, list(islice(source, *arguments)), "left", list(source))
print(list(islice(range(10), Index(2), Index(9), Index(3))))
for arguments in [(-1,), (1.0,), (0, -1), (0, 5, 0), (0, 5, -1), (0, 5, 1.5), ("x",), (sys.maxsize + 1,), (0, sys.maxsize + 1)]:
    attempt(lambda: islice([], *arguments))
attempt(lambda: islice([]))
attempt(lambda: islice([], 1, 2, 3, 4))
attempt(lambda: islice(5, 1))
print(repr(count()), repr(count(1, 1)), repr(count(2, 1.0)), repr(count(1.5)), repr(count(3, 0)), repr(count(-1, -1)))
big = count(sys.maxsize - 1)
print([next(big) for _ in range(3)], big)
down = count(-sys.maxsize, -1)
print([next(down) for _ in range(3)], down)
print(list(islice(count(1 + 2j, 1j), 3)), list(islice(count(True), 2)), list(islice(count(0, True), 3)))
print(list(islice(count(step=3), 3)), list(islice(count(start=1, step=-1), 3)))
from fractions import Fraction
print(list(map(str, islice(count(Fraction(1, 3), Fraction(1, 6)), 4))))
attempt(lambda: count(None))
attempt(lambda: count(1, "a"))
attempt(lambda: next(count(1, start=2)))
endless = repeat("r")
print(repr(endless), repr(repeat("r", 2)), repr(repeat(times=2, object=0)), list(repeat(5, -3)), repr(repeat(5, -3)))
three = repeat([], 3)
next(three)
print(three.__length_hint__(), three, list(three), three)
attempt(lambda: endless.__length_hint__())
print(list(takewhile(lambda x: x < 3, count())), next(takewhile(bool, [0, 1]), "none"))
