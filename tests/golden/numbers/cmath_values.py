import cmath

inf = float("inf")


def text(z):
    if isinstance(z, tuple):
        return tuple(text(part) for part in z)
    if isinstance(z, complex):
        return text(z.real) + " " + text(z.imag)
    return "%.11g" % z


for name in ("sqrt", "exp", "log", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "phase", "polar"):
    for z in (0, 1 + 2j, -1.5 + 0.25j, 0.3 - 2j, -2, 2 + 0j, complex(2, -0.0), complex(-0.0, 0.0), 1e-200 + 1e-200j, 1e200 - 1e200j, complex(inf, 1), complex(-inf, -1), complex(0, inf), complex(inf, inf)):
        try:
            print(name, z, text(getattr(cmath, name)(z)))
        except (ValueError, OverflowError) as error:
            print(name, z, type(error).__name__, error)
print(text(cmath.rect(2, 1)), cmath.rect(2, 0), cmath.rect(inf, 0), cmath.isclose(1 + 1e-10j, 1), cmath.isclose(1, 2), cmath.isnan(complex(float("nan"), 1)),
      cmath.isinf(complex(1, -inf)), cmath.isfinite(1j), cmath.infj, cmath.nanj, text(cmath.log(8, 2)), text(cmath.log(1j, 2j)))
for action in (lambda: cmath.sqrt("a"), lambda: cmath.log(0), lambda: cmath.isclose(1, 1, abs_tol=-1), lambda: cmath.exp(1000), lambda: cmath.rect(1, inf)):
    try:
        print(action())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
