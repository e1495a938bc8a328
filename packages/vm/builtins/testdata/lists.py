def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
l = [3, 1, 2]
l.append(5); print(l)
l.extend((7, 8)); l.extend(l); l.extend(x for x in range(2)); print(l)
l.insert(0, 'a'); l.insert(-1, 'b'); l.insert(100, 'c'); print(l)
print(l.pop(), l.pop(0), l.pop(-2)); print(l)
t(l.pop, 100); t([].pop); t([].pop, 0)
t(l.remove, 99); l.remove(7); print(l)
t(l.index, 99); print(l.index(8), l.index(8, 5), l.count(3), l.count(99))
t(l.index, 3, 1, 2)
l.reverse(); print(l)
print(l[1:3], l[::-1], l[::2], l[5:1:-2], l[-3:], l[100:])
t(lambda: l[100]); t(lambda: l['a']); t(lambda: l[1.5])
l[0] = 'z'; l[-1] = 'y'; print(l)
def sa(k, v): l[k] = v
t(sa, 100, 1); t(sa, 'x', 1); t(sa, slice(0, 2), 5); t(sa, slice(0, 4, 2), [1]); t(sa, slice(0, 4, 2), 5)
l[1:3] = [10, 20, 30, 40]; print(l)
l[1:3] = []; print(l)
l[2:2] = (1, 2); print(l)
l[::2] = [0] * len(l[::2]); print(l)
l[:] = l; print(l)
del l[0]; del l[-1]; del l[1:3]; print(l)
l = list(range(20)); del l[::3]; print(l)
l = list(range(20)); del l[15:2:-4]; print(l)
def da(k): del l[k]
t(da, 100); t(da, 'a')
print([1] + [2], [1] * 3, 3 * [1, 2], [1] * -1, [] * 5)
t(lambda: [1] + (2,)); t(lambda: [1] * 'a'); t(lambda: [1] * [2]); t(lambda: [1] * 1.5)
x = [1]; x += (2, 3); x += 'ab'; x *= 2; print(x)
def ia():
    x = []
    x += 5
t(ia)
x = []; x.append(x); print(x, [x], str(x))
print([1, 2] == [1, 2], [1, 2] != [1, 2], [1, 2] < [1, 3], [1, 2] < [1], [1] <= [1], [2] > [1, 5], [1] >= [1, 0], [1] == (1,))
t(lambda: [1] < (1,)); t(lambda: [1] < ['a'])
nan = float('nan'); print([nan] == [nan], nan in [nan], [nan].index(nan))
print(3 in [1, 2, 3], 4 in [1, 2, 3])
t(hash, [])
class L(list):
    def __init__(self, *a, foo=1):
        super().__init__(*a)
        self.foo = foo
y = L([1, 2], foo=5); print(y, y.foo, len(y), type(y[:]), type(y + y), type(y * 2), isinstance(y, list), y == [1, 2])
y.append(3); print(y, repr(y), y.copy(), type(y.copy()))
class L2(list):
    def __getitem__(self, i): return 'got ' + str(i)
    def append(self, x): super().append(x * 2)
z = L2(); z.append(2); print(z, z[0], z[5])
for s in ([3, 1, 2], [], ['b', 'a'], [2.5, 1.5, float('inf')], [True, False, 1], [(2, 'b'), (1, 'z'), (2, 'a')]):
    s.sort(); print(s); s.sort(reverse=True); print(s)
print(sorted([3, 1, 2], key=lambda v: -v), sorted('hello'), sorted({'b': 1, 'a': 2}))
print(sorted([('a', 1), ('b', 0), ('a', 0)], key=lambda p: p[0], reverse=True))
s = [5, 3, 1]
def bad(v):
    s.append(1)
    return v
t(s.sort, key=bad); print(s)
def bad2(v):
    print('in sort', s); return v
s = [2, 1]; s.sort(key=bad2); print(s)
def bad3(v):
    raise ValueError('no')
t(s.sort, key=bad3); print(s)
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return 'C' + str(self.v)
import_ok = sorted([C((i * 7919) % 101) for i in range(100)])
print(import_ok)
print(sorted([C(i // 10) for i in range(40, 0, -1)], reverse=True))
big = [(i * 7919) % 1009 for i in range(1000)]
assert sorted(big, key=lambda v: v) == sorted(big) == sorted(big, key=str, reverse=True)[0:0] + sorted(big)
print(sorted([i * 0.5 for i in range(5)], reverse=True), sorted(['é', 'z', 'a', '\U0001f600', '\uffff']))
it = iter([1, 2, 3]); print(next(it), it.__length_hint__(), list(it), list(it), next(it, 'end'))
t(next, it)
r = reversed([1, 2, 3]); print(list(r), list(r))
l = [1, 2, 3]
it = iter(l); list(it); l.append(4); print(list(it))
l = [1, 2, 3]
for v in l:
    if len(l) < 6: l.append(v * 10)
print(l)
class EvilEq:
    def __init__(self, l): self.l = l
    def __eq__(self, o): self.l.clear(); return False
l = []; l.extend([EvilEq(l), 2, 3]); print(3 in l, l)
l = []; l.extend([EvilEq(l), 2, 3]); t(l.remove, 3)
l = []; l.extend([EvilEq(l), 2, 3]); print(l == [1, 2, 3])
print([1, [2, [3]]].__repr__(), list.__doc__[:10])
a, *b = [1, 2, 3]; print(a, b)
a, b = (1, 2); print(a, b)
print([].__class_getitem__(int) if hasattr(list, '__class_getitem__') else None, list[int], dict[str, int])
class I:
    def __index__(self): return 1
print([1, 2, 3][I()], [1, 2] * I(), [1, 2, 3][I():])
print([*range(3), *'ab'], [1, 2, 3].__contains__(2), [1].__len__(), [1, 2].__getitem__(1), [1, 2].__iter__().__next__())
t(list.append, 5, 1); t([].append); t([].append, 1, 2); t([].insert, 1); t([].extend, 5)
t(lambda: [].foo); t(lambda: list.foo)
