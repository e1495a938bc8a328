"""format() of ints, floats and strs under many specifications, and what is refused."""
values = [0, 7, -42, 1234567, -9876543210, True]
for spec in ["", "d", "+d", " d", "08d", "<8d", "^9d", "*>9d", "=+9d", ",", "_", "_d", "x", "#x", "#X", "#010x", "o", "#o", "b", "#b", "_b", "_x", "c", "e", ".2e", "f", ".1f", "g", "n", "%", ".0%", "010,", "+,d", "z.1f"]:
    row = []
    for value in values:
        try:
            row.append(format(value, spec))
        except (ValueError, OverflowError) as error:
            row.append(type(error).__name__)
    print(f"{spec:7}", row)
floats = [0.0, -0.0, 1.5, -2.675, 1e100, 1e-7, 123456789.987654321, float("inf"), float("nan")]
for spec in ["", ".2f", "+.1f", " .3f", "010.2f", "e", ".0e", "E", "g", ".3g", "#.3g", "G", "%", ".1%", ",", ",.2f", "_.3f", "n", ">12", "<12", "^12", "=12", "*^+14.3f", ".0f", "#.0f", "z.1f", "z", "+", "012", ".17g", ".20f"]:
    print(f"{spec:9}", [format(value, spec) for value in floats])
texts = ["", "a", "hello world", "日本語", "é😀"]
for spec in ["", "s", "5", ">5", "^7", "*^8", ".2", "6.3", "-<6.1", "05", "🎈>4", "s"]:
    print(f"{spec:6}", [format(text, spec) for text in texts])
for value, spec in [("a", "d"), ("a", "=5"), ("a", ","), ("a", "+"), (1, "s"), (1, ".2"), (1, ".2d"), (1.5, "d"), (1.5, "x"), (1, "q"), (1, "1.2.3"), (1, "-,_"), (1, ",x"), (1, "#c"), (-1, "c"), (1114112, "c"), (1, "+c"), (None, "5"), ([], "x"), (1.5, ",_"), ("a", "0=5"), (1, "999999999999999999999")]:
    try:
        print(repr(value), spec, repr(format(value, spec)))
    except (ValueError, TypeError, OverflowError) as error:
        print(repr(value), spec, type(error).__name__, error)


class Custom:
    def __format__(self, spec):
        return f"<{spec!r}>"


print(f"{Custom()} {Custom():abc} {Custom()!s:.3} {Custom():{'x' * 3}:{4}}".replace(str(Custom())[:20], "..")[:40])
print("{0:>{1}}|{0:{2}^{1}}|{a[k]}|{b.real}|{c[0][1]}|{0!r:>6}".format("x", 5, "*", a={"k": 1}, b=3, c=[[1, 2]]))
print("{:{}}{:{}}".format("a", 3, 5, ">4"), "{{}}".format(), "{}{}".format(1, 2), "{:%}".format(0.125))
for text, args in [("{} {0}", (1,)), ("{0} {}", (1,)), ("{2}", (1,)), ("{a}", ()), ("{", ()), ("}", ()), ("{0.x}", (1,)), ("{0[a]}", ([1],)), ("{!x}", (1,)), ("{0!}", (1,)), ("{:{:{}}}", (1, 2, 3))]:
    try:
        print(text.format(*args))
    except Exception as error:
        print(text, type(error).__name__, error)
