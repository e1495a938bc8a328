"""Calls in hot loops: positional, keyword, star, defaults, bound methods, partials, classes, callables."""
from functools import partial


def full(a, b=2, /, c=3, *args, d, e=5, **rest):
    return a, b, c, args, d, e, sorted(rest.items())


def plain(a, b, c=0):
    return a * 100 + b * 10 + c


class Adder:
    scale = 1

    def __init__(self, base=0):
        self.base = base

    def add(self, x, y=0):
        return (self.base + x + y) * self.scale

    @classmethod
    def make(cls, base):
        return cls(base)

    @staticmethod
    def twice(x):
        return x * 2

    @property
    def double(self):
        return self.base * 2

    def __call__(self, *args):
        return len(args) + self.base


def run(n):
    adder, out = Adder(3), []
    method, add10 = adder.add, partial(plain, 1, c=4)
    for i in range(n):
        out.append((plain(i, 1), plain(1, b=i), plain(b=1, a=i), plain(*(1, 2), i), plain(**{"a": i, "b": 0})))
        out.append((adder.add(i), adder.add(i, y=1), method(i), Adder.add(adder, 1), adder(i, i), Adder(i).double))
        out.append((Adder.make(i).base, adder.twice(i), Adder.twice("x"), add10(i), (lambda x, *y: (x, y))(i, *[1] * (i % 3))))
        out.append(full(i, d=i) if i % 2 else full(1, 2, 3, i, d=0, f=i))
    return out


for line in run(6):
    print(line)


def errors(calls):
    for call in calls:
        for _ in range(3):
            try:
                print(call(), end=" ")
            except TypeError as error:
                message = str(error)
        print(message)
        message = None


errors([lambda: plain(1), lambda: plain(1, 2, 3, 4), lambda: plain(1, 2, d=1), lambda: plain(1, a=1, b=2), lambda: full(1),
        lambda: full(a=1, d=2), lambda: Adder().add(), lambda: Adder(1, 2), lambda: Adder().missing_call if False else Adder()(x=1),
        lambda: Adder.scale(), lambda: plain(*5), lambda: plain(**5), lambda: len(1, 2), lambda: "a".join(), lambda: [].append(1, 2)])


def recursive(n, acc=()):
    return acc if n == 0 else recursive(n - 1, acc + (n,))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


print(recursive(12), even(101), odd(101), ackermann(2, 6))


def make(n):
    def inner(k):
        return n * 10 + k

    return inner


print([make(i)(j) for i in range(4) for j in range(3)], list(map(make(5), range(3))), sorted([3, -1, 2], key=make(-1)), max([1, 5, 3], key=lambda v: -v))
counter = 0


def tick(by=1):
    global counter
    counter += by
    return counter


for _ in range(30):
    tick()
tick.__defaults__ = (10,)
for _ in range(3):
    tick()
print(counter, [f(2) for f in (abs, str, float, Adder().add, Adder, lambda v: v, partial(pow, 2))][:4])
