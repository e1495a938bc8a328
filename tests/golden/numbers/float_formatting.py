# Texts of floats at the places where shortest digits, rounding and exponents turn.
import sys
values = [0.1 + 0.2, 1e16, 123456789012345680.0, 9999999999999998.0, 1e-4, 1e-5, 0.00012345, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.5, 1.5, 2.5, 2.675, 1.005,
          -0.0, 1e22, 1e23, 4.35, 0.3, 1 / 3, 2 / 3, 100.0, 123.456, 6.02214076e23, 1e100, 0.1, 9.995, 99.5, 1234567.5]
for v in values:
    print(repr(v), f"{v:.0f}" if abs(v) < 1e30 else "-", f"{v:.2f}" if abs(v) < 1e30 else "-", f"{v:.3e} {v:g} {v:.10g} {v:.17g} {v:#.3g} {v:.1%}"[:120],
          v.as_integer_ratio() if 1e-10 < abs(v) < 1e30 else "", v.hex(), round(v, 1) if abs(v) < 1e30 else "", sep=" | ")
for v, digits in [(2.5, 0), (3.5, None), (-2.5, None), (2.675, 2), (1e300, -300), (1e300, 5), (123.456, -1), (155.0, -1), (5e-324, 320), (5e-324, 330), (0.15, 1), (0.25, 1), (0.35, 1), (-0.4, 0),
                  (1e16, -16), (5e15, -16), (1.7976931348623157e308, -308), (float("inf"), 2)]:
    try:
        print(v, digits, round(v, digits), type(round(v, digits)).__name__)
    except OverflowError as error:
        print(v, digits, error)
for v in float("inf"), float("nan"):
    for f in (int, round, lambda x: x.as_integer_ratio(), lambda x: divmod(x, 1), lambda x: x.is_integer(), lambda x: x.hex(), lambda x: 1 // x, lambda x: x % 2):
        try:
            print(f(v), end="; ")
        except Exception as error:
            print(type(error).__name__, error, end="; ")
    print()
for text in "1_000.5", "1__0", "_1", "1_", " 1.5\n", "1e", "1e+5", "infinity", "-INF", "nan", "+nan", "in", ".5", "5.", ".", "1.5.2", "0x1p3", "1e400", "-1e-400", "1\x00", "", "१.५", "1e5_0", "1_e5", "--1":
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(error)
print(sys.float_info.max, sys.float_info.epsilon, 1e308 * 10, -1e308 * 10, 1e-320 / 1e5, 2 ** 1023 * 1.0, 0.1 + 0.7, 1.1 * 1.1, 1e16 + 1.0)
