"""Iterators made in every way: classes, iter(callable), sequences, generators, wrappers, peeking, batching."""
import itertools
import operator


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.start + 1))

    def __length_hint__(self):
        return self.start


class Old:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * index


class Peek:
    def __init__(self, source):
        self.source, self.held = iter(source), []

    def __iter__(self):
        return self

    def __next__(self):
        return self.held.pop() if self.held else next(self.source)

    def peek(self, default=None):
        if not self.held:
            try:
                self.held.append(next(self.source))
            except StopIteration:
                return default
        return self.held[0]


print(list(Countdown(4)), list(reversed(Countdown(3))), operator.length_hint(Countdown(5)), list(Old()), 9 in Old(), [*zip(Old(), Countdown(9))], list(iter([1, 2, 3, 0, 4].__iter__().__next__, 0)))
p = Peek("abc")
print(p.peek(), p.peek(), next(p), p.peek(), list(p), p.peek("empty"))
values = iter(range(10))
print(list(zip(values, values, values)), next(values, "done"), [*map(lambda *a: a, *[iter("abcdef")] * 2)], list(zip("ab", [1, 2, 3], strict=False)))
for strict in [lambda: list(zip("ab", [1], strict=True)), lambda: list(zip("a", [1, 2], strict=True)), lambda: iter(5), lambda: next([]), lambda: iter(lambda: 1), lambda: reversed({1}), lambda: enumerate(5), lambda: list(map(None, [1])), lambda: next(iter([]))]:
    try:
        print(strict())
    except (ValueError, TypeError, StopIteration) as error:
        print(type(error).__name__, error)


def batches(items, size):
    it = iter(items)
    while batch := tuple(itertools.islice(it, size)):
        yield batch


def windows(items, size):
    its = itertools.tee(items, size)
    for n, it in enumerate(its):
        next(itertools.islice(it, n, n), None)
    return zip(*its)


def interleave(*sources):
    sources = [iter(s) for s in sources]
    while sources:
        for s in sources[:]:
            try:
                yield next(s)
            except StopIteration:
                sources.remove(s)


def unique(items, key=None):
    seen = set()
    for item in items:
        k = key(item) if key else item
        if k not in seen:
            seen.add(k)
            yield item


print(list(batches("abcdefg", 3)), list(windows(range(5), 3)), list(interleave("ab", [1, 2, 3], ())), list(unique("aAbBa", str.lower)), list(itertools.pairwise("abc")))
it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), list(it), iter(it) is it, [x for x in enumerate("ab", start=5)], [*filter(None, [0, 1, "", "a"])], sum(map(len, ["ab", "c"])), min(filter(lambda x: x > 2, [1, 3, 5])))
log = []


def noisy(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        yield i
    log.append(f"{name} end")


print(list(zip(noisy("a", 2), noisy("b", 3))), log)
log.clear()
print(any(x > 0 for x in noisy("c", 5)), all(x < 1 for x in noisy("d", 5)), 1 in noisy("e", 5), log)
log.clear()
first, second = noisy("f", 2)
print(log, max(noisy("g", 3), key=lambda x: -x), sorted(noisy("h", 3), reverse=True), dict(enumerate(noisy("i", 2))), tuple(itertools.chain.from_iterable([noisy("j", 1)] * 2)))
squares = (n * n for n in itertools.count())
print(list(itertools.takewhile(lambda x: x < 30, squares)), next(squares), list(itertools.islice(squares, 0, 6, 2)), [list(g) for _, g in itertools.groupby("aabccc")], list(itertools.accumulate([1, 2, 3], initial=10)), list(itertools.zip_longest("ab", "c", fillvalue="-")))


class Growing(list):
    def __iter__(self):
        for item in super().__iter__():
            yield item
            if len(self) < 6:
                self.append(item * 10)


print(list(Growing([1, 2])))
items = [1, 2, 3, 4]
for item in items:
    if item % 2:
        items.remove(item)
print(items)
for i, c in zip(itertools.cycle("xyz"), range(5)):
    print(i, c, end=" ")
print(list(map(operator.mul, range(4), itertools.repeat(3))), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.compress("abcd", [1, 0, 1])), list(itertools.dropwhile(str.isalpha, "ab1c")), list(itertools.product("ab", repeat=2))[1], list(itertools.combinations_with_replacement("ab", 2)))
