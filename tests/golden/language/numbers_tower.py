"""Mixed arithmetic, conversions, comparisons and hashes across number types."""
from decimal import Decimal
from fractions import Fraction
from numbers import Complex, Integral, Number, Rational, Real

samples = [True, 7, -2**65, 2.5, Fraction(5, 2), 1 + 2j]
for left in samples:
    print(repr(left), [type(left + right).__name__ for right in samples], [left == right for right in samples])
print([[kind.__name__ for kind in (Integral, Rational, Real, Complex, Number) if isinstance(v, kind)] for v in (True, 2.5, Fraction(1, 2), 1j)])
print(hash(1) == hash(1.0) == hash(Fraction(1)) == hash(1 + 0j) == hash(True), hash(0.5) == hash(Fraction(1, 2)), len({1, 1.0, True, Fraction(1)}))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, -2), 2**-1, (-8) ** (1 / 3))
print(int(3.99), int(-3.99), round(2.5), round(3.5), round(-2.5), round(1234.5678, 2), round(1234, -2), round(Fraction(7, 2)), float("1e3"), int("0b101", 0), int("-0x1f", 16))
print(0.1 + 0.2, 1 / 3, 1e16 + 1, 5e-324 / 2, 1e308 * 10, -1e308 * 10, float("nan") == float("nan"), 1e15, 1e16, 123456789012345680.0)
print((2.5).as_integer_ratio(), (0.1).hex(), float.fromhex("0x1.8p3"), (3.0).is_integer(), (255).to_bytes(2, "big"), int.from_bytes(b"\xff\x00", "little", signed=True), (-5).bit_length(), (10).bit_count())
print(Fraction("3/4") + Fraction(0.5), Fraction(3.14159).limit_denominator(100), Fraction(7, 3) // 1, Fraction(-7, 3) % 1, Fraction(1, 3) ** 2, Fraction(4) ** Fraction(1, 2), f"{Fraction(1, 3)}")
print((1 + 2j) * (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate(), complex("1-2j"), (1j) ** 2, complex(1.5), (1 + 2j) / (1 - 1j), 1j == 1j * 1)
for bad in ("1 / 0", "1 // 0.0", "2.5 % 0", "0 ** -1", "1j < 2j", "int('1.5')", "int('')", "float('x')", "int(float('nan'))", "int(1e400)", "complex('1+')", "1 << -1", "divmod(1j, 2)", "round(1j)", "Fraction(1, 0)", "(1.5).to_bytes(2)", "1 + '1'", "2.0 ** 5000", "'a' * 2.0", "int([])"):
    try:
        print(bad, "=", eval(bad))
    except Exception as error:
        print(bad, "|", type(error).__name__)
