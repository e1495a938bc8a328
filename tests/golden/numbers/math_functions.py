import math

inf, nan = math.inf, math.nan
print(math.pi, math.e, math.tau, inf, nan)
for name in ("sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp2",
             "expm1", "log2", "log10", "log1p", "cbrt", "gamma", "lgamma", "erf", "erfc", "degrees", "radians", "fabs", "ulp"):
    for x in (0.0, -0.0, 0.5, 1.0, -1.0, 2.0, 10, 171.5, -2.5, 1e-300, 710.0, inf, -inf, nan):
        try:
            print(name, x, "%.13g" % getattr(math, name)(x))
        except (ValueError, OverflowError) as error:
            print(name, x, type(error).__name__)
for x in (0.0, -0.0, 1.0, 0.1, -3.75, 1e300, 5e-324, 123456.789, -0.5):
    print(x, math.frexp(x), math.modf(x), math.floor(x), math.ceil(x), math.trunc(x), math.ulp(x), math.nextafter(x, inf), math.nextafter(x, 0))
for x, y in ((5.5, 2.0), (-5.5, 2.0), (5.5, -2.0), (1e300, 7.0), (2.5, 1.0), (3.5, 1.0), (5.0, inf), (0.0, 1.0), (-0.0, 1.0), (inf, 2.0), (1.0, 0.0), (nan, 1.0)):
    for name in ("fmod", "remainder", "copysign", "atan2", "pow", "hypot"):
        try:
            print(name, x, y, repr(getattr(math, name)(x, y)))
        except (ValueError, OverflowError) as error:
            print(name, x, y, type(error).__name__, error)
print(math.ldexp(0.5, 3), math.ldexp(1.0, -1074), math.ldexp(1.0, -1075), math.ldexp(1.5, -1074), math.ldexp(0.0, 10**20), math.ldexp(1.0, -10**20))
print(math.isclose(1.0, 1.0 + 1e-10), math.isclose(1.0, 1.1), math.isclose(inf, inf), math.isclose(0.0, 1e-12, abs_tol=1e-9), math.isclose(1, 2, rel_tol=0.5))
print(math.log(10**400), math.log2(2**5000), math.log10(10**400), math.log(8, 2), math.log(1000, 10), math.log2(8), math.log10(1000))
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1), math.isnan(1), math.isfinite(nan))
print([math.log10(10.0 ** k) for k in range(-5, 23)], math.log10(11), math.log10(0.3))
for action in (lambda: math.sqrt("a"), lambda: math.floor("a"), lambda: math.ldexp(1.0, 1.5), lambda: math.ldexp(1.0, 5000), lambda: math.exp(1000),
               lambda: math.log(2, 1), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.sqrt(10**400), lambda: math.trunc("a"), lambda: math.pow(0, -1),
               lambda: math.pow(-8, 1/3), lambda: math.gamma(172), lambda: math.floor(inf), lambda: math.ceil(nan)):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, "" if isinstance(error, ZeroDivisionError) else error)


class Point:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 2.25


print(math.floor(Point()), math.ceil(Point()), math.trunc(Point()), math.sqrt(Point()))
