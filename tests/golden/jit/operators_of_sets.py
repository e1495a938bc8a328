# python3.14
"""Operators of sets, keys discarded, lists extended and cut."""
def algebra(n):
    out = 0
    for r in range(n):
        a = {k * 3 % 97 for k in range(r % 40)}
        b = {k * 5 % 89 for k in range(r % 23)}
        c = {str(k) for k in range(r % 13)} | {(k, "x") for k in range(r % 7)} | {1.5, None, 2}
        d = {str(k) for k in range(r % 11)} | {(k, "x") for k in range(r % 5)} | {1.5, 3}
        f, g = frozenset(a), frozenset(c)
        for x in (a, b, c, d, f, g, set()):
            for y in (a, b, c, d, f, g, set()):
                for z in (x & y, x - y, x | y, x ^ y):
                    out = (out * 31 + len(z) + sum(k for k in z if type(k) is int)) % 1000000007
                    if type(z) is set and all(type(k) is int for k in z):
                        for i, k in enumerate(z):
                            if type(k) is int: out = (out + i * k) % 1000000007
                    else: out += 1
        a.discard(r % 97); c.discard((1, "x")); c.discard("3"); c.discard(1.5); c.discard("nope"); c.discard(2.0)
        out += len(a) * 7 + len(c) + len(a & c)
        try: a.discard([])
        except TypeError: out += 1
        a.add(r); b.discard(r); out += len(a - b)
    return out
def lists(n):
    out = []
    tot = 0
    for r in range(n):
        x = list(range(r % 11)); y = []
        y.extend(x); tot += len(y)
        y.extend((1, "a", 2.5)); tot += len(y)
        y.extend(y); y.extend(iter(x)); y.extend("ab"); y.extend([]); y.extend(())
        z = []; z.extend([r]); tot += len(z); z.extend((r, r)); tot += len(z)
        try: y.extend(5)
        except TypeError as e: tot += len(str(e))
        for s in (y[:], y[2:], y[:3], y[-3:], y[:-3], y[3:1], y[100:], y[-100:2], y[::2], y[None:2], y[1:None]):
            tot += len(s)
        try: y["a":]
        except TypeError as e: tot += len(str(e))
        try: y.sort(key=lambda k: y.extend([1]) or 0)
        except ValueError as e: tot += len(str(e))
        out.append((y[1:4], y[-2:]))
    return tot, len(str(out))
print(algebra(300)); print(lists(300))
