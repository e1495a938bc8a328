"""sum() of ints that a double no longer holds, and of what comes between them."""


class Counted(int):
    def __radd__(self, other):
        return ("radd", int(other), int(self))

    def __add__(self, other):
        return ("add", int(self), other)


def total(items, *start):
    try:
        return sum(items, *start)
    except (TypeError, OverflowError, ValueError) as error:
        return type(error).__name__, str(error)


def fails_at(k, items):
    for n, item in enumerate(items):
        if n == k:
            raise ValueError(f"item {k}")
        yield item


for _ in range(40):
    results = [
        total(n * n for n in range(4000) if n & 1),
        total(n ** 5 for n in range(300)),
        total([2 ** 53, 1, 2 ** 53, -1, -2 ** 53]),
        total([2 ** 53 - 1, 1, 1, True, False, True]),
        total([-2 ** 53, -1, -1, 2 ** 70, -2 ** 70, 3]),
        total([2 ** 40] * 200, 7),
        total([10 ** 15] * 50, 2 ** 60),
        total([2 ** 53 - 1, 2 ** 53 - 1, 2.5, 1]),
        total([2 ** 52, 2 ** 52, 2 ** 52, 0.5, 2 ** 80]),
        total([1, 2 ** 33, 2j, 3]),
        total([2 ** 33, 2 ** 60, Counted(5)]),
        total([2 ** 33, "a"]),
        total([2 ** 62, 2 ** 62, None]),
        total(fails_at(3, [2 ** 52] * 5)),
        total([2 ** 33] * 3, [1]),
        total([], 2 ** 90),
        total([2 ** 1100, 1.5]),
        total([1.5, 2 ** 33, -2 ** 33]),
    ]
for result in results:
    print(result)
