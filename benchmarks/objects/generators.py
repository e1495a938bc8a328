"""Generators that feed generators, generator expressions, and a tree walked by `yield from`."""
import time


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def multiples(source, of):
    for n in source:
        if n % of == 0:
            yield n


def running_sum(source):
    total = 0
    for n in source:
        total += n
        yield total


class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.value = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total // count


def work():
    last = 0
    for last in running_sum(multiples(numbers(1_200_000), 3)):
        pass
    squares = sum(n * n for n in range(1_000_000) if n & 1)
    tree = Tree(0, 2000)
    walked = 0
    for _ in range(40):
        for value in tree:
            walked += value
    sink = averager()
    next(sink)
    for n in range(400_000):
        average = sink.send(n)
    return last, squares, walked, average


start = time.perf_counter()
result = work()
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
