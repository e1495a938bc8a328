# Functions that give functions: currying, composing, counting calls.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def curry(f, n): return f() if n == 0 else lambda x: curry(lambda *r: f(x, *r), n - 1)
def compose(*f): return lambda x: x if not f else f[0](compose(*f[1:])(x)) if len(f) > 1 else f[0](x)
def counted(f):
    def g(*a, **k): g.calls += 1; return f(*a, **k)
    g.calls = 0; return g
def flip(f): return lambda a, b: f(b, a)
add3 = curry(lambda a, b, c: a + b * c, 3); print(add3(1)(2)(3), [f(2) for f in map(add3(1), [10, 20])], compose(str, len)("abc"), flip(pow)(2, 5)); h = counted(max); h(1, 2); h([3], key=abs); print(h.calls); t(add3, 1, 2); t(h); print(h.calls)
