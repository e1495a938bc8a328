# python3.14
"""int(x) and float(x), compiled, of all that they take and refuse."""
import math


class Text(str):
    pass


class Number:
    def __int__(self):
        return 3

    def __float__(self):
        return 2.5

    def __index__(self):
        return 4


class Half(float):
    pass


VALUES = ["0", "7", "-7", "+7", "--7", "+-7", "00012", "999999999", "-999999999", "1000000000", "123456789012345678901", " 5 ", "5\n", "1_000", "_1", "1__0"]
VALUES += ["", "-", "+", ".", "-.", "a", "0x10", "5a", "\u0663", "\xb2", "\xe9", "\u20ac1", "1.5", "-1.5", "+.5", "5.", "-0.0", "-0", "1..2", "1.2.3"]
VALUES += ["0.1", "0.3", "2.675", "123456.789012345", "1234567.89012345", "999999999999999", "9007199254740993", "0.000000000000001"]
VALUES += ["1e5", "1e-320", "1e400", "inf", "nan", "Infinity", "1.7976931348623157e308", Text("12"), Text("1.25"), b"12", b"1.5"]
VALUES += [0, 5, -5, 2**29, 2**30 - 1, 2**30, -(2**30), -(2**30) - 1, 2**70, True, None, [], 1.0, 1.9, -1.9, -0.5, -0.0, 1073741823.5, 1073741824.0]
VALUES += [-1073741823.9, -1073741824.0, 1e20, float("inf"), float("nan"), Number(), Half(1.5), 3j]


def whole(x):
    return int(x)


def real(x):
    return float(x)


def both(items):
    total = 0.0
    for item in items:
        total += float(item) + int(item)
    return total


def show(function, value):
    try:
        result = function(value)
    except (TypeError, ValueError, OverflowError) as e:
        return f"{type(e).__name__}: {e}"
    sign = math.copysign(1, result) if type(result) is float else 0
    return f"{type(result).__name__} {result!r} {sign:.0f}"


for _ in range(60):
    for value in ("12", "1.5", 7, 2.5, Number()):
        show(whole, value), show(real, value)
for value in VALUES:
    print(repr(value) if not isinstance(value, Number) else "Number", "|", show(whole, value), "|", show(real, value))
for digits in ("1234567890", "9999999999999999", "31415926535897"):
    for point in range(len(digits) + 1):
        print(show(real, digits[:point] + "." + digits[point:]), end="; ")
print()
print(both(["1", "2", "33"] * 200), both(range(300)), both([1.5, "4"] * 100))
same = 1.25
print(real(same) is same, int("12", 8), int(), float(), int(x) if (x := "5") else 0)


def line_of(text):
    for k in range(50):
        value = int("5")
    return int(
        text
    )


try:
    line_of("five")
except ValueError as e:
    print(e, e.__traceback__.tb_next.tb_lineno)
