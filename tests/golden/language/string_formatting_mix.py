"""The three ways of formatting side by side."""
import datetime

values = (42, -7, 3.14159, 1e21, "text", True, None, [1], 2**70, 0.1 + 0.2, 1e-7, float("inf"), -0.0)
for value in values:
    print(f"{value!r:>24}|{value!s:<24}|%r|%s" % (value, value) if not isinstance(value, str) else f"{value:^10}|{value!a:*^12}")
for spec in ("d", "x", "#X", "o", "b", "e", ".2f", ",", "_", "+", "08d", "^9", "c", "%", "g", "n", ">+12,.1f", "=+8"):
    print(spec, format(42, spec), end="; ")
print()
for spec in (".3", "10.3f", "e", "G", "%", ",.2f", "_.1f", "+.0f", "#.0f", "012.4f", "z.1f", "<9", ".0%", "a>8.2"):
    print(spec, format(-3.14159, spec), end="; ")
print()
print("%5d|%-5d|%05d|%+d|% d|%x|%#o|%c|%c|%%|%.2f|%10.3e|%g|%s|%r|%a" % (42, 42, 42, 42, 42, 255, 8, 65, "z", 2.5, 12345.678, 1e10, "s", "r", "é"))
print("%(name)s is %(age)03d" % {"name": "Ada", "age": 36}, "%*d|%-*s|%.*f" % (6, 42, 5, "ab", 2, 3.14159))
print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{0.real} {1[k]} {2[0]} {n!r:>6}".format(3, {"k": 4}, [5], n="x"))
print("{:{}}|{:{w}.{p}f}|{{}}|{!s:.2}".format("x", ">5", 3.14159, "long", w=8, p=3))
day = datetime.date(2026, 11, 21)
print(f"{day:%d.%m.%Y} {day:%A}", "{:%H:%M}".format(datetime.time(9, 5)), f"{'nested':{'>'}{10}}", f"{1 + 1 = } {day.year=!r} {[x for x in 'ab']}")
for bad in ("'%d' % 'x'", "'%d %d' % 1", "'%d' % (1, 2)", "'{}'.format()", "'{0} {}'.format(1, 2)", "format(1, 'q')", "format('x', 'd')", "'%z' % 1",
            "'{:d}'.format(1.5)", "'%(a)s' % 1", "'{a.b}'.format(a=1)", "format(3, '10s')", "'%s'.__mod__(())"):
    try:
        print(bad, "=", eval(bad))
    except Exception as error:
        print(bad, "|", type(error).__name__, error)
