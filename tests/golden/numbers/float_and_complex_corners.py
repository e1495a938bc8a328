"""Floats and complex numbers: special values, comparisons with ints, rounding, methods, text and errors."""
import math
import cmath

inf, nan = math.inf, math.nan
values = [0.0, -0.0, 1.5, -2.5, 1e308, 5e-324, inf, -inf, nan, 2.0 ** 53]
for v in values:
    row = [repr(v), str(v), v.is_integer(), v.hex(), f"{v:.3f}", f"{v:g}", f"{v:+.2e}", math.copysign(1, v), bool(v), v == v]
    for f in (round, math.floor, math.trunc, int, float.as_integer_ratio, hash, math.frexp, math.modf, abs):
        try:
            row.append(f(v) if f is not hash or v == v else "nan hash")
        except (ValueError, OverflowError) as error:
            row.append(type(error).__name__)
    print(row)
for text in ["1.5", " -2e3 ", "1_0.5", "inf", "-Infinity", "nan", "+.5", "5.", "1e400", "1e-400", "0x1p3", "", "1,5", "--1", "1e", "infin", "١.٥", ".", "1_", "NaN123"]:
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(repr(text), error)
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53 + 1, 10 ** 400 > inf, 10 ** 400 < inf, 1e16 + 1 == 10 ** 16 + 1, nan == nan, nan in [nan], [nan] == [nan], {nan: 1}.get(nan), min(nan, 1), min(1, nan), max([1, nan, 2]), sorted([2.5, 1, -inf, 10 ** 30]), 0.0 == -0.0, hash(0.0) == hash(-0.0), hash(2.0) == hash(2), 0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3))
print([round(x, n) for x, n in [(2.675, 2), (2.5, 0), (3.5, 0), (-0.5, 0), (1234.5, -2), (1e22, 2), (0.5, None), (1.005, 2), (5e-324, 400), (1e308, -308), (1.55, 1)]], round(2.5), round(-1.5), 7.5 // 2, -7.5 // 2, 7.5 % -2, divmod(-7.5, 2), -0.0 % 5, 5 % -0.1, math.fmod(-7, 3), math.remainder(7, 4), 1e300 * 1e10, -1e300 * 1e10, 2.0 ** 1023 * 2 == inf)
for action in ["1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "(-8) ** (1/3)", "2.0 ** 10000", "int(inf)", "round(nan)", "math.sqrt(-1)", "math.log(0)", "math.factorial(2.0)", "float('x')", "float([])", "float.fromhex('0xz')", "1.5 << 2", "1.5 & 1", "math.acos(2)", "math.exp(1000)", "float(10 ** 400)", "10 ** 400 / 3", "10 ** 400 / 10 ** 399", "1.5 @ 2", "inf - inf", "inf * 0", "math.gcd(1.5, 2)", "range(1.5)", "'a' * 1.5", "complex('1+')", "complex('1 + 2j')", "complex(1, 'x')", "1j < 2j", "1j // 2", "1j % 2", "int(1j)", "float(1j)", "0j ** -1", "1j / 0", "round(1j)"]:
    try:
        print(action, "=", eval(action))
    except Exception as error:
        print(action, "->", type(error).__name__)
print(float.fromhex("0x1.8p3"), float.fromhex("-0X.1P-4"), float.fromhex("inf"), (0.1).hex(), (1e-310).hex(), 1.5.as_integer_ratio(), float.__doc__[:7], math.nextafter(1, 2), math.ulp(1.0), math.fsum([0.1] * 10), sum([0.5] * 10), math.dist((0, 0), (3, 4)), math.hypot(1, 2, 2), math.prod([1.5, 2, 3]), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-10), math.expm1(1e-10))
zs = [0j, 1 + 2j, -1.5j, complex(inf, nan), complex(-0.0, 0.0), complex("3-4j"), complex("-j"), complex(" (1+2j) "), complex(2.5), complex(1, -0.0), 3 + 0j]
for z in zs:
    print(repr(z), z.real, z.imag, z.conjugate(), bool(z), abs(z), f"{z:.2f}", f"{z:g}", -z, z == z.real, hash(z) == hash(z.real) if z.imag == 0 else "")
z, w = 3 + 4j, 1 - 2j
print(z + w, z - w, z * w, z / w, z ** 2, z ** -1, z ** 0.5, 2 ** z, z + 1, 1 - z, 2 * z, z / 2, 1 / z, z == 3 + 4j, z != w, cmath.polar(z), cmath.rect(2, 0), cmath.sqrt(-1), cmath.phase(-1), cmath.exp(0), cmath.isclose(z, z + 1e-12), abs(cmath.log(cmath.e) - 1) < 1e-15, complex.__add__(1j, 2), (1 + 2j).__eq__(5), 1e-5j, 1_0j, -0j, 1.0j)


class F(float):
    def __add__(self, other):
        return F(float(self) + other)

    def __str__(self):
        return f"F<{float(self)}>"


class Floaty:
    def __float__(self):
        return 2.5


class Indexy:
    def __index__(self):
        return 3


class Complexy:
    def __complex__(self):
        return 1j


print(F(1.5) + 1, repr(F(1.5)), type(F(1) + 1).__name__, type(F(1) * 1).__name__, F(2) == 2, float(Floaty()), float(Indexy()), complex(Floaty()), complex(Complexy()), math.sqrt(Indexy()), math.floor(Floaty()), round(F(2.567), 1), f"{F(1.5)} {F(1.5):.3f} {F(1.5)!r}", int(F(3.9)), F("1e3"), F.fromhex("0x1p1"), divmod(F(7), 2), abs(F(-1)), max(F(1), 2))
