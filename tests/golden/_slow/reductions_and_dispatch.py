# reduce, cmp_to_key, total_ordering, wraps and singledispatch: order of calls and errors.
from functools import cmp_to_key, reduce, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps, cached_property, partialmethod
import operator
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
attempt(reduce, operator.add, [1, 2, 3])
attempt(reduce, operator.add, [], 5)
attempt(reduce, operator.add, [])
attempt(reduce, lambda a, b: f"({a}{b})", "abcd", "x")
attempt(reduce, None, [1])
attempt(reduce, None, [1, 2])
attempt(reduce, operator.add, 5)

key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=key), key(1) < key(2), key(1) == key(1), key(5).obj)
attempt(operator.lt, key(1), 2)
attempt(hash, key(1))
attempt(cmp_to_key)
attempt(sorted, [1, 2], key=cmp_to_key(lambda a, b: "x"))
attempt(sorted, ["b", "a"], key=cmp_to_key(lambda a, b: 1.5 if a > b else -1.5))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def __lt__(self, o): return self.n < o.n if isinstance(o, V) else NotImplemented
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(1))
attempt(operator.le, V(1), 1)
attempt(operator.ge, 1, V(1))
attempt(total_ordering, type("Empty", (), {}))
def original(a: int): "doc"
original.attr = 1
@wraps(original)
def wrapper(*args): return args
print(wrapper.__name__, wrapper.__doc__, wrapper.attr, wrapper.__wrapped__ is original, wrapper.__annotations__)
print(update_wrapper(lambda: 1, len).__name__, hasattr(update_wrapper(lambda: 1, 5), "__name__"))
@singledispatch
def kind(x): return "object"
@kind.register
def _(x: int): return "int"
@kind.register(list)
def _(x): return "list of " + ",".join(map(kind, x))
kind.register(str, lambda x: "str")
@kind.register
def _(x: float | bytes): return "float or bytes"
print(kind(1), kind(True), kind([1, "a", None]), kind(1.5), kind(b""), kind({}), kind.dispatch(bool)(1), len(kind.registry))
attempt(kind)
attempt(kind.register, 5)

class D:
    @singledispatchmethod
    def f(self, x): return "any"
    @f.register
    def _(self, x: int): return "int"
    @singledispatchmethod
    @classmethod
    def g(cls, x): return cls.__name__
    double = partialmethod(f, 5)
    @cached_property
    def once(self): print("computing"); return 7
d = D()
print(d.f(1), d.f("a"), D.g(1), d.once, d.once, d.__dict__)
del d.once; print(d.once)
attempt(setattr, d, "once", 3); print(d.once)
class S:
    __slots__ = ()
    @cached_property
    def p(self): return 1
attempt(lambda: S().p)
