"""The Python half of collections and functools over the native one."""
import weakref
from collections import ChainMap, Counter, OrderedDict, UserDict, deque, namedtuple
from functools import cache, cached_property, lru_cache, partial, partialmethod, singledispatch, total_ordering, wraps

d = deque([1])
reference = weakref.ref(d)
print(reference() is d)
del d
print(reference())
counter = Counter("hello world")
counter.update("lll")
print(counter.most_common(2), counter["zz"], counter - Counter("hell"), sorted(counter.elements())[:4], counter.total())
o = OrderedDict.fromkeys("abc")
o.move_to_end("a")
print(list(o), o.popitem(last=False), list(reversed(o)), o == OrderedDict(c=None, a=None))
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p._replace(x=9), p._asdict(), P._fields, P._make([3, 4]), p == (1, 5), P.__doc__, P.x.__doc__)
chain = ChainMap({1: 2}, {3: 4, 1: 9})
print(chain[1], chain[3], sorted(chain), UserDict(a=1))


@lru_cache(maxsize=2)
def double(x):
    """Doubles."""
    return x * 2


print(double(1), double(2), double(1), double(3), double.cache_info(), double.__name__, double.__doc__, double.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90))


@singledispatch
def kind(x):
    return "object"


@kind.register
def _(x: int):
    return "int"


@kind.register(list)
def _(x):
    return "list"


print(kind(1), kind([]), kind(""), kind(True))


class Point:
    @cached_property
    def far(self):
        print("computed")
        return 5

    def move(self, dx, dy=0):
        return dx, dy

    right = partialmethod(move, 1, dy=2)


a = Point()
print(a.far, a.far, a.right(), partial(a.move, dy=7)(3))


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Version(1) >= Version(0), Version(1) > Version(2), max([Version(3), Version(7)], key=lambda v: v.n).n)


def logged(function):
    @wraps(function)
    def inner(*args):
        return function(*args)
    return inner


print(logged(kind.dispatch).__name__, logged(double).__wrapped__ is double)
