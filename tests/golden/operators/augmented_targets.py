# Augmented assignment on names, attributes, items and slices: each part is evaluated once.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def ev(n, v): print(n, end=" "); return v
class O: pass
o, l, d = O(), [1, 2, 3], {}; o.n = 1
ev("obj", o).n += ev("value", 5); ev("list", l)[ev("index", 0)] *= ev("by", 10); ev("list", l)[ev("from", 1):ev("to", 3)] += [9]; d["k"] = [1]; d["k"] += (2, 3); print(o.n, l, d)
x = 7; x //= 2; x **= 3; x %= 20; x <<= 2; x |= 1; x ^= 3; x &= 0xFE; x >>= 1; x -= 1; x /= 2; print(x); s = "a"; s *= 3; s += "b"; print(s); a = b = (1,); a += (2,); print(a, b); f = {1}; g = f; f |= {2}; f -= {1}; print(g is f, f)
t(exec, "d['none'] += 1"); t(exec, "undefined += 1"); t(exec, "o.none += 1"); t(exec, "l[9] += 1"); t(exec, "d['k'] -= 1"); y = 1; y += 1.5; y *= 1j; print(y)
