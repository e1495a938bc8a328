"""Calls that leave parameters to their defaults, and defaults that change."""


def scale(x, factor=3, offset=0.5):
    return x * factor + offset


def collect(item, into=[]):
    into.append(item)
    return len(into)


class Box:
    def __init__(self, size=2):
        self.size = size

    def grow(self, by=1, times=2):
        for _ in range(times):
            self.size += by
        return self.size


def run(n):
    total = 0
    box = Box()
    for i in range(n):
        total += scale(i) + scale(i, 2) + scale(i, 1, 1)
        box.grow()
        box.grow(3)
        collect(i)
    return total, box.size, collect(None)


print(run(300))
scale.__defaults__ = (10, 0)
print(run(100))
scale.__defaults__ = (10,)
try:
    run(10)
except TypeError as error:
    print(error)
scale.__defaults__ = None
try:
    print(run(10))
except TypeError as error:
    print(error)
Box.grow.__defaults__ = ("x", 0)
scale.__defaults__ = (1, 1)
print(run(50))
