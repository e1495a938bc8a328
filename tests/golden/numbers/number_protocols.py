class Integral:
    def __int__(self):
        return 42

    def __index__(self):
        return 43


class Indexed:
    def __index__(self):
        return 2**70


class Real:
    def __float__(self):
        return 2.5


class Wrong:
    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __index__(self):
        return 1.5

    def __complex__(self):
        return 1


class Sub(int):
    def __int__(self):
        return 7

    def __repr__(self):
        return "Sub!"


class Celsius(float):
    def __add__(self, other):
        return Celsius(float(self) + other)

    def __radd__(self, other):
        return "radd"


print(int(Integral()), int(Indexed()), float(Indexed()), float(Real()), complex(Real()), complex(Indexed()))
for convert in (int, float, complex, hex, bin, range):
    try:
        print(convert(Wrong()))
    except TypeError as error:
        print(convert.__name__, error)
print(int(Sub(3)), Sub(3) + 1, Sub(3), str(Sub(3)), f"{Sub(3)}", f"{Sub(3):d}", f"{Sub(3):>8}", [Sub(3)], Sub(-10**30) // 7)
print(Celsius(1.5) + 1, type(Celsius(1.5) + 1).__name__, 1 + Celsius(1.5), 1.5 + Celsius(2), Celsius(2) * 2, -Celsius(2))
print(type(+Sub(1)), type(abs(Sub(-1))), type(Sub(1).real), type(Celsius(1).real), type(+Celsius(1)), type(True + 0), type(True.real))
print(isinstance(True, int), issubclass(bool, int), int.__add__(1, 2), float.__mul__(2.0, 3), (5).__rsub__(7), (1.5).__rtruediv__(3))
print(divmod(7, Sub(2)), pow(Sub(2), 10), pow(Sub(2), 10, Sub(1000)), round(Sub(15), -1), Sub(5) == 5, Sub(5) < 6.5, {5: 1}[Sub(5)])
print((5).numerator, (5).denominator, (5).real, (5).imag, (5).conjugate(), True.numerator, (2.5).conjugate(), (2.5).imag)
for operation in (lambda: 1 + "a", lambda: "a" - 1, lambda: 1.5 + None, lambda: 1j < 2, lambda: [] ** 2, lambda: ~1.5, lambda: -"a",
                  lambda: 1 << 1.5, lambda: 1.5 | 1, lambda: int("a"), lambda: float("a"), lambda: 1 @ 2):
    try:
        print(operation())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
