# The order in which parts of expressions and statements are evaluated.
log = []


def e(label, value=None):
    log.append(label)
    return value


def show(label):
    print(label, " ".join(map(str, log)))
    log.clear()


def call(*args, **kwargs):
    return args, kwargs


call(e(1), *e(2, [3]), e(4), key=e(5), **e(6, {"k": 1}))
show("call")
e("f", call)(e("a"), x=e("x"))
show("callable first")
e("left", 1) + e("right", 2) * e("last", 3)
show("binary")
e("a", 1) < e("b", 2) < e("c", 0) < e("d", 5)
show("chain")
{e("k1"): e("v1"), e("k2"): e("v2")}
show("dict")
[e("l1"), (e("t1"), e("t2")), {e("s1", 1)}]
show("display")
x = [0, 0, 0]
e("target", x)[e("index", 1)] = e("value", 5)
show("assignment")
e("t", x)[e("i", 0)] += e("v", 1)
show("augmented")
e("first", x)[0], e("second", x)[1] = e("right side", (1, 2))
show("tuple targets")
a = e("a target", {}) if e("condition", True) else e("other", {})
show("conditional")
e("obj", x)[e("start", 0):e("stop", 2):e("step", 1)]
show("slice")
lambda d=e("default"): e("body")
show("lambda default")


def decorated():
    def decorator(label):
        log.append(f"make {label}")
        return lambda f: (log.append(f"apply {label}"), f)[1]

    @decorator("one")
    @decorator("two")
    def f(a=e("default a"), *, b=e("default b")):
        pass

    class C(e("base", object), metaclass=e("meta", type)):
        log.append("body")


decorated()
show("definitions")
[e("element") for _ in e("iterable", [1, 2]) if e("test", True)]
show("comprehension")
e("and1", 0) and e("and2")
e("or1", 1) or e("or2")
show("short circuit")
f"{e('f1')}{e('f2'):{e('spec', '')}}" if False else f"{e('f1', 'x')}{e('f2', 1):{e('spec', 3)}}"
show("fstring")
for e("loop target", x)[0] in e("loop iterable", [7]):
    pass
show("for")
try:
    raise e("exception", ValueError) from e("cause", None)
except e("except", ValueError):
    pass
show("raise")
del e("del target", x)[e("del index", 0)]
show("del")


def returning():
    try:
        return e("return value")
    finally:
        e("finally")


returning()
show("return")
assert e("assertion", True), e("message")
show("assert")
print(x, end="\n")


class Manager:
    def __enter__(self):
        return e("enter")

    def __exit__(self, *details):
        e("exit")


with e("manager", Manager()) as y:
    e("with body")
show("with")
