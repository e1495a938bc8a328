# python3.14
"""Dicts, their views and sets iterated over, to their ends and until they change."""
def go(n):
    t = 0
    for r in range(n):
        d = {k: k * 2 for k in range(r % 20)}
        if r % 3 == 0 and d: del d[next(iter(d))]
        s = set(d)
        for k in d: t += k
        for k in d.keys(): t += k
        for v in d.values(): t += v
        for k, v in d.items(): t += k * v
        for k in s: t += k
        for k in frozenset(s): t += k
        it = iter(d.items())
        for p in it:
            t += len(p)
            t += it.__length_hint__()
        try:
            for k in d: d[k + 100] = 1
        except RuntimeError as e: t += len(str(e))
        try:
            for k in s: s.add(k + 100)
        except RuntimeError as e: t += len(str(e))
        for k, v in {}.items(): t += 1
        for k in set(): t += 1
        t += len([a for a in d.items()]) + sum(v for v in d.values())
    return t
print(go(800))
from collections import OrderedDict, defaultdict
def od(n):
    out = 0
    for r in range(n):
        o = OrderedDict((str(i), i) for i in range(6)); o.move_to_end("2")
        for k, v in o.items(): out = out * 3 % 1000003 + v
        for k in o: out += len(k)
        dd = defaultdict(int); dd["x"] += 1
        for k, v in dd.items(): out += v
    return out
print(od(400))
