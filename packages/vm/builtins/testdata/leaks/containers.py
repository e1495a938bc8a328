class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return 'V'
class L(list): pass
class D(dict):
    def __missing__(self, k): return k
class S(set): pass
class T(tuple): pass
def lists():
    l = [V(3), V(1), V(2)]; l.append(V(5)); l.extend([V(6)]); l.extend(l); l.extend(V(i) for i in range(3)); l += (V(1),); l *= 2; m = l + l; m = l * 3; m = 2 * l; l.insert(1, V(0)); l.pop(); l.pop(0); l.remove(V(1)); l.index(V(2)); l.count(V(2)); l.reverse(); l.copy(); l[1:3]; l[::2]; l[1:2] = [V(1), V(2), V(3)]; l[::2] = [V(1)] * len(l[::2]); del l[::3]; del l[0]; del l[1:2]; l[0] = V(4); l == m; l < m; repr(l); V(2) in l; list(l); L(l) + [1]; list(reversed(l)); [*l]; a, *b = l; l.clear()
def sorts():
    l = [V(i * 7 % 30) for i in range(60)]; l.sort(); l.sort(reverse=True); l.sort(key=lambda v: v.n); l.sort(key=lambda v: str(v.n)); sorted(l); sorted([1.5, 0.5]); max(l); min(l, key=lambda v: -v.n)
def tuples():
    x = (V(1), V(2)); y = x + (V(3),); y = x * 3; y = 2 * x; y[1:3]; y[::-1]; hash(y); x == y; x < y; repr(x); tuple(list(x)); T(x); T(); x.index(V(2)); x.count(V(1)); V(2) in x; list(iter(x)); x.__getnewargs__(); T(x) + x
def dicts():
    d = {V(1): V(2), 'a': V(3)}; d[V(4)] = V(5); d[V(4)] = V(6); del d['a']; d.get(V(4)); d.get(5, V(1)); d.pop(V(4)); d.pop(9, None); d.setdefault(V(8), V(9)); d.setdefault(V(8), V(9)); d.copy(); d.update({V(3): 1}); d.update([(V(5), V(6))]); d.update(q=V(1)); d | {1: V(2)}; d |= {2: V(3)}; dict.fromkeys([V(1), V(2)], V(3)); d == d.copy(); repr(d); list(d.items()); list(d.values()); list(reversed(d)); d.keys() & {V(1)}; d.keys() | [V(5)]; d.items() == d.items(); d.keys() ^ {2}; d.keys() - {V(1)}; d.popitem(); d.popitem(); D(d)[V(77)]; D(a=1); dict(zip('ab', [V(1), V(2)])); {**d, 'x': V(1)}; (V(1), 2) in d.items(); repr(d.items()); d.clear(); d[1] = V(1)
def sets():
    s = {V(1), V(2)}; s.add(V(3)); s.add(V(3)); s.discard(V(1)); s.discard(V(9)); s.remove(V(2)); s | {V(5)}; s & {V(3)}; s - {V(3)}; s ^ {V(3), V(6)}; s |= {V(7)}; s &= {V(7), V(3)}; s -= {V(7)}; s ^= {V(8)}; s.update([V(1)], (V(2),)); s.union([V(5)]); s.intersection([V(1)]); s.difference([V(1)]); s.symmetric_difference([V(1)]); s.issubset([V(1)]); s.issuperset([V(1)]); s.isdisjoint([V(1)]); s == {V(1)}; s < {V(1)}; repr(s); list(s); frozenset(s); hash(frozenset(s)); {1} in {frozenset([1])}; S(s); s.copy(); s.pop(); s.intersection_update([V(1)]); s.difference_update([V(1)]); s.symmetric_difference_update([V(4)]); s.clear(); set(range(50)) | set(range(100))
def ranges():
    r = range(10); list(r); r[2:5]; r[::-1]; list(reversed(r)); 5 in r; 'a' in r; r.index(5); r.count('a'); repr(r); hash(r); r == range(5); b = range(10**20, 10**20 + 5); list(b); b[1]; b[1:3]; list(reversed(b)); 10**20 in b; b.index(10**20); slice(1, 2) == slice(1, 3); repr(slice(1, 2)); slice(1, 5).indices(10); hash(slice(1)); slice(V(1))
def iters():
    x = [V(1), V(2), V(3)]; list(enumerate(x)); list(enumerate(x, 10**20)); list(zip(x, x)); list(zip(x, [1])); list(map(repr, x)); list(map(lambda a, b: (a, b), x, x)); list(filter(None, x)); list(filter(lambda v: v.n > 1, x)); list(reversed(x)); it = iter(x); next(it); next(iter(()), V(1)); z = zip(x, x); next(z); e = enumerate(x); next(e); it = iter(lambda: V(1), V(1)); list(it); all(x); any(x); sum([1.5, 2]); sum([[V(1)], [V(2)]], []); dict(enumerate(x)); iter({1: V(1)}.items()).__reduce__() if 0 else 0; list('abc'); list(b for b in 'ab')
def errors():
    for f in (lambda: [V(1)][5], lambda: [V(1)].index(V(2)), lambda: [V(1)].remove(V(2)), lambda: {V(1): 1}[V(2)], lambda: [V(1), 5].sort(), lambda: [V(1), V(2)].sort(key=lambda v: v.zz), lambda: sorted([V(1), V(2)], key=5), lambda: list(zip([V(1), V(2)], [1], strict=True)), lambda: list(zip([1], [V(1), V(2)], strict=True)), lambda: list(map(lambda v: v.q, [V(1)])), lambda: sum([V(1), 2]), lambda: max([V(1), 5]), lambda: max([]), lambda: dict([(V(1), 2, 3)]), lambda: dict([V(1)]), lambda: set([V(1), []]), lambda: {V(1): 1}.pop(V(2)), lambda: {}.popitem(), lambda: set().pop(), lambda: {V(1)}.remove(V(3)), lambda: tuple(V(1)), lambda: [V(1)] + V(2), lambda: (V(1),) * V(2), lambda: next(iter([])), lambda: iter(V(1)), lambda: [V(1), V(2)].__setitem__(slice(0, 2, 2), [V(3), V(4)]), lambda: hash((V(1), [])), lambda: frozenset([V(1), []]), lambda: {V(1)} | [V(2)], lambda: range(V(1)), lambda: zip([V(1)], 5), lambda: map(V, 5), lambda: map(V, [V(1)], 5), lambda: [V(1)].extend(V(1)), lambda: dict.fromkeys(V(1)), lambda: {V(1): 1} | V(1), lambda: round(V(1)), lambda: abs(V(1)), lambda: getattr(V(1), 'zz'), lambda: chr(V(1)), lambda: len(V(1)), lambda: print(V(1), sep=V(2)), lambda: divmod(V(1), V(2)), lambda: pow(V(1), 2, 3), lambda: isinstance(V(1), V(2))):
        try: f()
        except Exception: pass
class P:
    def __init__(self): self._x = V(1)
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): self._x = None
    @staticmethod
    def s(): return V(2)
    @classmethod
    def c(cls): return V(3)
class Q(P):
    def __init__(self): super().__init__(); super(Q, self).s()
def descriptors():
    p = Q(); p.x; p.x = V(5); del p.x; p.s(); p.c(); Q.c(); Q.s; super(Q, p).x; repr(super(Q, p)); property(len).getter(repr); property(V.__init__, doc='x').__doc__; staticmethod(len)('a'); classmethod(len).__func__; P.x.setter(len); hasattr(p, 'zz'); getattr(p, 'zz', V(1)); setattr(p, 'w', V(2)); delattr(p, 'w'); vars(p); dir(p); callable(p); hash(p); id(p); repr(p); isinstance(p, (int, P)); issubclass(Q, P)
def generics():
    a = list[V]; b = dict[str, list[int]]; repr(b); a == list[V]; hash(a); a.__args__; a.__parameters__; a(); [*tuple[int]]; a.append; repr(tuple[int, ...])
LEAK = [lists, sorts, tuples, dicts, sets, ranges, iters, errors, descriptors, generics]
