import zlib
def va(a, *rest, **named): return a, rest, named
def kw(a, b=2, *, c, d=4): return a, b, c, d
def only(*args): return args
def both(*args, **kwargs): return len(args), sorted(kwargs.items())
class C:
    def __init__(self, x, *rest, key=None, **more):
        self.v = (x, rest, key, more)
    def m(self, *a, **k): return self, a, k
    def __eq__(self, o): return True
    def __repr__(self): return "C"
def gen(*args, **kw):
    yield args; yield kw
def deco(f):
    calls = 0
    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return f(*args, **kwargs)
    wrapper.calls = lambda: calls
    return wrapper
@deco
def mix(t, n, shift=1): return (t * 3 + n * shift) % 1000003
@deco
def noarg(): return 1
@deco
@deco
def deep(a, *, k): return a, k
def run(N):
    out = []
    c = C(1)
    total = 0
    for n in range(N):
        out.append((va(n), va(n, 1.5, n + .5), va(n, x=n), va(n, 1, 2, y=n * 1.5, z="s"), va(a=n)))
        out.append((kw(n, c=1), kw(n, c=n, d=5), kw(n, b=1, c=3), kw(c=1, a=n)))
        out.append((only(), only(n), both(), both(n, q=1), both(**{"z": 1})))
        d = C(n, 1, 2, key=n, other=n)
        out.append(d.v)
        out.append(c.m(n, k=2))
        out.append(list(gen(n, b=2)))
        total = mix(total, n, shift=7)
        total += noarg()
        out.append(deep(n, k=n))
        total = mix(total, n)
    out.append((total, mix.calls(), noarg.calls()))
    return out
r = run(90)
print(r[-1], r[0], r[-2], r[-7:], hash(repr(r)) != 0)
print(zlib.crc32(repr(r).encode()))
def bad(n):
    if n == 80: return kw(n)
    return kw(n, c=2)
try:
    for n in range(90): bad(n)
except TypeError as e: print(e, n)
kw.__kwdefaults__["d"] = 99
print(run(60)[1], bad(3))
kw.__kwdefaults__ = {"c": 1, "d": 2}
print(bad(4), kw(5), run(50)[1])
