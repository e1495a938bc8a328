# list: which operations share and which copy.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
a = [1, [2]]; b = a; c = a[:]; d = list(a); e = a.copy(); f = a + []; g = a * 1; h = [*a]
b.append(3); c[1].append(9); print(a, b is a, c, d[1] is a[1], [x is a for x in (c, d, e, f, g, h)])
m = [[0] * 2] * 2; m[0][0] = 1; print(m); m = [[0] * 2 for _ in range(2)]; m[0][0] = 1; print(m)
def f(x, y=[]): x = x + [1]; y += [1]; return x, y
z = []; print(f(z), z, f(z), f(z, z), z); a = b = []; a += [1]; print(b); a = a + [2]; print(a, b)
