"""lru_cache, cached_property, singledispatch, total_ordering, reduce, cmp_to_key, partial: corners of each."""
from abc import ABC
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, total_ordering

calls = []


@lru_cache(maxsize=2, typed=True)
def power(base, exp=2):
    calls.append((base, exp))
    return base ** exp


for args in [(2,), (2.0,), (2,), (3,), (2,), (2, 2), (2,)]:
    power(*args)
power(base=2)
print(calls, power.cache_info(), power.cache_parameters(), power.__wrapped__(5))
power.cache_clear()
print(power.cache_info(), power.__name__)
try:
    power([])
except TypeError as error:
    print(error)


@lru_cache(maxsize=0)
def never(x):
    return x


@lru_cache
def bare(x):
    if x < 0:
        raise ValueError(x)
    return object()


never(1), never(1)
print(never.cache_info(), bare(1) is bare(1), bare.cache_info())
for _ in range(2):
    try:
        bare(-1)
    except ValueError:
        pass
print(bare.cache_info())


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        calls.append("area")
        return self.r ** 2 * 3

    @cache
    def scaled(self, k):
        calls.append(k)
        return self.r * k


c = Circle(2)
calls.clear()
print(c.area, c.area, c.__dict__, calls, c.scaled(3), c.scaled(3), calls)
c.area = 5
print(c.area)
del c.area
print(c.area, Circle.area.attrname, type(Circle.area).__name__)


class Slotted:
    __slots__ = ()
    x = cached_property(lambda self: 1)


try:
    Slotted().x
except TypeError as error:
    print(error)


@singledispatch
def show(value, *rest):
    return f"object {value!r}"


@show.register
def _(value: int | float, *rest):
    return f"number {value} {rest}"


@show.register(str)
@show.register(bytes)
def show_text(value):
    return f"text {value!r}"


@show.register
def _(value: Sequence):
    return f"sequence of {len(value)}"


show.register(Mapping, lambda value: f"mapping {sorted(value)}")
show.register(type(None), lambda value: "nothing")


class Strange(ABC):
    pass


class Both(Strange, Sequence):
    __getitem__ = __len__ = lambda *a: 0


for value in [1, True, 2.5, "s", b"b", [1, 2], (1,), range(3), {"k": 1}, None, {1}, 1j, Both()]:
    print(show(value), end="; ")
print(show(1, "rest"), show.dispatch(bool) is show.dispatch(float), len(show.registry), show.registry[str] is show_text)
Strange.register(dict)
show.register(Strange, lambda v: "strange")
for value in [{}, Both()]:
    try:
        print(show(value))
    except RuntimeError as error:
        print("ambiguous")
try:
    show()
except TypeError as error:
    print(error)
try:
    show.register(5)
except TypeError as error:
    print("TypeError")


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented

    def __repr__(self):
        return ".".join(map(str, self.parts))


a, b = Version("1.2"), Version("1.10")
print(a < b, a <= b, a > b, a >= b, a != b, sorted([b, a, Version("0.9")]), max(a, b))
for compare in [lambda: a < 5, lambda: a >= "x", lambda: a == 5]:
    try:
        print(compare())
    except TypeError as error:
        print(error)
try:
    total_ordering(type("Empty", (), {}))
except ValueError as error:
    print(error)
print(reduce(lambda x, y: x * 10 + y, [1, 2, 3]), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: a + b, [], "start"), sorted(["b10", "a2", "a10"], key=cmp_to_key(lambda x, y: (len(x), x) > (len(y), y) or -1)))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
hexa = partial(int, base=16)
print(hexa("ff"), partial(hexa, "10")(), hexa, partial(partial(print, 1), 2, sep="-").args, partial(dict, a=1)(b=2, a=3), hexa.func is int)
hexa.note = "attributes are allowed"
print(hexa.__dict__, hexa.keywords)
