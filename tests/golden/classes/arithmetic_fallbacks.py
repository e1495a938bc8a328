# Arithmetic: left, right, in place, subclasses first, and NotImplemented.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return f"{self.v}+{getattr(o, 'v', o)}" if not isinstance(o, str) else NotImplemented
    def __radd__(self, o): return f"{o}+r{self.v}"
    def __iadd__(self, o): self.v += "!"; return self
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return NotImplemented
    def __neg__(self): return N("-" + self.v)
    def __rsub__(self, o): return f"rsub {o}"
    def __matmul__(self, o): return "mat"
class S(N):
    def __radd__(self, o): return f"S first {o.v}"
n, s = N("n"), S("s")
print(n + 1, 1 + n, n + s, s + n, n + n, (-n).v, 5 - n, n @ 1, sum([n], 0)); n += 1; print(n.v); t(lambda: n * 2); t(lambda: 2 * n); t(lambda: n - 1); t(lambda: n + "s"); t(lambda: 1 @ n); print("s" + n); x = 5; x += n; print(x)
