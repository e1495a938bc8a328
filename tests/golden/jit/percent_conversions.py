# python3.14
"""Constant formats of % with as many values as conversions, compiled with all that the values may be."""


class Text(str):
    def __format__(self, spec):
        return "formatted " + spec


class Named:
    def __init__(self, name):
        self.name = name
        print("made", name)

    def __str__(self):
        print("str of", self.name)
        return Text(self.name)

    def __repr__(self):
        return f"Named({self.name!r})"

    def __int__(self):
        return len(self.name)


class Number(int):
    def __str__(self):
        return "a number"


FORMATS = ["%d", "%5d", "%05d", "%-5d|", "%-05d|", "%i", "%u", "%x", "%X", "%04x", "%-6X|", "%3x", "%+d", "% d", "%#x", "%o"]
FORMATS += ["%.2f", "%8.3f", "%08.3f", "%-8.1f|", "%f", "%.0f", "%.9f", "%.10f", "%F", "%e", "%g", "%+.1f", "%.3d"]
FORMATS += ["%s", "%6s", "%-6s|", "%06s", "%.2s", "%r", "%8r", "%a", "%ls", "%250d", "%256d", "%c"]
VALUES = [0, 1, -1, 9, 10, -10, 255, -255, 48879, 2**30 - 1, -(2**30), 2**30, 2**64 + 5, -(2**70), True, None]
VALUES += [0.0, -0.0, 0.5, 1.5, -2.5, 2.675, 1e-7, 123456.789, -1e15, 1e300, float("inf"), float("-inf"), float("nan")]
VALUES += ["", "a", "longer text", "\xe9", "\u20ac", Text("sub"), Number(77), b"b", [1, "2"], (), (3,), {}]


def show(function, value):
    try:
        return function(value)
    except (TypeError, ValueError, OverflowError) as e:
        return f"{type(e).__name__}: {e}"


for form in FORMATS:
    scope = {}
    exec(f"def alone(v):\n    return {form!r} % (v,)\ndef among(v):\n    return {'<' + form + '> %%%d'!r} % (v, 7)", scope)
    for function in scope.values():
        if callable(function):
            for value in [5, 2.5, "x"] * 20:
                show(function, value)
            print(form, [show(function, value) for value in VALUES])

hexadecimal = lambda v: f"{v:x} {v:X} {v:04x} {v:<6X}| {v:^7x}| {v:=7x}"
for _ in range(60):
    hexadecimal(200)
print([hexadecimal(v) for v in VALUES if isinstance(v, int)])


def order():
    print("%s %-7s %r" % (Named("a"), Named("bb"), Named("ccc")))
    print("%s %d" % (Named("d"), Named("eeee")))
    print("%s" % (Named("f"),), "%d%%" % (Named("gg"),))


def refused(k):
    return "%d %s" % (Named("h"), k[0])


def few(a):
    return "%d %d" % (a,)


def many(a):
    return "%d" % (a, a)


def spread(a):
    return "%d %d" % (*a,)


def sent():
    while True:
        last = "%s:%03d" % ((yield), (yield))
        print(last)


for _ in range(3):
    order()
for function, value in [(refused, ["x"]), (refused, []), (few, 1), (many, 1), (spread, (1, 2)), (spread, (1,))] * 2:
    try:
        print(function(value))
    except (TypeError, IndexError) as e:
        print(type(e).__name__, e, e.__traceback__.tb_next.tb_lineno)
generator = sent()
next(generator)
for k in range(200):
    generator.send(k)
