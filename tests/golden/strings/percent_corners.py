# The % operator of str and bytes where its formats, flags and arguments do not go together.
class I:
    def __index__(self): return 42
    def __int__(self): return 43
    def __float__(self): return 4.5
    def __str__(self): return "strI"
    def __repr__(self): return "reprI"
class F:
    def __float__(self): return 2.5
class B:
    def __bytes__(self): return b"bytesB"
cases = [("%d", 3.99), ("%d", I()), ("%x", I()), ("%x", 3.0), ("%d", "3"), ("%f", I()), ("%f", F()), ("%d", F()), ("%f", "a"), ("%c", 65), ("%c", "é"),
         ("%c", -1), ("%c", 0x110000), ("%c", I()), ("%s", I()), ("%r", I()), ("%a", "é"), ("%5%", ()), ("%", ()), ("%5", 1),
         ("%y", 1), ("%s %s", 1), ("%s", (1, 2)), ("%s", ()), ("x", 1), ("x", {}), ("x", []), ("x", ()), ("x", "a"), ("%(a)s", {"a": 1}), ("%(a)s", 1), ("%(b)s", {"a": 1}),
         ("%(a", {"a": 1}), ("%(a)", {"a": 1}), ("%((a))s", {"(a)": 1}), ("%()s", {"": 5}), ("%*d", (5, 42)), ("%-*d|", (5, 42)), ("%*d", (-5, 42)), ("%.*f", (1, 2.25)),
         ("%*d", ("a", 1)), ("%*d", (5,)), ("%.*f", (-1, 2.5)), ("%+d % d %05d %-5d|", (1, 2, 3, 4)), ("%#x %#o %#X", (255, 8, 255)), ("%#.3g|%g|%G", (1.0, 1e20, 1e-10)),
         ("%.3s|%10.1r", ("abcdef", "xyz")), ("%ld %hd %Lf", (1, 2, 3.0)), ("%i %u", (1, -2)), ("%08.3f|%+.1e", (-3.14159, 12345)), ("%.0f %.0f", (0.5, 1.5)),
         ("%s", {"a": 1}), ("%s %%", [1]), ("%(a)s %s", {"a": 1}), ("%.50f", 0.1), ("%x", -255), ("%#o", 0), ("%05s", "a"), ("%.10d", 42), ("%#.10x", 42), ("%+s", 1),
         ("%e", 10 ** 400), ("%f", float("nan")), ("%05d", float("inf")), ("%05f", float("-inf")), ("%d", 10 ** 25), ("%30d|", -10 ** 25), ("%c%c", (1,)), ("\u20ac%s", "\U0001f600")]
for template, values in cases:
    try:
        print(repr(template), repr(template % values))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
for template, values in [(b"%b", b"a"), (b"%b", "a"), (b"%b", B()), (b"%s", B()), (b"%s", 1), (b"%a", "é"), (b"%r", [b"x"]), (b"%c", 300), (b"%c", 65), (b"%c", b"z"), (b"%d", b"1"),
                         (b"%(k)b", {b"k": b"v"}), (b"%(k)b", {"k": b"v"}), (b"%x %o", (255, 8)), (b"%5.1f|", 2.25), (b"%b", memoryview(b"mv")), (b"%b", bytearray(b"ba")), (b"%y", 1), (b"a", 1),
                         (bytearray(b"%s"), b"q")]:
    try:
        print(repr(template), repr(template % values))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
