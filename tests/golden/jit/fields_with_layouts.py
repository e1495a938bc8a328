# python3.14
# Replacement fields with specifications in hot code: widths, alignments, fills, decimals, ties, and values they are wrong for.
import hashlib


class Own:
    def __format__(self, spec):
        return f"<{spec}>"


class Text(str):
    pass


def integers(v):
    return [f"{v:5d}", f"{v:>6}", f"{v:<7}|", f"{v:^8}|", f"{v:06}", f"{v:=+5}", f"{v:*^9}", f"{v:x}", f"{v:,}", f"{v:1}", f"{v:200}",
            f"{v:d}", f"{v:<03d}", f"{v:0>4}", f"{v:_>+4}"]


def decimals(v):
    return [f"{v:.2f}", f"{v:10.2f}", f"{v:<12.1f}|", f"{v:^12.3f}|", f"{v:012.4f}", f"{v:f}", f"{v:.0f}", f"{v:8.9f}", f"{v:-<9.1f}",
            f"{v:+.1f}", f"{v:=8.1f}", f"{v:12}", f"{v:.3e}"]


def texts(v):
    return [f"{v:12}|", f"{v:<12}|", f"{v:>12}|", f"{v:^13}|", f"{v:*^13}|", f"{v:.2}|", f"{v:012}|", f"{v:s}", f"{v:1}", f"{v!r:>9}",
            f"{v:é<6}", f"{v!s:>4}"]


def mixed(v):
    found = []
    for make in (lambda: f"{v:>8}", lambda: f"{v:5d}", lambda: f"{v:8.2f}", lambda: f"{v:<8s}|", lambda: f"{v:=6}", lambda: f"{v:}"):
        try:
            found.append(make())
        except (ValueError, TypeError) as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


ints = [0, 1, -1, 9, 10, -10, 99999, -99999, 123456, 2**29, -(2**29), 2**30, 2**62, 10**30, True]
floats = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 2.675, 1.005, 0.05, 0.25, 12.345, 1e9 + 0.5, 99.995, 0.9999, 999999.9999, 1e15, 1e22,
          float("inf"), float("-inf"), float("nan"), 1e-7, -0.001, 1234567.0625, 8796093022208.0, 5.0]
strs = ["", "a", "abc", "exactly 12 c", "longer than the width", "é", "š", "tab\t", Text("own")]
for function, values in (integers, ints), (decimals, floats), (texts, strs), (mixed, [*ints[:5], *floats[:5], *strs[:4], Own(), None, [1]]):
    for _ in range(50):
        results = [function(v) for v in values]
    print(function.__name__, hashlib.sha1(repr(results).encode()).hexdigest(), results[2])

wrong = 0
for k in range(-30000, 30000):
    value = k / 16 + (k % 7) / 1000
    if f"{value:.2f}" != "%.2f" % value or f"{value:9.1f}" != "%9.1f" % value or float(f"{value:.9f}") - value > 1e-9:
        wrong += 1
print(wrong)


def floats_of(v):
    return [str(v), repr(v), f"{v}", f"{v!r}", f"{v!s}", f"{v!a}"]


for _ in range(50):
    results = [floats_of(v) for v in floats]
print(results[8], hashlib.sha1(repr(results).encode()).hexdigest())
wrong = 0
seed = 1
for k in range(30000):
    seed = (seed * 69069 + 1) & 0xFFFFFFFF
    value = (seed - 2**31) / 10 ** (k % 13)
    if float(str(value)) != value or len(str(value)) > 24 or (k % 13 < 6 and len(str(value).split(".")[1]) > 6):
        wrong += 1
    if k % 3000 == 0:
        print(value, end=" ")
print(wrong)
