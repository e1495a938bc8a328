"""The % operator: every conversion, flags, mapping keys, stars, and errors."""
for spec in ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%i", "%u", "%x", "%#x", "%X", "%#o", "%e", "%.2e", "%E", "%f", "%.0f", "%#.0f", "%g", "%G", "%10.3f", "%-10.2f|", "%s", "%r", "%a", "%.3s", "%8.2s|", "%%", "%c"]:
    row = []
    for value in [0, 65, -3, 1e10, 2.5, "text", None]:
        try:
            row.append(spec % (value,) if spec != "%%" else spec % ())
        except (TypeError, OverflowError, ValueError) as error:
            row.append(type(error).__name__)
    print(f"{spec:9}", row)
print("%(a)s %(b)05.1f %(a)r %%" % {"a": "x", "b": 2.25}, "%(k)s" % {"k": (1, 2)}, "%s" % {"not": "mapping"})
print("%*d|%-*d|%.*f|%*.*f" % (5, 1, 5, 2, 2, 3.14159, 8, 3, 2.71828), "%s %s" % ("a", [1]), "%s" % ((1, 2),))
print("%c%c%c" % ("a", 98, "é"), "%s" % b"bytes", "%r" % "q'uote", "%a" % "é", "%5s|%-5s|" % ("ab", "cd"))
print("%x %o %X" % (2 ** 70, 2 ** 70, -255), "%d" % 3.99, "%d" % True, "%i" % -2.5, "%.10d" % 42, "%+.3d" % 7)
print("%.3f %.3e %g %g %g" % (1 / 3, 12345.678, 1e-5, 1e16, 123456789.0), "%s" % 1e16, "%f" % float("inf"), "%d" % 10 ** 25)


class Num:
    def __index__(self):
        return 17

    def __float__(self):
        return 2.5

    def __int__(self):
        return 18

    def __str__(self):
        return "num"


print("%d %x %f %s %c" % (Num(), Num(), Num(), Num(), Num()))


class Keys:
    def __getitem__(self, key):
        return f"<{key}>"


print("%(anything at all)s %(x)5.2s" % Keys())
for text, args in [("%d", "x"), ("%d", None), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%", 1), ("%y", 1), ("%(a)s", 1), ("%(a)s", {"b": 1}), ("%c", 1 << 21), ("%x", 1.5), ("%*d", ("a", 1)), ("%(a", {}), ("plain", 1), ("plain", {}), ("plain", ()), ("%s" "%(a)s", {"a": 1}), ("%.*f", (2,)), ("%d %(a)d", {"a": 1}), ("%5", 1), ("%c", -1), ("%l", 1), ("%ld", 1)]:
    try:
        print(repr(text), repr(text % args))
    except Exception as error:
        print(repr(text), type(error).__name__, error)
print(b"%d %s %x %r %a %c %b" % (1, b"s", 255, "r", "a", 65, bytearray(b"q")), b"%5d|%-5s|%05.1f" % (3, b"x", 2.5), b"%(k)s" % {b"k": b"v"})
for text, args in [(b"%s", "str"), (b"%c", 256), (b"%d", b"1"), (b"%b", 5)]:
    try:
        print(text % args)
    except Exception as error:
        print(text, type(error).__name__, error)
text = "%s"
text %= "augmented"
print(text, type("%s" % "x"), ("%s" * 3) % (1, 2, 3), "a%sb" % ("",))


class Sub(str):
    def __mod__(self, other):
        return "mod " + other

    def __rmod__(self, other):
        return "rmod " + other


print(Sub("x") % "y", "x %s" % Sub("z"), Sub("q").__mod__("w"))
