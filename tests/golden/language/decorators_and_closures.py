"""Decorators of functions, methods and classes; with arguments, state, stacking, order; closures that share cells."""
import functools
import time

order = []


def mark(name):
    order.append(f"make {name}")

    def decorate(target):
        order.append(f"apply {name} to {target.__name__}")
        return target
    return decorate


@mark("a")
@mark("b")
class Decorated:
    @mark("c")
    @mark("d")
    def method(self):
        pass

    @staticmethod
    @mark("e")
    def static():
        pass


print(*order, sep="\n")


def retry(times, *, on=Exception):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, attempt=attempt, **kwargs)
                except on as error:
                    wrapper.failures.append(repr(error))
            raise RuntimeError(f"{function.__name__} failed {times} times")
        wrapper.failures = []
        return wrapper
    return decorate


@retry(3, on=ValueError)
def flaky(limit, attempt):
    if attempt < limit:
        raise ValueError(attempt)
    return f"worked at {attempt}"


print(flaky(2), flaky.failures)
try:
    flaky(9)
except RuntimeError as error:
    print(error, len(flaky.failures), flaky.__wrapped__.__name__)


def typed(**types):
    def decorate(function):
        names = function.__code__.co_varnames
        def wrapper(*args):
            for name, value in zip(names, args):
                if name in types and not isinstance(value, types[name]):
                    raise TypeError(f"{name} must be {types[name].__name__}")
            return function(*args)
        return wrapper
    return decorate


@typed(a=int, b=str)
def repeat(a, b, c=None):
    return b * a


print(repeat(2, "x", 3))
try:
    repeat("2", "x")
except TypeError as error:
    print(error)


def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count, old = start, count
        return old
    increment.reset, increment.peek = reset, lambda: count
    return increment


c, d = counter(), counter(10)
print(c(), c(5), d(), c.peek(), c.reset(), c.peek(), d.peek())
print(c.__closure__[0].cell_contents, c.__code__.co_freevars, c.reset.__closure__[0] is c.__closure__[0], len(c.reset.__closure__))


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.__wrapped__(*args)

    def __get__(self, obj, owner):
        return functools.partial(self, obj) if obj is not None else self


class Thing:
    @CountCalls
    def hello(self, name):
        return f"hello {name} from {type(self).__name__}"


t = Thing()
print(t.hello("a"), Thing.hello(t, "b"), Thing.hello.calls)


def singleton(cls):
    made = {}
    return functools.wraps(cls, updated=())(lambda *args: made.setdefault(cls, None) or made.__setitem__(cls, cls(*args)) or made[cls])


@singleton
class Config:
    def __init__(self, v):
        self.v = v


print(Config(1) is Config(2), Config(3).v, Config.__name__)
funcs = {}
@funcs.setdefault
def lonely(): pass
@(lambda f: f())
def immediate():
    return "called at definition"
@[lambda f: ("picked", f.__name__)][0]
def picked(): pass
print(funcs.keys() == {lonely} if callable(lonely) else lonely is None, immediate, picked)


def compose(*functions):
    return functools.reduce(lambda f, g: lambda *a, **k: f(g(*a, **k)), functions)


print(compose(str, abs, int)("-42"), compose(len, list, range)(5))
adders = [(lambda n: lambda x: x + n)(n) for n in range(3)]
late = [lambda x: x + n for n in range(3)]
print([f(10) for f in adders], [f(10) for f in late])
