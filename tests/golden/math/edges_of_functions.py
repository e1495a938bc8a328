"""math at special values and wrong arguments: each function at nan, infinities, zeros, huge ints, strings, objects."""
import math
from fractions import Fraction
from decimal import Decimal


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return type(error).__name__


inf, nan = math.inf, math.nan
values = [0.0, -0.0, 1, -1, 0.5, 2.5, inf, -inf, nan, 1e308, 5e-324, 10**400, True]
for name in ("sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "tan", "asin", "acosh", "atanh", "cosh", "gamma", "lgamma", "erf", "erfc", "floor", "ceil", "trunc", "fabs", "frexp", "modf", "isqrt", "ulp", "exp2", "cbrt", "degrees", "isfinite"):
    row = [attempt(lambda: getattr(math, name)(v)) for v in values]
    shown = [f"{float(r):.12g}" if r[:5] in ("Value", "Overf", "TypeE") and 0 else (f"{float(r):.10g}" if r[0] in "-0123456789in" and "(" not in r else r) for r in row]
    print(name, shown)
for name, pairs in {"pow": [(0.0, -1), (-8, 1 / 3), (inf, 0), (nan, 0), (1, nan), (-1, inf), (2, 1e4), (-0.0, -3)], "fmod": [(5, 0), (inf, 2), (5, inf), (-7, 3)], "remainder": [(5, 2), (7, 2), (1, 0), (inf, 1), (3, inf)], "atan2": [(0.0, -0.0), (-0.0, -1), (inf, -inf)],
                    "copysign": [(1, -0.0), (nan, -1)], "ldexp": [(1, 2000), (1, -2000), (inf, 5), (0.5, 10**20), (0, 10**20)], "nextafter": [(0, 1), (1, inf), (inf, 0), (nan, 1)], "gcd": [(0, 0), (12, -18), (2**70, 2**65), (1.0, 2)], "lcm": [(0, 5), (4, -6), (21, 6)], "comb": [(5, 2), (5, 7), (-1, 2), (100, 50), (5, -1)],
                    "perm": [(5, 2), (3, 5), (5, None), (-2, 1)], "log": [(8, 2), (10**500, 10), (0, 2), (5, 1), (5, 0), (-1, 2)], "dist": [([0, 0], [3, 4]), ([1], [1, 2]), ((), ()), ([inf], [nan])], "isclose": [(1, 1 + 1e-10), (0, 1e-12), (inf, inf), (nan, nan)]}.items():
    print(name, [attempt(lambda: getattr(math, name)(*p)) for p in pairs])
print([attempt(lambda: math.hypot(*p)) for p in ((3, 4), (), (inf, nan), (1e200, 1e200), (1, 1, 1, 1), ("a",))], attempt(lambda: math.gcd()), math.gcd(6), math.lcm(), math.gcd(12, 18, 27), math.lcm(2, 3, 4))
print(attempt(lambda: math.factorial(20)), attempt(lambda: math.factorial(-1)), attempt(lambda: math.factorial(5.0)), attempt(lambda: math.factorial("5")), attempt(lambda: math.factorial(10**20)), math.factorial(30) % 10**9)
print(math.floor(Fraction(-7, 2)), math.ceil(Decimal("2.1")), math.trunc(Fraction(7, 2)), attempt(lambda: math.floor("x")), attempt(lambda: math.ceil(inf)), attempt(lambda: math.floor(nan)), attempt(lambda: math.trunc("x")), math.sqrt(Fraction(9, 4)), math.floor(1e300) == int(1e300), attempt(lambda: math.sqrt(1j)), attempt(lambda: math.sqrt("4")))
print(math.fsum([0.1] * 10), math.fsum([1e308, 1e308, -1e308]) if 0 else math.fsum([1e16, 1, -1e16]), attempt(lambda: math.fsum([inf, -inf])), attempt(lambda: math.fsum([1e308] * 10)), attempt(lambda: math.fsum(["a"])), math.fsum([]), math.prod([2, 3.5]), math.prod([], start=7), attempt(lambda: math.prod(["a", "b"])), math.prod([[1], 2]) if 0 else math.prod([2, 3], start=10))
print(math.isqrt(10**40), math.isqrt(10**40 - 1), attempt(lambda: math.isqrt(-1)), attempt(lambda: math.isqrt(2.0)), attempt(lambda: math.isclose(1, 2, rel_tol=-1)), math.isclose(1, 1.1, abs_tol=0.2), attempt(lambda: math.log()), attempt(lambda: math.log(1, 2, 3)), attempt(lambda: math.log("x")), math.log(10**1000), math.log2(2**1100), math.log10(10**350), attempt(lambda: math.pow("a", 2)))


class Whole:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __float__(self): return 4.0
    def __index__(self): return 9


print(math.floor(Whole()), math.ceil(Whole()), math.trunc(Whole()), math.sqrt(Whole()), math.isqrt(Whole()), math.gcd(Whole(), 6), math.comb(Whole(), 2), attempt(lambda: math.floor(object())), attempt(lambda: math.sqrt(object())))
