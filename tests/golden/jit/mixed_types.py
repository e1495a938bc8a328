"""Functions and loops that see other types than those they were compiled for."""


def add(a, b):
    return a + b


def total(items):
    s = 0
    for x in items:
        s = s + x
    return s


def compare(a, b):
    return a < b, a == b, a != b, a >= b


class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Money(self.n + (other.n if isinstance(other, Money) else other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.n < other.n

    def __ge__(self, other):
        return not self < other

    def __eq__(self, other):
        return isinstance(other, Money) and self.n == other.n

    def __repr__(self):
        return f"Money({self.n})"


for i in range(300):
    add(i, i)
print(add(1, 2), add(1.5, 2), add(2, 1.5), add("a", "b"), add([1], [2]), add((1,), (2,)), add(True, 3), add(Money(3), 4), add(5, Money(6)))
for i in range(300):
    add(float(i), 0.5)
print(add(1, 2), add(2**40, 2**40), add(1 << 62, 1 << 62), add(1e300, 1e300), add(True, True))
print(total(range(1000)), total([0.5] * 100), total([1, 2.5, True, 10**20]), total([Money(1), 2, Money(3)]))
for i in range(300):
    compare(i, 5)
print(compare(1, 2), compare(1.0, 1), compare(float("nan"), 1.0), compare("a", "b"), compare(Money(1), Money(2)), compare(2**70, 1.5))
for bad in (None, "x", [1]):
    try:
        print(add(1, bad))
    except TypeError as error:
        print(type(error).__name__, error)
    try:
        print(total([1, 2, bad]))
    except TypeError as error:
        print(error)


def changing(n):
    x = 0
    for i in range(n):
        if i == 500:
            x = float(x)
        elif i == 700:
            x = str(int(x))
        if i >= 700:
            x = x + "." if len(x) < 12 else x
        else:
            x = x + 1
    return x


print(changing(400), changing(600), changing(800))


def truth(v):
    n = 0
    for x in v:
        if x:
            n += 1
        if not x:
            n += 100
        while x and n % 7:
            n += 1
    return n


print(truth([0, 1, 2] * 100), truth([0.0, 1.5, "", "a", [], [1], None, True, False, Money(0)] * 10))


def ratio(a, b):
    return a / b, a // b, a % b


for i in range(1, 300):
    ratio(i, 3)
print(ratio(7, 2), ratio(-7, 2), ratio(7, -2), ratio(7.5, 2), ratio(2**60, 3), ratio(True, 2))
for a, b in ((1, 0), (1.0, 0.0), (1, 0.0), (2**70, 0)):
    for op in ("/", "//", "%"):
        try:
            print(a / b if op == "/" else a // b if op == "//" else a % b)
        except ZeroDivisionError as error:
            print(type(error).__name__)
