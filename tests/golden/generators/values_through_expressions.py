# yield in every place of an expression, what is evaluated before it, and what send puts there.
def drive(g, *sends):
    out = [next(g)]
    try:
        for s in sends: out.append(g.send(s))
    except StopIteration as stop:
        out.append(("returned", stop.value))
    return out
def operands(): return (yield "l") + (yield "r") * (yield "m")
print(drive(operands(), 1, 2, 3))
def compare(): return (yield 1) < (yield 2) < (yield 3)
print(drive(compare(), 1, 2, 3), drive(compare(), 5, 2))
def call(): return dict(a=(yield "a"), **(yield "kw"))
print(drive(call(), 1, {"b": 2}))
def display(): return [(yield 1), *(yield 2)], {(yield 3): (yield 4)}, f"{(yield 5)!r:>{(yield 6)}}"
print(drive(display(), "x", "yz", "k", "v", "s", 6))
def target():
    d = {}
    d[(yield "key")] = yield "value"
    d["n"] = n = yield d
    d["n"] += yield "add"
    return d
print(drive(target(), "V", "K", 10, 5))
def conditional():
    while (x := (yield "more?")):
        if x == "skip": continue
        got = (yield f"got {x}") or "nothing"
        assert (yield got), (yield "message")
    else: return "end"
print(drive(conditional(), "a", "b", True, "skip", 0))
def subscript():
    l = [1, 2, 3, 4]
    return l[(yield "from"):(yield "to")], l[(yield "at")]
print(drive(subscript(), 1, 3, -1))
def arguments(a=(lambda: (yield 1))): return list(a())
print(arguments())
def lambdas():
    f = lambda: (yield from "ab")
    return list(f())
print(lambdas())
def with_and_try():
    try:
        raise (yield "which")
    except ((yield "catch")) as e: return type(e).__name__
    finally: yield "finally"
print(drive(with_and_try(), KeyError, LookupError, None))
def result(): x = yield from (yield "iterable"); return x
print(drive(result(), "ab", None, None))
def bare():
    x = yield
    y = yield x, x
    return x, y
print(drive(bare(), 1, 2))
def late(): 
    return 5
    yield
try:
    next(late())
except StopIteration as stop:
    print(stop.value)
def accumulate():
    total = 0
    while True: total += (yield total) or 0
a = accumulate()
print([a.send(v) for v in (None, 1, 2, None, 3)])
def swap():
    a, b = 1, 2
    while True: a, b = (yield a, b) or (b, a)
s = swap()
print(next(s), next(s), s.send("xy"), next(s))
def star(): first, *rest = yield; return first, rest
print(drive(star(), "abc"))
def chain(*gs):
    for g in gs: yield from g
print(list(chain("ab", (i for i in range(2)), chain([5], chain()))), sum(chain([1], [2])), dict(zip(chain("a", "b"), chain([1], [2]))))
def flatten(x):
    if isinstance(x, list):
        for y in x: yield from flatten(y)
    else: yield x
print(list(flatten([1, [2, [3, [[4]], 5]], [], 6])))
def fib(a=0, b=1):
    while True: yield a; a, b = b, a + b
from itertools import islice, takewhile
print(list(islice(fib(), 10, 15)), sum(takewhile(lambda n: n < 100, fib())), [x for x, _ in zip(fib(), range(5))])
