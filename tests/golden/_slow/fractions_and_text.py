# Fraction: making, reading, arithmetic with other numbers, rounding, limits.
from fractions import Fraction as F
def attempt(f, *args):
    try: print(repr(f(*args)))
    except Exception as e: print(type(e).__name__)
for args in (), (5,), (6, 4), (-6, -4), (0, 5), ("3/4",), (" -7/2 ",), ("1.25",), ("1e-3",), ("-.5",), (0.5,), (True,), (F(1, 3), F(2, 3)), ("1/0",), (1, 0), ("a",), ("1/2/3",), (1.5, 2), ("1", 2), (float("nan"),), (float("inf"),), (None,), ("1_000/3",): attempt(F, *args)
a, b = F(3, 4), F(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -2, a ** 0.5, b ** 3, 2 ** F(2), 2 ** F(1, 2), -a, +b, abs(b), a + 1, 1 - a, a * 0.5, 0.5 / a, a + 1j, 7 // a, 7 % b)
print(a == 0.75, a == F(6, 8), a < 1, b > -1.0, a != "x", hash(F(2)) == hash(2), hash(a) == hash(0.75), bool(F(0)), sorted([a, 0, b, 0.8]), a.numerator, a.denominator, F(0.1) == 0.1, F(1, 3) == 1 / 3)
print(int(F(7, 2)), float(F(1, 3)), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), F(7, 2).__floor__(), F(-7, 2).__ceil__(), F(-7, 2).__trunc__(), complex(a), str(a), repr(a), str(F(4)), F("3.14159").limit_denominator(10), F(1, 3).limit_denominator(1), a.as_integer_ratio(), F.from_float(0.25), F(2).conjugate(), a.real, a.imag)
attempt(lambda: a / 0); attempt(lambda: a // F(0)); attempt(lambda: F(0) ** -1); attempt(lambda: a < 1j); attempt(lambda: a + "x"); attempt(a.limit_denominator, 0); attempt(F.from_float, "x"); attempt(setattr, a, "numerator", 1); attempt(lambda: F(-1) ** F(1, 2))
print(sum([F(1, n) for n in range(1, 11)]), max(F(1, 3), 0.3), F(10**30, 3) * 3 == 10**30, F(1, 10**20) + 1)
class G(F): pass
print(repr(G(1, 2)), type(G(1, 2) + 1).__name__, G(1, 2) == F(1, 2))
import copy, pickle; print(copy.copy(a) is a, copy.deepcopy(a), pickle.loads(pickle.dumps(a)))
