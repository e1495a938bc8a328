def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
print((), (1,), (1, 2), ((),), tuple('abc'), tuple([1]), tuple())
x = (1, 2, 3)
print(x[0], x[-1], x[1:], x[::-1], x[:] is x, tuple(x) is x, x + (4,), x * 2, 2 * x, x * 0, x + () is x)
t(lambda: x[5]); t(lambda: x['a']); t(lambda: x + [1]); t(lambda: x * 'a')
print(x.index(2), x.count(2)); t(x.index, 9)
print((1, 2) < (1, 3), (1,) < (1, 2), (1, 2) == (1, 2), (1, 2) != (1, 2), (2,) > (1, 5), () <= ())
t(lambda: (1,) < [1]); t(lambda: (1,) < ('a',))
print(hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), {(1, 2): 'a'}[(1, 2)], {(1, (2, 3)): 5}[1, (2, 3)])
t(hash, ([],)); t(tuple, 5)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
y = T(1, 2); print(y, type(y), y == (1, 2), y[0], type(y[:]), type(y + y), hash(y) == hash((1, 2)), len(y))
l = []; z = (l,); l.append(z); print(z)
def sa(): x[0] = 1
t(sa)
def da(): del x[0]
t(da)
print(2 in x, 5 in x, list(iter(x)), list(reversed(x)), x.__getnewargs__())
# range
print(range(5), range(1, 5), range(1, 10, 2), list(range(5)), list(range(10, 0, -3)), len(range(0)), bool(range(0)), bool(range(1)))
r = range(10)
print(r[0], r[-1], r[2:5], r[::-1], r[::2], 5 in r, 10 in r, 'a' in r, 5.0 in r, r.index(5), r.count(5), r.count(50), r.start, r.stop, r.step)
t(lambda: r[10]); t(lambda: r['a']); t(range, 1, 2, 0); t(range); t(range, 1, 2, 3, 4); t(range, 'a'); t(range, 1.5); t(r.index, 50); t(r.index, 'a')
print(range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(0)) == hash(range(5, 5)), range(1) == [0])
b = range(10**20, 10**20 + 5); print(b, list(b), len(b), b[2], b[-1], 10**20 + 1 in b, list(reversed(b)), b[1:3])
print(list(reversed(range(5))), list(range(2**30 - 2, 2**30 + 2)), list(range(-2**30 - 1, -2**30 + 2)))
print(list(range(2**30-1, 2**30))); print(list(range(0, 2**31, 2**30)))
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it), next(it, None))
t(lambda: len(range(10**30)))
# slice
s = slice(1, 10, 2); print(s, s.start, s.stop, s.step, s.indices(5), slice(5), slice(None, None, -1).indices(4), slice(1, 2) == slice(1, 2), slice(1) < slice(2))
t(s.indices, -1); t(slice); t(lambda: [1][::0]); t(lambda: [1]['a':]);
print(slice(-3, None).indices(10), slice(10**30).indices(10**31), slice(None, None, -2).indices(5))
# enumerate zip map filter reversed
print(list(enumerate('abc')), list(enumerate('abc', 5)), list(enumerate('ab', start=10**20)), list(enumerate([], 1)))
print(list(zip()), list(zip('abc', [1, 2, 3])), list(zip('abc', [1, 2])), list(zip('ab', 'cd', 'ef')))
t(lambda: list(zip('ab', 'c', strict=True))); t(lambda: list(zip('a', 'bc', strict=True))); t(lambda: list(zip('ab', 'cd', 'e', strict=True))); t(lambda: list(zip('a', 'b', 'cd', strict=True)))
print(list(zip('ab', 'cd', strict=True)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(max, 'ab', 'ba')))
print(list(filter(None, [0, 1, '', 'a', [], None])), list(filter(lambda v: v > 1, [1, 2, 3])), list(filter(bool, [0, 1])))
t(lambda: list(map(lambda: 1, [1]))); t(lambda: list(filter(lambda v: 1 / v, [1, 0])))
class S:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(S()), list(reversed(S())), 20 in S(), [*S()], tuple(S()), max(S()))
n = 0
def f():
    global n
    n += 1
    return n
print(list(iter(f, 5)))
t(iter, 5); t(iter, 5, 5); t(iter)
class E:
    def __iter__(self): return 5
t(iter, E());
class N:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('val')
print(list(N()), next(N(), 'd'))
try: next(N())
except StopIteration as e: print('stop', e.value)
def gen():
    yield 1
    yield 2
    return 3
print(list(gen()), sum(gen()), list(zip(gen(), gen())), max(gen()), dict(zip('ab', gen())), set(gen()), sorted(gen(), reverse=True))
class Z(zip): pass
class M(map): pass
print(list(Z('ab', 'cd')), list(M(str, [1])), type(Z()), iter('ab'), ) if 0 else None
z = zip([1, 2], [3]); print(next(z)); t(next, z); t(next, z)
print(next(iter('héllo😀'[-1:])), list('héllo😀'), list(reversed('abc')))
class MyE(enumerate): pass
print(list(MyE('ab')), isinstance(MyE('a'), enumerate))
