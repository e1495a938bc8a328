"""Things that are called: functions' attributes, partials, methods, callable instances, class calls, wrapper chains."""
from functools import partial, partialmethod, wraps, update_wrapper, singledispatchmethod
from types import FunctionType, MethodType, SimpleNamespace


class Counter:
    def __init__(self, function):
        update_wrapper(self, function)
        self.count = 0

    def __call__(self, *args, **kwargs):
        self.count += 1
        return self.__wrapped__(*args, **kwargs)

    def __get__(self, obj, owner=None):
        return self if obj is None else MethodType(self, obj)


@Counter
def add(a, b=2, *, c: int = 3) -> int:
    """Adds."""
    return a + b + c


print(add(1), add(1, c=0), add.count, add.__name__, add.__doc__, add.__wrapped__.__kwdefaults__)


class Uses:
    factor = 10

    @Counter
    def scale(self, n):
        return n * self.factor

    def base(self, *args, **kwargs):
        return args, kwargs

    low = partialmethod(base, 1, x=2)

    @singledispatchmethod
    def show(self, value):
        return f"any {value!r}"

    @show.register
    def _(self, value: int):
        return f"int {value}"

    @show.register(list)
    def _(self, value):
        return f"list of {len(value)}"


u = Uses()
print(u.scale(4), u.scale(5), Uses.scale.count, u.low(3, y=4), u.low(x=5), u.show(1), u.show([1, 2]), u.show(True), u.show(None))
m = u.base
print(m.__self__ is u, m.__func__ is Uses.base, m == u.base, m is u.base, hash(m) == hash(u.base), m.__name__, type(m).__name__)
try:
    m.attribute = 1
except AttributeError as error:
    print(type(error).__name__)
Uses.base.attribute = "on the function"
print(m.attribute, sorted(vars(Uses.base)))
p = partial(print, "a", "b", sep="-")
p("c", end="!\n")
q = partial(p, "d", sep="+")
q()
print(q.func is print, q.args, q.keywords, partial(int, base=2)("101"))


def outer(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return ("outer", function(*args, **kwargs))
    return inner


@outer
@outer
def plain(x):
    "Doc."
    return x


print(plain(1), plain.__name__, plain.__wrapped__.__wrapped__(2), plain.__doc__, plain.__qualname__)
f = lambda a, /, b=1, *c, d=2, **e: (a, b, c, d, e)
code = f.__code__
print(f.__name__, f.__defaults__, f.__kwdefaults__, code.co_varnames, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, bin(code.co_flags & 12))
f.__defaults__ = (7,)
f.__kwdefaults__ = {"d": 8}
print(f(1), f(1, 2, 3, d=4, z=5))
f.__defaults__ = None
try:
    f(1)
except TypeError as error:
    print(error)
g = FunctionType(code, {"__name__": "made"}, "g", (0,), None)
try:
    print(g(1))
except TypeError as error:
    print(error)


def first():
    return "first"


def second():
    return "second"


first.__code__ = second.__code__
print(first(), first.__name__, first.__qualname__)
n = SimpleNamespace(call=lambda: "from namespace")
print(n.call(), callable(n), callable(n.call), callable(Uses), callable(add))


class Maker:
    def __new__(cls, kind):
        return {"list": [], "self": object.__new__(cls)}[kind]

    def __init__(self, kind):
        self.kind = kind


print(Maker("list"), Maker("self").kind)
for wrong in [lambda: add(), lambda: [].append(), lambda: int(1, 2, 3), lambda: object(1), lambda: Uses(1), lambda: Maker()]:
    try:
        wrong()
    except TypeError as error:
        print(error)
# python3.14
