def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
d = {'a': 1, 'b': 2}
print(d, dict(a=1), dict([('x', 1), ('y', 2)]), dict({'q': 1}, z=2), dict(zip('ab', [1, 2])), {})
d['c'] = 3; d['a'] = 10; del d['b']; print(d, len(d), 'a' in d, 'zz' in d, list(d), list(reversed(d)))
t(lambda: d['nope']); t(lambda: d[1]); t(lambda: d.pop('nope')); t(d.__delitem__, 'nope'); t({}.popitem)
print(d.get('a'), d.get('nope'), d.get('nope', 5), d.pop('a'), d.pop('nope', 'dflt'), d.setdefault('c', 9), d.setdefault('n', 9), d.setdefault('m'), d)
print(d.popitem(), d.popitem(), d)
d.update(a=1); d.update({'b': 2}); d.update([('e', 5)], f=6); print(d)
print(d.copy() == d, d.copy() is d, {1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {1: 2} == {1: 2, 3: 4}, {} == {})
t(lambda: {} < {})
print(d | {'z': 1}, {'z': 1} | d); t(lambda: d | [('a', 1)]); x = {'a': 1}; x |= [('b', 2)]; x |= {'c': 3}; print(x)
print(dict.fromkeys('abc'), dict.fromkeys([1, 2], 0), dict.fromkeys({'k': 1}, [])); t(dict.fromkeys, 5)
print(d.keys(), d.values(), d.items(), len(d.keys()), 'a' in d.keys(), 1 in d.values(), ('a', 1) in d.items(), ('a', 2) in d.items(), 5 in d.items())
k = {'a': 1, 'b': 2}.keys()
print(sorted(k & {'a'}), sorted(k | {'c'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), k == {'a', 'b'}, k < {'a', 'b', 'c'}, k.isdisjoint('xyz'), k.isdisjoint('a'), sorted({'a', 'q'} - k), sorted(['a'] & k) )
print({'a': 1}.items() & {('a', 1), ('b', 2)}, {'a': 1}.items() == {('a', 1)}, {1: 2}.keys() >= {1}, {1: 2}.keys() > {1})
print(list(reversed({'a': 1, 'b': 2}.values())), list(reversed({'a': 1, 'b': 2}.items())), {1: 2}.keys().mapping)
def it1():
    d = {1: 1, 2: 2}
    for k in d: d[k + 10] = 1
t(it1)
def it2():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]; d[k + 10] = 1
t(it2)
def it3():
    s = {1, 2}
    for k in s: s.add(k + 10)
t(it3)
d = {}; d['self'] = d; print(d, [d], d.values(), d.items())
class D(dict):
    def __missing__(self, k): return 'missing ' + str(k)
y = D(a=1); print(y, y['a'], y['q'], y.get('q'), 'q' in y, type(y.copy()), type(y | {}), D.fromkeys('a'), type(D.fromkeys('a')))
t(lambda: {[]: 1}) if 0 else None
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, H) and self.v == o.v
    def __repr__(self): return 'H' + str(self.v)
m = {H(1): 'a', H(2): 'b'}; print(m, m[H(1)], m[H(2)], H(3) in m); del m[H(1)]; print(m)
class Evil:
    def __init__(self): self.d = None
    def __hash__(self): return 1
    def __eq__(self, o):
        if self.d is not None: self.d.clear()
        return False
e = Evil(); m = {e: 1}; e.d = m; print(m.get(Evil(), 'none'), m)
e = Evil(); m = {e: 1}; e.d = m; m[H(1)] = 5; print(m)
print({1: 'a', 1.0: 'b', True: 'c'}, {0: 1, False: 2}, {2**40: 1}[2**40], {2.5: 1}[2.5])
d = {i: i * i for i in range(100)};
for i in range(0, 100, 2): del d[i]
for i in range(200, 250): d[i] = 1
print(len(d), list(d)[:3], list(d)[-2:], d[99], sum(d))
while d: d.popitem()
print(d, len(d))
d = {'x': 1}; d.clear(); print(d); d['y'] = 2; print(d)
class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print(dict(M()), {**M(), 'z': 1}, {**{'a': 1}, **{'b': 2}})
it = iter({'a': 1, 'b': 2}); print(next(it), it.__length_hint__(), list(it))
t(hash, {}); t(lambda: dict(1)); t(dict, **{'a': 1}); t(dict, [1, 2])
print(sorted({'b': 1, 'a': 2}.items()), max({'a': 1, 'b': 5}, key={'a': 1, 'b': 5}.get))
def f(**k): return k
print(f(**{'a': 1}, b=2));
# sets
s = {3, 1, 2}; print(s, set(), frozenset(), frozenset([1]), len(s), 1 in s, 5 in s)
s.add(10); s.discard(1); s.discard(99); s.remove(2); print(s); t(s.remove, 99); t(set().pop); t(s.add, []) if 0 else None
print({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} <= {1, 2}, {1} < {1}, {1, 2} >= {1}, {1, 2} > {1}, {1} == {1.0}, {1} != {2}, {1} == frozenset([1]), {1} == [1])
print({1, 2}.union([3], (4,)), {1, 2, 3}.intersection([2, 3], [3]), {1, 2, 3}.difference([1], [2]), {1, 2}.symmetric_difference([2, 3]), {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1}.isdisjoint([1]))
a = {1, 2, 3}; a |= {4}; a &= {1, 2, 4}; a -= {1}; a ^= {2, 7}; print(a)
a.update([8], [9]); a.intersection_update([7, 8, 9]); a.difference_update([7]); a.symmetric_difference_update([9, 10]); print(a)
t(lambda: {1} | [2]); t(lambda: {1} < [2]); t(set, 5); t(lambda: {1}.union(5)); t(hash, {1})
print(frozenset([1, 2]) | {3}, {3} | frozenset([1]), type(frozenset() | set()), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 5}[frozenset([1])], {1} in {frozenset([1])})
class S(set): pass
x = S([1, 2]); x.foo = 1; print(x, x.foo, type(x | {3}), type(x.copy()), x == {1, 2}, S())
class F(frozenset): pass
print(F([1]), type(F([1]) & {1}))
f = frozenset([1]); print(f.copy() is f, frozenset(f) is f)
print(sorted(set(range(50)) & set(range(25, 75))), set(range(20)), {x for x in range(5)})
s = set(); s.add(1);
while s: print(s.pop())
l = []
def deep():
    s = {1}
    return {1, 2}.isdisjoint(x for x in [3, 4]), [i for i in sorted(s)]
print(deep()); t(lambda: {1, 2}.__contains__([])) if 0 else None
print({1: {2: {3: [4, (5, {6})]}}})
mp = type(type.__dict__) if hasattr(type, '__dict__') else None
print(mp)
p = mp({'a': 1}); print(p, p['a'], len(p), 'a' in p, list(p), p.get('q', 3), p.copy(), p == {'a': 1}, p | {'b': 2}, list(p.items())); t(lambda: p['z'])
def ps(): p['a'] = 1
t(ps); t(mp, 5); t(mp, [])
