# tuple: packing, unpacking, swaps, and what can't change.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
a = 1, 2; b = (3,); c = (); (d, (e, f)), g = (1, (2, 3)), 4
print(a, b, c, d, e, f, g, type((1)), a + b, *a); x, y = y, x = 1, 2; print(x, y)
l = ([],); t(l.__getitem__(0).append, 1); print(l); t(exec, "l[0] = 1"); t(exec, "l[0] += [2]"); print(l); t(exec, "del l[0]")
def many(): return 1, "two", [3]
first, *rest = many(); print(first, rest, many()[1], len(many())); t(lambda: (lambda a, b: 0)(*(1, 2, 3)))
