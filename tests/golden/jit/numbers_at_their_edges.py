"""Arithmetic in loops where ints outgrow registers and floats appear and vanish."""
import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.
import zlib

EDGES = [0, 1, -1, 2**30 - 1, 2**30, -2**30, -2**30 - 1, 2**31 - 1, -2**31, 2**53, 2**62, 2**63 - 1, -2**63, 2**63, 2**64, True]


def pairs(values):
    out = []
    for a in values:
        for b in values:
            out.append((a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b))
    return out


def divisions(values):
    out = []
    for a in values:
        for b in values:
            try:
                out.append((a // b, a % b, divmod(a, b), a / b if abs(a) < 2**53 else None))
            except ZeroDivisionError:
                out.append("zero")
    return out


def powers(values):
    out = []
    for a in values:
        for n in (0, 1, 2, 3):
            out.append(a ** n)
            out.append(a << n * 11)
            out.append(a >> n * 7)
        out.append(-a)
        out.append(~a)
        out.append(abs(a))
    return out


def digest(values):
    total = 0
    for number, value in enumerate(values):
        total = zlib.crc32(f"{number} {value}".encode(), total)
    return total


for turn in range(3):
    print(digest(pairs(EDGES)), digest(divisions(EDGES)), digest(powers(EDGES)))


def factorial(n):
    result = 1
    while n > 1:
        result *= n
        n -= 1
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def mixed(n):
    x = 1
    for k in range(n):
        if k % 7 == 3:
            x = x / 2
        elif k % 7 == 5:
            x = int(x) + 3
        else:
            x = x * 3 + k
    return x


def count(n):
    i, hits = 2**30 - 5, 0
    while i < 2**30 + n:
        i += 1
        hits += i & 1
    return i, hits


print(factorial(25), fibonacci(100), mixed(60), count(50))
print(sum(range(2**30 - 3, 2**30 + 3)), [i for i in range(2**31 - 2, 2**31 + 2)], [i for i in range(5, -2**33, -2**32)])


def floats(values):
    total, least = 0.0, None
    for value in values:
        total += value * 0.5
        if least is None or value < least:
            least = value
        total = total - value // 3 + value % 2
    return total, least


print(floats([1, 2, 3.5, -4]), floats([1e308, 1e308]), floats([True, 2**70]), floats([-0.0]), floats([]))


def compare(values):
    return [(a < b) + (a <= b) * 2 + (a == b) * 4 + (a > b) * 8 + (a != b) * 16 for a in values for b in values]


print(compare([1, 1.0, 2**53, 2.0**53, 2**53 + 1, float("nan"), float("inf"), -0.0, 0, True, 2**1100]))
