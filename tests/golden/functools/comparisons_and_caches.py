"""cmp_to_key, lru_cache and cache in all their settings: statistics, typed keys, eviction, recursion, wrong uses."""
from functools import cache, cmp_to_key, lru_cache, singledispatch


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(key(1) < key(2), key(2) <= key(1), key(3) == key(3), key(3) != key(3), key(4) >= key(4), key(1).obj)
print(sorted([5, 1, 4], key=cmp_to_key(lambda a, b: b - a)), sorted("aBc", key=cmp_to_key(lambda a, b: ord(b) - ord(a))))
attempt(lambda: key(1) < 5)
attempt(lambda: hash(key(1)))
attempt(lambda: cmp_to_key())
attempt(lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: "x")))
attempt(lambda: sorted([2, 1], key=cmp_to_key(lambda a: 0)))
calls = []


@lru_cache(maxsize=2)
def square(x, *rest, **named):
    calls.append(x)
    return x * x


print(square(1), square(2), square(1), square(3), square(2), calls, square.cache_info())
print(square(2, named=1), square(2, 3), square.cache_info().currsize, square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(4), calls[-1])


@lru_cache(maxsize=None, typed=True)
def kind(x): return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind(x=1), kind.cache_info(), kind.cache_parameters())


@lru_cache
def plain(x): return str(x)


print(plain(1), plain(1.0), plain(True), plain((1,)), plain((1.0,)), plain.cache_info(), plain.cache_parameters())


@lru_cache(0)
def never(x): calls.append(x); return x


del calls[:]
print(never(1), never(1), calls, never.cache_info())
attempt(lambda: square([]))
attempt(lambda: lru_cache(maxsize="x"))
attempt(lambda: plain())
attempt(lambda: lru_cache(lambda: 0, 1, 2, 3))


@cache
def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 6), ackermann.cache_info().hits > 0, ackermann.cache_parameters())


class Table:
    @lru_cache(maxsize=8)
    def get(self, key): calls.append(key); return (id(self) == id(self), key)


one, two = Table(), Table()
one.get("a"); one.get("a"); two.get("a")
print(Table.get.cache_info(), sorted(calls[-2:]))


@lru_cache(maxsize=3)
def failing(x):
    calls.append(("fail", x))
    if x: raise ValueError(x)


for _ in range(2): attempt(lambda: failing(1))
print(failing.cache_info(), failing(0), failing.cache_info())


@singledispatch
def shape(x): return "object"
@shape.register(int)
@shape.register(float)
def number(x): return "number"
shape.register(type(None), lambda x: "nothing")


@shape.register
def _(x: list | tuple): return "sequence"


print(shape("s"), shape(1), shape(2.5), shape(None), shape([]), shape(()), shape(True), shape.dispatch(bool) is number)
print([k.__name__ for k in shape.registry], number(3))
attempt(lambda: shape())
attempt(lambda: shape.register(5))
