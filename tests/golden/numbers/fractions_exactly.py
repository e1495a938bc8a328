"""Fractions: construction, arithmetic with every number, rounding, formatting of strings, comparison and hashing."""
import math
from fractions import Fraction as F
from decimal import Decimal

for value in [3, "3/4", " -7/21 ", "1.25", "-.5e-2", "1_000/3", 0.5, 0.1, Decimal("2.50"), F(6, -8), True, "0", "1e3"]:
    print(repr(value), repr(F(value)), str(F(value)))
print(F(6, 4), F(-3, -9), F(0, 5), F(10 ** 20, 10 ** 19 * 3), F(F(1, 2), F(3, 4)), F(1, 3).numerator, F().denominator, F(2.5) == 2.5, F.from_float(0.375), F.from_decimal(Decimal("0.2")))
for text in ["1/0", "x", "1/", "1.5/2", "--1", "", "1/-2", "inf", "٣/٤"]:
    try:
        print(repr(text), F(text))
    except (ValueError, ZeroDivisionError) as error:
        print(repr(text), type(error).__name__, error)
a, b = F(7, 3), F(-2, 5)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(b), a ** 2, a ** -2, a ** 0.5, a ** b if False else 2 ** F(2), 4 ** F(1, 2), F(4, 9) ** F(1, 2), b ** 3)
for other in [2, 0.5, 1j, True, Decimal("0.5"), "x"]:
    row = []
    for op in ("+", "-", "*", "/", "//", "%", "<", "==", "**"):
        try:
            row.append(eval(f"a {op} other"))
        except (TypeError, ValueError) as error:
            row.append(type(error).__name__)
    print(repr(other), row)
print(1 + a, 2 - a, 3 * a, 1 / a, 7 // a, 8 % a, 0.5 + a, 2 ** F(-1), 1j * a, divmod(5, a), pow(F(1, 2), 3), sum([F(1, n) for n in range(1, 8)]), math.prod([F(n, n + 1) for n in range(1, 6)]))
for f in [F(7, 2), F(-7, 2), F(5, 2), F(1, 3), F(-2, 3), F(125, 100)]:
    print(f, round(f), math.floor(f), math.ceil(f), math.trunc(f), int(f), float(f), round(f, 1), round(f, -1), bool(f), f.is_integer() if hasattr(f, "is_integer") else f.denominator == 1, f.as_integer_ratio(), hash(f) == hash(float(f)) if f.denominator in (1, 2, 4) else "")
print(F(math.pi).limit_denominator(10), F(math.pi).limit_denominator(100), F(1, 3).limit_denominator(1), F("0.3333").limit_denominator(), F(355, 113).limit_denominator(112))
print(a > b, a >= 7 / 3, F(1, 2) == 0.5 == Decimal("0.5"), F(1, 3) == 1 / 3, F(1, 2) < 0.6, F(3) == 3, F(1, 10) < float("inf"), F(1, 10) != float("nan"), sorted([F(1, 2), 0.3, 1, F(2, 3)]), max(F(1, 3), 0.33), {F(4, 2): "two"}[2], hash(F(1, 2 ** 61 - 1)))
for wrong in [lambda: F(1, 0), lambda: F(1.5, 2), lambda: F("1", 2), lambda: F(float("nan")), lambda: F(float("inf")), lambda: a / 0, lambda: F(0) ** -1, lambda: F(None), lambda: F(1) < 1j, lambda: F(1, 3).limit_denominator(0), lambda: F(1, "x"), lambda: setattr(a, "numerator", 5), lambda: a % 0]:
    try:
        print(wrong())
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error if "Fraction" in str(error) or type(error) is OverflowError else "")
print(F(-1, 2) ** 2, (-F(8)) ** F(1, 3), F(2) ** 100 == 2 ** 100, F(10 ** 400, 10 ** 399), float(F(10 ** 400, 3 * 10 ** 399)), F(1, 3) + F(1, 6) is not None, str(F(-0.0)), a.conjugate(), a.real, a.imag, isinstance(a, __import__("numbers").Rational))


def egyptian(f):
    while f:
        n = math.ceil(1 / f)
        yield F(1, n)
        f -= F(1, n)


print(*egyptian(F(7, 15)), sum(egyptian(F(5, 121))) == F(5, 121), [str(F(n, 12)) for n in range(5)])
farey = sorted({F(n, d) for d in range(1, 6) for n in range(d + 1)})
print(*farey, all(b.numerator * a.denominator - a.numerator * b.denominator == 1 for a, b in zip(farey, farey[1:])))
bernoulli = [F(1)]
for m in range(1, 11):
    bernoulli.append(-sum(math.comb(m + 1, k) * bernoulli[k] for k in range(m)) / (m + 1))
print(*bernoulli)


class Sub(F):
    def __repr__(self):
        return f"Sub<{self}>"


print(repr(Sub(1, 2)), repr(Sub(1, 2) + 1), type(Sub(1, 2) * 2).__name__)
