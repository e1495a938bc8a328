"""Operators of instances: functions of their classes, called from compiled code, whatever the other operand is."""


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.value + other.value)
        if isinstance(other, (int, float)):
            return Number(self.value + other)
        return NotImplemented

    def __sub__(self, other):
        return NotImplemented

    def __mul__(self, factor):
        return Number(self.value * factor)

    def __pow__(self, exponent, modulus=None):
        return ("pow", self.value, exponent, modulus)

    def __matmul__(self, other):
        yield self.value
        yield other

    def __floordiv__(self, other):
        if other == 7:
            raise ZeroDivisionError("seven")
        return self.value // other

    def __repr__(self):
        return f"<{self.value}>"


class Reflecting:
    def __rsub__(self, other):
        return ("rsub", other)

    def __radd__(self, other):
        return ("radd", other)


class Derived(Number):
    def __radd__(self, other):
        return ("derived first", other.value)


class Slotted:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x

    def __add__(self, other, *rest):
        return Slotted(self.x + other.x)

    def __sub__(self, other, scale=10):
        return Slotted((self.x - other.x) * scale)

    def __iadd__(self, other):
        self.x += other.x
        return self


class Text(str):
    def __add__(self, other):
        return "text:" + str.__add__(self, other)


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def in_place(a, b):
    a -= b
    return a


def power(a, b):
    return a**b


def generate(a, b):
    return a @ b


def divide(a, b):
    try:
        return a // b
    except ZeroDivisionError as error:
        return str(error)


def attempt(function, a, b):
    try:
        return function(a, b)
    except TypeError as error:
        return str(error)


one = Number(1)
for k in range(300):
    sum_of = add(one, Number(k))
print(sum_of, add(one, 2.5), add(one, 2**40), add(one, True))
print([add(one, other) for other in (Reflecting(), Derived(3), Number(4))])
print(attempt(add, one, "text"), "|", attempt(add, one, []), "|", attempt(add, one, None))
for k in range(300):
    last = attempt(subtract, one, Reflecting())
print(last, "|", attempt(subtract, one, one), "|", attempt(subtract, one, 3))
for k in range(300):
    last = attempt(in_place, one, k)
print(last, "|", in_place(one, Reflecting()))
print([power(one, k) for k in range(100)][-1], pow(one, 2, 3))
print([list(generate(one, k)) for k in range(100)][-1])
print([divide(Number(100), k) for k in range(1, 100)][:9])


def scale(vector, times):
    total = Number(0)
    for k in range(times):
        total = total + vector * k
        total = total * 1.0
    return total


print(scale(Number(2), 500))


def slotted(times):
    total, step = Slotted(0), Slotted(2)
    for k in range(times):
        total = total + step
        total += step
        other = total - step
    return total.x, other.x


print(slotted(400))
# Another class where there was one, then several, then what is no class of Python's at all.
print([add(*pair) for pair in ((Slotted(1), Slotted(2)),) * 50][-1].x)
print(add(Text("a"), "b"), add("a", "b"), add(2, 3), add([1], [2]), add(one, one))
for k in range(200):
    mixed = add(one if k % 3 else Slotted(1), one if k % 3 else Slotted(2))
print(mixed.x if isinstance(mixed, Slotted) else mixed)


def changing():
    """The class gets another function, and loses it, while code runs that was compiled for the first one."""
    seen = []
    for k in range(400):
        if k == 200:
            Slotted.__add__ = lambda self, other: Slotted(-1)
        if k == 300:
            del Slotted.__add__
            Slotted.__radd__ = lambda self, other: "never asked"
        try:
            result = (Slotted(k) + Slotted(1)).x
        except TypeError as error:
            result = str(error)
        if k % 100 == 99:
            seen.append(result)
    return seen


print(changing())


class Changing:
    def __init__(self):
        self.count = 0

    def __add__(self, other):
        self.count += 1
        if self.count == 150:
            Changing.__add__ = lambda self, other: "another"
        return self.count


def change(times):
    subject = Changing()
    return [subject + k for k in range(times)]


print(change(160)[140:])
