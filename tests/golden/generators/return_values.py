# What generators return: through StopIteration, yield from, for loops, and where it gets lost.
def gives(value):
    yield 1
    return value
def collect(g):
    out = []
    while True:
        try:
            out.append(next(g))
        except StopIteration as stop:
            return out, stop.value, stop.args
for value in None, 0, (1, 2), [], StopIteration(5), ValueError("kept"), ():
    print(collect(gives(value)))
def outer():
    a = yield from gives("a")
    b = yield from gives((1,))
    c = yield from []
    d = yield from "xy"
    return a, b, c, d
print(collect(outer()))
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration("done", "twice")
        self.n -= 1
        return self.n
def from_class():
    return (yield from Iter(2))
print(collect(from_class()))
def nested(n):
    if n == 0:
        yield "bottom"
        return "value"
    return f"{n}{(yield from nested(n - 1))}"
print(collect(nested(5)))
def loop_and_return():
    for i in range(3):
        if i == 2: return i
        yield i
    else:
        yield "else"
print(collect(loop_and_return()))
g = gives(7)
print([x for x in g], list(g), next(g, "default"))
e = (x for x in ())
print(collect(e))
try:
    raise StopIteration(1, 2)
except StopIteration as s:
    print(s.value, s.args)
    s.value = 9
    print(s.value, s.args, s)
print(StopIteration().value, StopIteration(None).value, StopAsyncIteration(3).args)
def lam(): return (yield)
g = lam(); next(g)
try: g.send("sent")
except StopIteration as s: print(s.value)
both = lambda: [(yield 1), (yield 2)]
g = both(); print(next(g), g.send("a"))
try: g.send("b")
except StopIteration as s: print(s.value)
