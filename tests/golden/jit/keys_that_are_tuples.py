# python3.14
"""Tuples as keys of dicts and sets, of what can be told by looking at it and of what can not."""
def keys():
    out = []
    for i in range(-3, 4):
        for j in ("", "a", "b", 1, -1, 2.0, 1.0, True, None, (1,), 2**40):
            out.append((i, j)); out.append((j, i)); out.append((i, j, "x" + str(i)))
    out += [(), ("",), (0,), (-1,), (-2,), "a", -1, 1, 2.5]
    return out
def fill(d, s, n):
    hits = 0
    for r in range(n):
        for k in keys():
            if k in d: hits += 1
            d[k] = d.get(k, 0) + 1
            s.add(k)
            if k in s: hits += 1
            hits += d[k]
            if k in {1, 2}: hits += 1
            if k in {"a", "b"}: hits += 1
    return hits
d = {}; s = set()
print(fill(d, s, 20), len(d), len(s), sum(map(hash, [(1, 2)])) == hash((1, 2)))
for k in keys(): assert d[k] and k in s
def t(s, d):
    n = 0
    for i in range(2000):
        k = (i % 7, i % 5)
        x = {k, (1, 2), (i, i)}
        n += len(x) + (k in x) + ((9, 9) in x)
        d[i % 50, "k"] = i
        n += d[i % 50, "k"]
        try: d[i, "zz"]
        except KeyError: n += 1
        try: ([],) in s
        except TypeError: n += 1
        try: d[([], 1)]
        except TypeError as e: n += len(str(e))
    return n
print(t(s, {}))
