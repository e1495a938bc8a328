"""Ints from and to text in every base, byte strings, digits' limits, underscores, unusual digits, rounding helpers."""
import sys

for text in ["0", "-0", "+7", " 42 ", "1_000", "0x1F", "0b-1", "_1", "1_", "1__0", "٣٤", "１２", "1e3", "1.0", "", "0o17", "00", "012", "abc", "²", "\n5\t", "-", "0x", "9" * 30]:
    row = []
    for base in (10, 0, 16, 36):
        try:
            row.append(int(text, base))
        except ValueError:
            row.append("-")
    print(repr(text), row)
for args in [("10", 1), ("10", 37), (10, 2), ("z", 36), (b"12",), (bytearray(b"f"), 16), (1.9,), (-1.9,), (True,), (float("inf"),), (float("nan"),), (None,), ([],), ("1", "2"), (1e30,), (2 ** 70,), (b"\xff",), ("1" * 10, 2)]:
    try:
        print(args, int(*args))
    except (ValueError, TypeError, OverflowError) as error:
        print(args, type(error).__name__, error)
for n in [0, 1, -1, 255, -256, 2 ** 31, -(2 ** 63), 10 ** 25]:
    print(n, bin(n), oct(n), hex(n), n.bit_length(), n.bit_count(), n.to_bytes(12, "big", signed=True).hex(), n.to_bytes(12, "little", signed=True).hex(), int.from_bytes(n.to_bytes(12, "little", signed=True), "little", signed=True) == n, n.conjugate(), n.as_integer_ratio(), n.is_integer() if hasattr(n, "is_integer") else True, f"{n:_} {n:,} {n:x} {n:#_b} {n:e} {n:+} {n: }"[:90])
for action in [lambda: (256).to_bytes(1), lambda: (-1).to_bytes(2, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes([1, 256], "big"), lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: hex(1.5), lambda: bin("1"), lambda: (5).__index__(), lambda: 1 << -1, lambda: 1 << 10 ** 30, lambda: pow(2, 3, 0), lambda: round(5, "x"), lambda: int.from_bytes(b"\x01\x02"), lambda: (258).to_bytes(2), lambda: (3).to_bytes()]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
for n in [5, 15, 25, -15, 149, 150, 10 ** 20 + 5]:
    print(n, round(n, -1), round(n, -2), round(n, 1), round(n, -30), n.__round__(), n.__floor__(), n.__trunc__(), n.__ceil__())
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, divmod(-7, 2), divmod(7, -2), -(10 ** 30) // 7, -(10 ** 30) % 7, (-3) ** 3, 2 ** 0.5, 4 ** -1, 0 ** 0, pow(-2, 5, 7), pow(2, -2), pow(3, -1, 7), (-8) >> 1, -1 >> 100, 5 & -2, 5 | -8, 5 ^ -1, ~(2 ** 40))
limit = sys.get_int_max_str_digits()
try:
    int("1" * (limit + 1))
except ValueError as error:
    print(str(error)[:60])
try:
    str(10 ** limit)
except ValueError as error:
    print(str(error)[:60])
sys.set_int_max_str_digits(0)
print(len(str(10 ** limit)), int("1" * (limit + 1)) % 97, len(hex(10 ** limit)))
sys.set_int_max_str_digits(limit)


class MyInt(int):
    def __new__(cls, value, tag="t"):
        self = super().__new__(cls, value)
        self.tag = tag
        return self

    def __add__(self, other):
        return MyInt(int(self) + other, "sum")

    __radd__ = __add__

    def __repr__(self):
        return f"MyInt({int(self)}, {self.tag})"


m = MyInt(5)
print(m, m + 1, 1 + m, m - 1, type(m * 2).__name__, sum([m, m]), [1, 2, 3][MyInt(1)], hash(m) == hash(5), m == 5, {5: "five"}[m], str(m), f"{m} {m:3d} {m!r}", int(m), -m, abs(MyInt(-3)), MyInt("ff" and 7).tag, max(m, 3), m.real, type(m.real).__name__, type(int(m)).__name__, range(m)[-1], "ab" * MyInt(2), round(m), m.tag)
print(5 .real, 5..hex(), 1_000.0, 0xFF, 0o17, 0b101, 1_0, 0XaB, (1).__add__(2.0), (1).__eq__("x"), int.__add__(2, 3), True + True, True.__class__.__mro__, isinstance(True, int))
