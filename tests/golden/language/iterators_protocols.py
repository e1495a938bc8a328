"""Iteration protocols: __iter__, __next__, __getitem__, iter with a sentinel, __length_hint__, __reversed__, __contains__."""
import operator


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration("done")
        self.left -= 1
        return self.left + 1

    def __length_hint__(self):
        return self.left


class Old:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index

    def __len__(self):
        return 4


class Broken:
    def __iter__(self):
        return 5


print(list(Countdown(4)), operator.length_hint(Countdown(7)), operator.length_hint(object(), 3), 3 in Countdown(5), 9 in Countdown(5))
print(list(Old()), list(reversed(Old())), 9 in Old(), 5 in Old(), sum(Old()), dict(enumerate(Old(), 1)), [*zip(Old(), "ab")])
values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), list(values), next(values, "none"))
it = iter("abc")
print(next(it), list(it), list(it), next(it, None))
a = iter([1, 2, 3, 4])
print(list(zip(a, a)), list(map(pow, [2, 3, 4], [3, 2])), list(filter(None, [0, "", 1, [], "x"])))
for bad in ("iter(5)", "next([])", "next(iter([]))", "list(Broken())", "iter(5, 6)", "for x in None: pass", "a, b = 5", "reversed({1})", "sum('ab')",
            "zip([1], [1, 2], strict=True).__next__() and list(zip([1], [1, 2], strict=True))", "min()", "enumerate([], 'a')"):
    try:
        exec(bad)
        print("fine", bad)
    except Exception as error:
        print(type(error).__name__, error)
print(max([], default=7), max("b", "abc", key=len), min([3, 1, 2], key=lambda v: -v), any(x > 2 for x in Countdown(5)), all([]))
live = [1, 2, 3]
for item in live:
    if item < 3:
        live.append(item + 10)
print(live)
numbers = {1: 1}
try:
    for key in numbers:
        numbers[key + 1] = 0
except RuntimeError as error:
    print(error)
print([list(pair) for pair in zip(*[iter(range(6))] * 2)], type(iter({}.items())).__name__, type(iter(range(2**70))).__name__)
