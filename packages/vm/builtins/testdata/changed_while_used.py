def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
# leaks / finalisers
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def __repr__(self): return 'D' + str(self.n)
    def __eq__(self, o): return isinstance(o, D) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n
def f1():
    l = [D(1), D(2), D(3)]
    l.sort(); l.reverse(); l2 = l[:]; l3 = l * 2; l4 = l + l2; l[0] = None; l.pop(); del l2[1:]; l3[::2] = [1, 2, 3]; l.insert(0, D(9)); l.extend([D(10)])
    print('end f1')
f1(); print('--')
def f2():
    d = {D(1): D(2), 3: D(4)}
    d[D(1)] = D(5); e = dict(d); e.update(d); g = d | e; d.pop(3); d.setdefault(7, D(7)); list(d.items()); d.popitem(); k = d.keys() & {D(1)}
    print('end f2')
def f3():
    s = {D(1), D(2)}; s.add(D(1)); s |= {D(3)}; s -= {D(2)}; u = s ^ {D(5)}; s.discard(D(1)); v = frozenset(u); hash(v); s & u; s.intersection_update(u); u.pop()
    print('end f3')
def f4():
    x = (D(1), D(2)); y = x + (D(3),); z = y * 2; w = z[1:3]; hash(w); list(enumerate(w)); list(zip(x, y)); list(map(repr, x)); list(filter(None, x)); sorted(x, reverse=True); sorted(x, key=lambda v: v); max(x); min(x, key=lambda v: v.n); list(reversed(x)); [*x]; a, *b = x
    it = iter(x); next(it); it2 = iter([D(20)]); next(it2); z2 = zip([D(30), D(31)], [1]); next(z2); next(z2, None)
    print('end f4')
def f5():
    def key(v):
        if v.n == 2: raise ValueError('k')
        return v
    l = [D(1), D(2), D(3)]
    t(l.sort, key=key)
    t(sum, [D(5), 1])
    t(lambda: [D(6), 5].sort())
    t(lambda: {D(7): 1}['a'])
    t(lambda: list(map(lambda v: 1 / 0, [D(8)])))
    t(lambda: [].index(D(9)))
    t(dict, [(D(10), D(11), D(12))])
    t(lambda: set([D(13), 5]).remove(7))
    t(lambda: tuple(D(14)))
    t(lambda: list(zip([D(15), D(16)], [1], strict=True)))
    t(lambda: max([D(17), 5]))
    print('end f5')
def f6():
    class P:
        @property
        def x(self): return D(1)
        @staticmethod
        def s(): return D(2)
        @classmethod
        def c(cls): return D(3)
    p = P(); p.x; p.s(); p.c(); P.c(); super(P, p).__init__()
    print('end f6')
f6(); print('--')
class I:
    def __init__(self, l): self.l = l
    def __index__(self):
        self.l.clear(); return 0
l = [1, 2, 3]; t(lambda: l[I(l)]); l = [1, 2, 3]
def si(): l[I(l)] = 5
t(si); print(l)
l = [1, 2, 3]; t(lambda: l[I(l):]); l = [1, 2, 3]; t(l.pop, I(l)); l = [1, 2, 3]; t(l.insert, I(l), 9); print(l)
class K:
    def __init__(self, n, d): self.n = n; self.d = d
    def __hash__(self): return 7
    def __eq__(self, o):
        for i in range(100, 120): self.d[i] = i
        return self is o or self.n == getattr(o, 'n', None)
d = {}; k1 = K(1, d); d[k1] = 'one'; k2 = K(2, d); d[k2] = 'two'; print(len(d), d[K(1, {})], d.get(K(2, {})), d.pop(K(2, {}), 'x'), len(d))
s = set()
class KS:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, o):
        for i in range(100, 140): s.add(i)
        return self.n == getattr(o, 'n', None)
s.add(KS(1)); s.add(KS(2)); s.add(KS(1)); print(len(s), KS(2) in s, KS(3) in s)
class LT:
    def __init__(self, n, l): self.n = n; self.l = l
    def __lt__(self, o): self.l.append(1); return self.n < o.n
    def __repr__(self): return 'LT' + str(self.n)
l = []; l.extend([LT(i, l) for i in (3, 1, 2)]); t(l.sort); print(l)
l = [1, 2, 3, 4]
class EqD:
    def __eq__(self, o): l.pop(); return False
print([EqD(), EqD(), EqD()] == [1, 2, 3], EqD() in l, l)
def g():
    l2 = [1]
    def inner():
        yield 1
        l2.append(5)
        yield 2
    l2.extend(inner()); return l2
print(g())
l = [1, 2, 3]; l[1:2] = (l.append(x) or x for x in [7, 8]); print(l)
d = {1: 1}
class UM:
    def keys(self): d[99] = 1; return iter([5, 6])
    def __getitem__(self, k): return k
d.update(UM()); print(d)
x = [1, 2, 3, 4, 5, 6]; x[1:5:2] = 'ab'; print(x); x[::-1] = range(6); print(x); del x[::-2]; print(x)
print([1, 2, 3][-10:10], [1, 2, 3][10:-10:-1], (1, 2, 3)[-10:10:2], 'abc' if 0 else '')
big = list(range(100000)); big2 = [*big]; del big[1:-1]; print(big, len(big2), sum(big2), big2[-1]); big2.clear(); print(big2)
dd = {i: str(i) for i in range(10000)}; print(len(dd), dd[9999], list(dd)[5000]);
for i in range(9990): del dd[i]
print(dd); ss = set(range(10000)); ss -= set(range(9990)); print(sorted(ss))
print(len(set(range(1000)) | set(range(500, 1500))), len(frozenset(range(100)) ^ frozenset(range(50))))
