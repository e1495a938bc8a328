# float: its methods, text both ways, and its corners.
def attempt(f, *args):
    try: print(repr(f(*args)))
    except Exception as error: print(type(error).__name__, error)
for x in 0.0, -0.0, 1.0, 0.1, -2.5, 1e22, 1e16, 123456789.123, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"):
    print(x, x.hex(), x.is_integer(), str(x), f"{x:.3g} {x:e} {x:10.2f} {x:%}")
    attempt(x.as_integer_ratio); attempt(int, x); attempt(round, x); attempt(x.__floor__); attempt(x.__ceil__)
for text in "1.5", " 1.5\n", "1_0.5", "inf", "-Infinity", "nan", "+NaN", "1e400", "1e-400", ".5", "5.", ".", "e5", "1__0", "0x1p3", "", "1,5", "١٫٥", "１２.５", "1e", "1 2", "infinit":
    attempt(float, text)
attempt(float, b"2.5"); attempt(float, bytearray(b"3")); attempt(float, None); attempt(float, 10**400); attempt(float, 1j); attempt(float); attempt(float, True)
for text in "0x1.8p1", "-0x.8p-2", "0x1", "1.8", "inf", "-nan", "0x1p1024", "0x1p-1080", "0x", "0x1.p", " 0x1p0 ", "0x1p0 x", "1p2":
    attempt(float.fromhex, text)
print(0.1 + 0.2, 1e16 + 1, 2**53 + 1.0, 1 / 3, 2 / 3, 1e23, 100.0 // 0.1, 7.5 % 2, -7.5 % 2, -7.5 // 2, 7.5 % -2, divmod(-1, 0.3), 0.0 == -0.0, float("nan") == float("nan"), 1.0 == 1, 0.1 == 1 / 10, 2.0 ** 0.5, (-8.0) ** 3, 1e308 * 10, 5 % float("inf"), -5 % float("inf"))
print(hash(1.0) == hash(1), hash(float("inf")), hash(-0.0), hash(0.5), 1.5.real, 1.5.imag, 1.5.conjugate(), (0.75).as_integer_ratio(), float.__getformat__("double")[:4])
for n in -1, 0, 1, 2, 15, 20, -3, 400: print(round(1234.56789, n), round(2.5, n), end=" ")
print()
for op in lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: 2.0 ** 10000, lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: (1.5).nothing, lambda: range(1.0), lambda: "a" * 1.0:
    try: print(op())
    except Exception as error: print(type(error).__name__)
class F(float):
    def __repr__(self): return "F!"
print(F(1.5), str(F(2)), F(1) + 1, type(F(1) * F(2)), f"{F(1.25):.1f}", [F(1)], F("3") == 3)
print(1.5.__eq__("a"), 1.5.__add__("a"), 1.5.__lt__(2), 1.5.__divmod__(1), 1.5.__round__(), 2.5.__trunc__(), 1.5.__bool__(), 1.5.__pow__(2), 1.5.__rsub__(2))
