# A rational number: arithmetic with ints and floats, comparison, hashing, formatting.


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Fraction:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError("zero denominator")
        common = gcd(abs(n), abs(d)) * (1 if d > 0 else -1)
        self.n, self.d = n // common, d // common

    def _operate(self, other, function):
        if isinstance(other, int):
            other = Fraction(other)
        if not isinstance(other, Fraction):
            return NotImplemented
        return function(self, other)

    def __add__(self, other):
        return self._operate(other, lambda a, b: Fraction(a.n * b.d + b.n * a.d, a.d * b.d))

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return self._operate(other, lambda a, b: Fraction(a.n * b.n, a.d * b.d))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._operate(other, lambda a, b: Fraction(a.n * b.d, a.d * b.n))

    def __rtruediv__(self, other):
        return Fraction(other) / self

    def __pow__(self, exponent):
        if exponent < 0:
            return Fraction(self.d, self.n) ** -exponent
        return Fraction(self.n ** exponent, self.d ** exponent)

    def __eq__(self, other):
        return self._operate(other, lambda a, b: (a.n, a.d) == (b.n, b.d))

    def __lt__(self, other):
        return self._operate(other, lambda a, b: a.n * b.d < b.n * a.d)

    def __hash__(self):
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))

    def __float__(self):
        return self.n / self.d

    def __int__(self):
        return int(self.n / self.d)

    def __bool__(self):
        return self.n != 0

    def __abs__(self):
        return Fraction(abs(self.n), self.d)

    def __repr__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)


half, third = Fraction(1, 2), Fraction(2, 6)
print(half, third, half + third, half - third, half * third, half / third, -half, abs(Fraction(-3, 6)))
print(1 + half, half + 1, 2 * third, 1 - half, 1 / half, half ** 3, half ** -2, third - 1)
print(half == Fraction(2, 4), half == 1, Fraction(4, 2) == 2, half < third, third < 1, half > third, half != third)
print(float(half), int(Fraction(7, 2)), bool(Fraction(0)), f"{third:.3f} {half}", sorted([half, third, Fraction(1, 5)]))
print(len({half, Fraction(2, 4), third}), {2: "two"}[Fraction(4, 2)], sum([half, third, Fraction(1, 6)]), max(half, third))
for action in ("Fraction(1, 0)", "half + 'x'", "half < 'x'", "half / 0", "half + 0.5", "half.z"):
    try:
        print(eval(action))
    except (ZeroDivisionError, TypeError, AttributeError) as error:
        print(action, "->", type(error).__name__, error)
total = Fraction(0)
for n in range(1, 8):
    total += Fraction(1, n)
print(total, f"{total:.6f}")
