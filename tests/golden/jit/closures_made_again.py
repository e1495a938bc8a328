# threads
"""Closures that are gone when their caller is compiled, whose code is known all the same; each with defaults of its own."""
import threading


def adder(n):
    return lambda x, scale=1: x * scale + n


def pair(n):
    def first(x, y=2, *, z=3):
        return x + y * z + n

    def second(x, y=n, z=n * 2):
        return x, y, z

    return first, second


def made_here(n):
    add = adder(n)
    first, second = pair(n)
    twice = lambda x, k=n: x * k  # noqa: E731
    return (
        add(n), add(n, scale=2), add(n, 3), add(scale=n, x=1), first(n), first(n, 5), first(n, z=n), second(n),
        second(n, 1), second(n, z=1), second(z=1, x=n), twice(n), twice(n, 2),
    )


for n in range(200):
    made = made_here(n)
    assert made[0] == 2 * n and made[7] == (n, n, 2 * n) and made[11] == n * n, made
print(made)


def by_number(which, n):
    if which == 0:
        return lambda x, k=n: ("k", x, k)
    if which == 1:
        return lambda x, k=n, m="m": ("m", x, k, m)
    return lambda x, *rest, k=n: ("rest", x, rest, k)


def calls_one_of(which, n):
    return by_number(which, n)(n)


total = []
for n in range(300):
    total.append(calls_one_of(n // 100, n))
print(total[99], total[100], total[199], total[200], total[299])


def with_other_defaults(n):
    def inner(a, b=1, c=2):
        return a, b, c

    if n % 50 == 49:
        inner.__defaults__ = (n,) if n % 100 == 99 else None
    if n % 60 == 59:
        inner.__code__ = (lambda a, b, c=5: (c, b, a)).__code__
    try:
        return inner(n, 0)
    except TypeError as error:
        return str(error)


results = [with_other_defaults(n) for n in range(300)]
print(results[48:50], results[59], results[99], results[119], results[299])


def refuses(n):
    def inner(a, b=n, *, c):
        return a, b, c

    try:
        return inner(n) if n % 3 == 0 else inner(n, c=1) if n % 3 == 1 else inner(n, 2, 3, c=4)
    except TypeError as error:
        return str(error)


print([refuses(n) for n in range(90)][-3:])


def raises(n):
    def inner(x, held=[n], missing=None):
        return x + (missing if x % 2 else held[0])

    try:
        return inner(n)
    except TypeError as error:
        return str(error)


print([raises(n) for n in range(100)][-2:])


def spread(n):
    keeps = lambda x, held=(n, n): (x, held)  # noqa: E731
    return keeps(*(n,)), keeps(**{"x": n}), keeps(*(n,), held=0)


print([spread(n) for n in range(100)][-1])


def in_threads():
    made = []
    workers = [threading.Thread(target=lambda: made.extend(made_here(n) for n in range(50))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for n in range(200):
        assert made_here(n)[11] == n * n and calls_one_of(0, n) == ("k", n, n)
    for worker in workers:
        worker.join()
    return len(made), set(made) == {made_here(n) for n in range(50)}


print(in_threads())
