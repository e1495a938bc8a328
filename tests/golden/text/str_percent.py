def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

import sys

CASES = [("%d", 3.7), ("%i%u", (1, 2)), ("%x %X %o", (255, 255, 8)), ("%#x|%#X|%#o", (255, 255, 8)), ("%5d|%-5d|%05d|%+d|% d", (1, 2, 3, 4, 5)),
         ("%.3d|%8.3d|%-8.3d|%08.3d", (5, 5, 5, -5)), ("%e %g %f", (1.5, 1e10, 2)), ("%E %G %F", (1.5, 1e-10, 2.5)),
         ("%r %a %s", ("\xe9", "\xe9", "\xe9")), ("%c%c", (65, "b")), ("%(a)s %(b)05.1f", {"a": 1, "b": 2.25}), ("%%", ()), ("%%", 5),
         ("%s", ()), ("%s %s", (1,)), ("%s", (1, 2)), ("x", {}), ("x", [1]), ("x", 1), ("%d", "a"), ("%x", 1.5), ("%y", 1), ("%", 1), ("%(a", {"a": 1}),
         ("%(a)s", 1), ("%*d|%-*d|%.*f", (5, 1, 5, 2, 2, 3.14159)), ("%*d", (-5, 1)), ("%5s|%-5s|%.2s", ("ab", "ab", "abc")), ("%s", [1, 2]), ("%s", None),
         ("%(a(b))s", {"a(b)": 3}), ("%ld%hd%Ld", (1, 2, 3)), ("%d", True), ("%08.3f|%+.2e", (-3.14159, 12345.678)), ("%+x", 10), ("%x", -255), ("%c", 8364),
         ("%c", -1), ("%c", 0x110000), ("%*s", ("a", 1)), ("%5%", ()), ("%(x)s", {}), ("%(x)%", {"x": 1}), ("%f", float("inf")), ("%05f", float("nan")),
         ("%s and %s", ("a", b"b")), ("%d", 10**30), ("%x", 2**70), ("%.0f %.0f", (0.5, 1.5)), ("%#.0f", 1), ("%g", 100000.0), ("%g", 1000000.0), ("%#g", 1.0),
         ("%5.1f%%", 99.55), ("\u20ac%s", "\U0001f600"), ("%10.4s|", "\u20acabcdef"), ("%d", None), ("%f", "x"), ("%s %(a)s", {"a": 1})]
for text, values in CASES:
    show(text.__mod__, values)


class Text(str):
    def __rmod__(self, other):
        return "rmod"


class Number:
    def __int__(self):
        return 42

    def __index__(self):
        return 43

    def __float__(self):
        return 4.5

    def __str__(self):
        return "number"


print("%s" % Text("x"), "%s" % Number(), "%x" % Number(), "%f" % Number(), "%c" % Number())
value = "%s"
value %= "in place"
print(value)
