"""Constant specifications and formats, used again and again with values of all kinds."""
import sys

VALUES = [
    0, -1, 7, 255, -98765432, 1000000, 2**30 - 1, -(2**30), 2**30, 10**20, True,
    0.0, -0.0, 1.5, 0.1, 0.125, 0.375, 2.675, -0.005, 1e-4, 9.99e-5, 123456.789, 99999999999999.0, 1e15, 1e16, 1e22,
    0.5, 2.5, 0.15, 1 / 3, -2 / 3, 5e-324, float("inf"), float("nan"), 4398046511103.995, 999.9995,
    "", "a", "héllo", "日本", "long text of words",
]
SPECS = [
    "5", "<5", "^7", ">9", "=8", "05", "<05", "*^9", "é>6", "+", " ", "-5", "+08", "=+9", "d", "5d", ",", "_", ",d", "012,",
    "x", "X", "o", "b", "_x", "#x", "08b", "n", "c", ".0f", ".1f", ".2f", "10.3f", "010.2f", "<9.2f", "^+9.1f", ",.2f", "012,.1f",
    ".9f", ".12f", "f", "F", "e", ".3e", "g", ".3g", "%", ".1%", "z.1f", "s", ".3", "5.2", "<8s", "^8.4s", "*>6s", "=5s", "q",
]
FORMATS = [
    "%d|", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%08X", "%o", "%i%%", "%5.3d", "%f", "%.2f", "%8.3f", "%-9.1f|",
    "%09.2f", "%+.1f", "%.0f", "%#.0f", "%e", "%.3g", "%G", "%s", "%5s", "%-5s|", "%.2s", "%6.1s", "%r", "%a", "%%", "é%s日", "%5%|",
    "%ld", "%q", "%", "%(k)s", "%*d",
]


def text_of(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for spec in SPECS:
    spec = sys.intern(spec)
    print(spec, [text_of(lambda: format(value, spec)) for value in VALUES])
for constant in FORMATS:
    constant = sys.intern(constant)
    print(constant, [text_of(lambda: constant % (value,)) for value in VALUES[::2]])
for value in VALUES:
    print(str(value), repr(value), f"{value}|{value!r:>12}|{value!s:<7}|{value:}")
for arguments in ((), (1,), (1, 2), 1, [1, 2], {"a": 1}):
    print([text_of(lambda: constant % arguments) for constant in ("%s", "%s %s", "none", "%d")])


class Text(str):
    def __format__(self, spec):
        return "own " + spec

    def __str__(self):
        return "its str"


class Number(float):
    def __repr__(self):
        return "its repr"


print(f"{Text('x'):5}", "%s" % Text("x"), "%3.1s|" % Text("x"), f"{Number(2.5)}", f"{Number(2.5):6.2f}", "%s" % Number(1.5))
print(text_of(lambda: Text("%s and %d") % (Text("a"), 3)))
layout = "{0:>8}|{name}|{price:.1f}|{1:,}|{0.real}|{data[k]}|{data[k]!r:>4}|{{}}"
for k in range(3):
    print(layout.format(k, k * 1000, name=f"n{k}", price=k * 1.25, data={"k": str(k)}))
for wrong in ("{} {0}", "{0} {}", "{name}", "{", "}", "{5}", "{!x}", "{0.no}", "{0[no]}", "{:{}}"):
    wrong = sys.intern(wrong)
    print([text_of(lambda: wrong.format(*given)) for given in ((1, 2), (1,), ())])
