"""Functions get other code while compiled code calls them: plain ones, methods, operators, `__init__`, generators."""

import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.


def one(x=1):
    return x


def two(x=1):
    return x + 10


def three(x=1):
    yield x + 100


def again(n):
    return n if n < 1 else again(n - 1)


def halves(n):
    return n if n < 1 else again(n // 2)


class C:
    def __init__(self, v=0):
        self.v = v

    def m(self):
        return self.v

    def __add__(self, other):
        return self.v + 1


def init(self, v=0):
    self.v = v + 1000


def double(self):
    return self.v * 2


def plus(self, other):
    return self.v + 2


def call(n):
    last = None
    for _ in range(n):
        last = one()
    return last


def inner(n):
    return [one() for _ in range(n)][-1]


def spread(n):
    last = None
    for _ in range(n):
        last = one(*(5,))
    return last


def method(o, n):
    last = None
    for _ in range(n):
        last = o.m()
    return last


def add(o, n):
    last = None
    for _ in range(n):
        last = o + 1
    return last


def make(n):
    last = None
    for _ in range(n):
        last = C()
    return last.v


def everything():
    o = C(3)
    o.v = 3
    print(call(200), inner(200), spread(200), method(o, 200), add(o, 200), make(200), again(50))


everything()
plain = one.__code__
one.__code__ = two.__code__
C.m.__code__ = double.__code__
everything()
C.__init__.__code__ = init.__code__
C.__add__.__code__ = plus.__code__
again.__code__ = halves.__code__
everything()
one.__code__ = three.__code__
print(next(call(200)), next(inner(200)), next(spread(200)))
one.__code__ = plain
one.__defaults__ = (7,)
everything()


def changing(n):
    """Calls itself, and has other code before the end."""
    if n == 3:
        changing.__code__ = two.__code__
    return changing(n - 1) if n > 0 else n


changing.__code__ = changing.__code__
print(changing(3))


class Caller:
    def step(self, n):
        if n == 5:
            Caller.step.__code__ = (lambda self, n: ("other", n)).__code__
        return self.step(n - 1) if n else "this"


print([Caller().step(4) for _ in range(100)][-1], Caller().step(6))
