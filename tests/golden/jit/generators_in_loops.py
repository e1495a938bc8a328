"""Generators and comprehensions that hot loops make, run partly, and leave."""


def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            yield got * 10


def pairs(n):
    return ((i, j) for i in range(n) for j in range(i) if (i + j) % 3)


def use(n):
    total, kept = 0, []
    for i in range(n):
        g = numbers(i)
        for value in g:
            total += value
            if value > 3:
                break
        kept.append(next(g, None))
        if i > 2:
            h = numbers(3)
            next(h)
            kept.append(h.send(i))
            h.close()
    return total, kept


print(use(8))
print(list(pairs(5)), sum(a * b for a, b in pairs(12)), {a: b for a, b in pairs(6)}, sorted({a + b for a, b in pairs(6)}))


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def first(n, items):
    out = []
    for item in items:
        if len(out) == n:
            break
        out.append(item)
    return out


print(first(15, primes()))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(4)))


def failing(n):
    for i in range(n):
        if i == 3:
            raise ValueError(i)
        yield i


def collect(n):
    out = []
    for turn in range(4):
        try:
            for value in failing(n + turn):
                out.append(value)
        except ValueError as error:
            out.append(str(error))
    return out


print(collect(2))


def running(values):
    total = 0
    for value in values:
        total += value
        yield total


def pipeline(n):
    return list(running(x * x for x in running(i for i in range(n) if i % 2)))


print(pipeline(12), [list(zip(running([1, 2]), "ab")) for _ in range(2)])


def echo():
    log = []
    while True:
        try:
            item = yield len(log)
            log.append(item)
        except KeyError as error:
            log.append(error.args[0])
        except GeneratorExit:
            log.append("bye")
            print(log)
            return


def talk():
    e = echo()
    next(e)
    for i in range(5):
        if i == 3:
            e.throw(KeyError("k"))
        else:
            e.send(i)
    e.close()


talk()
talk()
print([[x for x in range(i)] for i in range(4)], [y for x in ("ab", "", "c") for y in x], (lambda n: [n for n in range(n)])(3))


def nested(n):
    return [[(i, j, k) for k in range(2) if k != j] for i in range(n) for j in range(i)]


print(nested(3))
