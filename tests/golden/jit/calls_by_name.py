def f(a, b, c=3, *, d, e=5): return (a, b, c, d, e)
def g(a, b=2, c=3): return (a, b, c)
class K:
    def __init__(self, x, y=7, *, z): self.t = (x, y, z)
    def m(self, p, q=1): return (p, q)
def gen(n, step=1):
    for i in range(0, n, step): yield i
def run():
    k = K(1, z=2)
    out = []
    for i in range(50):
        out.append(g(i, c=9)); out.append(g(a=i, b=1.5)); out.append(g(c=1, a=i, b=[i]))
        out.append(f(1, 2, d=i, e="x")); out.append(f(1, b=i, d=2, e=3))
        out.append(K(z=i, x=2).t); out.append(K(1, z=i, y=i * 1.5).t); out.append(k.m(q=i, p=2))
        out.append(list(gen(10, step=3)))
        for bad in (lambda: g(i, a=3), lambda: g(i, zz=3), lambda: f(1, 2), lambda: K(1, 2, 3, z=1)):
            try: bad()
            except TypeError as e: out.append(str(e))
    return out
r = run(); print(len(r), r[:26], r[-26:])
def counter(step):
    value = 0
    def advance():
        nonlocal value
        value += step
        return value
    return advance
for step in (1, 1.5, 2**29, "a", 10**20):
    if step == "a": continue
    c = counter(step)
    for _ in range(100): c()
    print(c())
def holder():
    v = None
    def put(x):
        nonlocal v
        v = x
        return v
    return put
h = holder()
for _ in range(40):
    for x in (1, 2.5, "s", [1], None, True, 10**12): h(x)
print(h([]))
