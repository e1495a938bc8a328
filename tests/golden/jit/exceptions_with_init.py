class R(Exception):
    def __init__(self, number, *rest, k=1):
        super().__init__(number)
        self.number = number; self.rest = rest; self.k = k
class S(R): pass
class T(KeyError):
    def __init__(self, a, b=2): self.a = a
class V(R):
    def __init__(self, x):
        super().__init__(x, 5, k=x)
        if x == 77: raise ValueError("in init")
class W(R):
    def __init__(self, x): return x
def show(e): return type(e).__name__, e.args, sorted(vars(e).items()), repr(e), str(e)
def run(n):
    out = []
    for i in range(n):
        out += [show(R(i)), show(R(i, 2, i + .5)), show(R(i, k=i)), show(S("x")), show(T(i)), show(T(1.5, i)), show(R(*(i, 2)))]
        try: out.append(show(V(i)))
        except ValueError as e: out.append((str(e), i))
        try: R()
        except TypeError as e: out.append(str(e))
        try: raise V(i * 2 + 1)
        except R as e: out.append(e.number)
        except ValueError as e: out.append((str(e), i))
    return out
out = run(90)
import zlib
print(out[:11], zlib.crc32(repr(out).encode()))
def w(n): return W(n)
try:
    for n in [None] * 60 + [3]: w(n)
except TypeError as e: print(e)
