# python3.14
"""Calls of str.format with formats that are constants of the program, and with others, compiled."""


class Text(str):
    def __format__(self, spec):
        return "formatted " + spec


class Whole(int):
    def __format__(self, spec):
        return "whole " + spec


SPECS = ["", "5", "<8", ">8", "^9", "=8", "08", "*^9", ",", "_", "12,", "<12_", "012,", ",d", "_d", "d", "x", "X", "04x", "_x", "+", "#x"]
SPECS += ["b", "c", "n", ".2f", "10.3f", ",.2f", "_.1f", "014,.2f", "*>16,.0f", ".9f", ".10f", "e", "g", "%", ".3", "s", "z.1f", "\xe9>5"]
VALUES = [0, 7, -7, 99, 100, -100, 999, 1000, -1000, 12345, 999999, 1000000, -1234567, 2**30 - 1, -(2**30), 2**30, 2**70]
VALUES += [0.0, -0.0, 0.5, 999.995, 999.5, 1000.0, -1234.5678, 1234567.125, 2.675, 1e15, 1e300, float("inf"), float("nan")]
VALUES += [True, None, "", "a", "some longer text", "\xe9t\xe9", "\u20ac", Text("sub"), Whole(5), [1], {}]


def show(function, *values):
    try:
        return function(*values)
    except (TypeError, ValueError, OverflowError, IndexError, KeyError, AttributeError) as e:
        return f"{type(e).__name__}: {e}"


for spec in SPECS:
    scope = {}
    source = f"layout = {'{:' + spec + '}|'!r}\nnamed = {'<{0}:{name:' + spec + '}>'!r}\n"
    source += "def alone(v):\n    return layout.format(v)\ndef among(v):\n    return named.format(7, name=v)\n"
    source += f"def field(v):\n    return f'{{v:{spec}}}'\n"
    exec(source, scope)
    for name in ("alone", "among", "field"):
        for value in [5, 2.5, "x"] * 20:
            show(scope[name], value)
        print(spec, [show(scope[name], value) for value in VALUES])


def many(a, b):
    first = "{0}{1}{0}".format(a, b)
    second = "{}{{{}}}{}".format(a, b, a)
    third = "{a}-{b:>5}-{0}".format(3, a=a, b=b)
    return first, second, third, "no field".format(a), "".format(), "{{}}".format(a)


def wrong(k):
    return [
        "{} {}".format, "{0} {}".format, "{1}".format, "{missing}".format, "{".format, "}".format, "{0.real}".format,
        "{0[0]}".format, "{!r}".format, "{!s:>5}".format, "{:{}}".format, "{0!x}".format, "{0:y}".format,
    ][k]


def by_attribute(v):
    return "{0.real} {0!r} {0!s:>4} {0:{1}}".format(v, 6)


def of_a_variable(layout, v):
    return layout.format(v, k=v)


def spread(values, names):
    return "{} {a}".format(*values, **names)


for k in range(120):
    many(k, "b"), by_attribute(k), of_a_variable("<{}>", k)
print(many(1, 2), many("x", 2.5), many("\xe9", "\u20ac"), many(None, Text("t")))
print(by_attribute(5))
layouts = ["<{}>", "{k:5}|", "made " + str(len(SPECS)) + " {}", Text("{}!"), "\u20ac{}", "{0}{k}", "{:>3}{:>3}"]
for _ in range(30):
    shown = [show(of_a_variable, layout, v) for layout in layouts for v in (1, "a", 1.5)]
print(shown)
for k in range(13):
    print(show(lambda v: wrong(k)(v), 5))
print(spread((1, 2), {"a": 3, "b": 4}))
long = "long" * 20000
print(len(many(long, long)[0]), len(of_a_variable("{}{k}{k}", long)))
