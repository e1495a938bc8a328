"""partial, partialmethod, cached_property, singledispatchmethod and what they keep, show and refuse."""
import functools
from functools import cached_property, partial, partialmethod, reduce, singledispatchmethod, total_ordering, wraps, update_wrapper


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def show(*args, **kwargs): return args, kwargs


p = partial(show, 1, a=2)
q = partial(p, 3, b=4, a=5)
print(p(9, c=0), q(), q.func is show, q.args, q.keywords, p.keywords)
print(repr(partial(int, base=2)), partial(int, base=2)("101"), repr(partial(print)))
p.note = "kept"
print(p.__dict__, vars(q), partial(p, 7).__dict__)
attempt(lambda: partial())
attempt(lambda: partial(5))
attempt(lambda: setattr(p, "func", 1))
attempt(lambda: partial(show, x=1)(**{"x": 2}))
import copy, pickle
print(copy.copy(q)() == q(), pickle.loads(pickle.dumps(partial(pow, 2)))(5), hash(p) == hash(p), p == partial(show, 1, a=2))


class Cell:
    def __init__(self): self.state = None; self.reads = 0
    def set_state(self, state, *, loud=False): self.state = (state, loud); return self
    alive = partialmethod(set_state, True, loud=True)
    dead = partialmethod(set_state, False)
    @cached_property
    def total(self):
        "How often it was computed."
        self.reads += 1
        return self.reads * 10
    @singledispatchmethod
    def take(self, value): return f"object {value!r}"
    @take.register
    def _(self, value: int): return f"int {value}"
    @take.register(list)
    def _(self, value): return f"list of {len(value)}"
    @singledispatchmethod
    @classmethod
    def kind(cls, value): return cls.__name__, "any"
    @kind.register(str)
    @classmethod
    def _(cls, value): return cls.__name__, "str"


c = Cell()
print(c.alive().state, c.dead().state, c.dead(loud=1).state, c.total, c.total, c.__dict__["total"], Cell.total.__doc__)
del c.total
print(c.total, c.take(1), c.take([1, 2]), c.take(True), c.take("x"), Cell.kind("s"), c.kind(1))
print(Cell.__dict__["alive"].__class__.__name__, Cell.take.__name__ if hasattr(Cell.take, "__name__") else None)


class Slotted:
    __slots__ = ()
    @cached_property
    def x(self): return 1


attempt(lambda: Slotted().x)
attempt(lambda: reduce(lambda a, b: a + b, []))
attempt(lambda: reduce(5, [1]))
attempt(lambda: reduce(5, [1, 2]))
print(reduce(lambda a, b: f"({a}{b})", "abcd"), reduce(max, [3], 7), reduce(lambda a, b: a, [], "start"))


@total_ordering
class Version:
    def __init__(self, *parts): self.parts = parts
    def __eq__(self, other): return self.parts == other.parts if isinstance(other, Version) else NotImplemented
    def __lt__(self, other): return self.parts < other.parts if isinstance(other, Version) else NotImplemented


a, b = Version(1, 2), Version(1, 10)
print(a < b, a <= b, a > b, a >= b, a == Version(1, 2), a != b, max(b, a) is b, Version.__ge__.__name__)
attempt(lambda: a < 3)
attempt(lambda: total_ordering(type("Empty", (), {})))
wrapped = wraps(show, assigned=("__name__", "missing"), updated=())(lambda: 0)
print(wrapped.__name__, wrapped.__wrapped__ is show, functools.WRAPPER_UPDATES)
