"""Augmented assignment and the order in which operands, targets, keys and defaults are evaluated."""
log = []


def t(name, value=None):
    log.append(name)
    return value


def show(label, *values):
    print(label, *values, log)
    log.clear()


class Box:
    def __init__(self, value=0):
        object.__setattr__(self, "value", value)

    def __getattr__(self, name):
        log.append(f"get {name}")
        return 10

    def __setattr__(self, name, value):
        log.append(f"set {name}={value}")

    def __getitem__(self, key):
        log.append(f"item {key}")
        return 20

    def __setitem__(self, key, value):
        log.append(f"store {key}={value}")

    def __delitem__(self, key):
        log.append(f"del {key}")


b = Box()
show("add", t("l", 1) + t("r", 2) * t("rr", 3))
show("compare", t("a", 1) < t("b", 0) < t("c", 9))
show("call", t("f", print) and t("g", lambda *a, **k: (a, k))(t("x", 1), *t("s", [2]), k=t("k", 3), **t("d", {"e": 4})))
show("dict", {t("k1", 1): t("v1", 2), **t("u", {}), t("k2", 3): t("v2", 4)})
show("ternary", t("then", 1) if t("test", 0) else t("else", 2))
show("slice", t("o", "abcdef")[t("i", 1):t("j", 5):t("s", 2)])
t("o", b).x = t("v", 1)
show("attribute")
t("o", b)[t("k", "key")] = t("v", 1)
show("item")
t("o", b).x += t("v", 1)
show("aug attribute")
t("o", b)[t("k", "key")] **= t("v", 2)
show("aug item")
t("a", b).p, t("b", b)[t("k", 1)] = t("x", 5), t("y", 6)
show("tuple targets")
t("a", b).p = t("c", b).q = t("v", 7)
show("chain")
del t("a", b)[t("k", 1)], t("b", b)[t("k", 2)]
show("del")
x = [1, 2, 3]
i = 0
i, x[i] = 1, "i moved"
show("rebinding", i, x)
x[i], i = "old i", 2
show("and back", i, x)
a = [0, 1]
a[0], a[1], a = a[1], a[0], "rebound"
show("swap", a)
n = 5
n += (n := 3) + n
show("walrus in aug", n)
s = "a"
s += s + (s := "b") + s
show("str aug", s)
y = [1]
y += y
y *= len(y)
show("list aug", y)


def defaults(a=t("d1", 1), b=t("d2", 2), *, c=t("d3", 3)) -> None:
    return a, b, c


show("defaults", defaults())


@t("deco1", lambda c: c)
@t("deco2", lambda c: c)
class K(t("base", object), **t("kwargs", {})):
    first = t("body")


show("class")
for v in t("iterable", [1, 2]):
    t(f"body{v}")
else:
    t("else")
show("for")
while t("test", len(log) < 3):
    t("loop")
show("while")
with t("cm", __import__("contextlib").nullcontext("value")) as t("target", b).attr:
    t("inside")
show("with")
assert t("true", True), t("message")
try:
    assert t("false", False), t("message", "m")
except AssertionError as error:
    show("assert", error)
try:
    raise t("exc", ValueError("v")) from t("cause", KeyError("c"))
except ValueError as error:
    show("raise", repr(error.__cause__))
show("lambda", (lambda p=t("lambda default", 1): t("lambda body", p))())
show("comprehension", [t(f"e{p}{q}") for p in t("outer", [0, 1]) if t(f"if{p}", p) for q in t("inner", [5])])
show("fstring", f"{t('f1', 1)}{t('f2', 2):{t('spec', 3)}}{t('f3', 4)!r}")
show("and or", t("p", 0) and t("q") or t("r", 3) or t("s"), not t("n", 1))
print([x for x in [3]], 2 ** -1, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, 7 // -2, -7 % 3, not 1 == 2, 1 if 0 else 2 if 0 else 3, 5 & 3 | 4 ^ 1, 1 << 2 + 1, ~5 + 1, 3 - -3, not True in [False], 1 or 1 / 0, 0 and 1 / 0)
