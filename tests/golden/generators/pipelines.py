# Generators as pipelines: lazy, infinite, chained, and generator expressions.
log = []


def numbers():
    n = 0
    while True:
        log.append(n)
        yield n
        n += 1


def take(count, source):
    for _, item in zip(range(count), source):
        yield item


def where(test, source):
    return (item for item in source if test(item))


def pairs(source):
    iterator = iter(source)
    for first in iterator:
        for second in iterator:
            yield first, second
            break


print(list(take(3, where(lambda n: n % 2, numbers()))), log)


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


print(list(take(12, primes())))
print(list(pairs("abcdef")), list(pairs([1, 2, 3])))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([x for x in take(15, fibonacci()) if x % 2 == 0])


def windows(source, size):
    window = []
    for item in source:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window.pop(0)


print(list(windows("python", 3)))


def group(source, key):
    current, items = None, []
    for item in source:
        k = key(item)
        if items and k != current:
            yield current, items
            items = []
        current = k
        items.append(item)
    if items:
        yield current, items


print(list(group(["ant", "ape", "bee", "bat", "cat"], lambda w: w[0])))
squares = (n * n for n in range(5))
print(next(squares), list(squares), list(squares))
nested = ((x, y) for x in range(3) for y in range(x))
print(list(nested))
print(sum(n for n in range(101)), max((len(w), w) for w in ["a", "ccc", "bb"]))
lines = ["a=1", "# comment", "", "b = 2", "broken"]


def parse(lines):
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, separator, value = line.partition("=")
        if not separator:
            yield number, None
        else:
            yield key.strip(), int(value)


print(list(parse(lines)))


def merge(left, right):
    left, right = iter(left), iter(right)
    missing = object()
    a, b = next(left, missing), next(right, missing)
    while a is not missing and b is not missing:
        if a <= b:
            yield a
            a = next(left, missing)
        else:
            yield b
            b = next(right, missing)
    if a is not missing:
        yield a
        yield from left
    if b is not missing:
        yield b
        yield from right


print(list(merge([1, 4, 6, 9], [2, 3, 7])))
source = iter([1, 2])
gen = (x for x in source)
source = None
print(list(gen))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
print([*(i for i in "ab"), *range(2)], {*(i % 2 for i in range(5))})
