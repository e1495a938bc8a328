# copy and deepcopy: sharing, cycles, hooks, and what is never copied.
import copy
a = [1, [2, 3], {"k": (4, [5])}]
s, d = copy.copy(a), copy.deepcopy(a)
print(s == a == d, s[1] is a[1], d[1] is a[1], d[2]["k"] is a[2]["k"], copy.deepcopy((1, 2)) == (1, 2), (t := (1, "a")) is copy.deepcopy(t), copy.deepcopy(([],))[0] is not [])
loop = []; loop.append(loop); l2 = copy.deepcopy(loop); print(l2[0] is l2, l2 is not loop)
shared = []; pair = copy.deepcopy([shared, shared]); print(pair[0] is pair[1])
class P:
    def __init__(self, **k): self.__dict__.update(k)
p = P(x=[1]); p.me = p; q = copy.deepcopy(p); print(q.me is q, q.x == [1], q.x is p.x, copy.copy(p).x is p.x)
class C:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return f"deep {len(memo) > 0}"
print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]))
class S:
    __slots__ = ("a", "b")
x = S(); x.a = [1]; y = copy.deepcopy(x); print(y.a, y.a is x.a, hasattr(y, "b"))
class R:
    def __init__(self, v): self.v = v
    def __reduce__(self): return R, (self.v + 1,), {"extra": [1]}
r = copy.copy(R(1)); print(r.v, r.extra, copy.deepcopy(R(5)).v)
class St:
    def __getstate__(self): return {"saved": 1}
    def __setstate__(self, s): self.got = s
print(copy.copy(St()).got)
class L(list): pass
l = L([1, [2]]); l.attr = [3]; m = copy.deepcopy(l); print(m, type(m).__name__, m.attr, m.attr is l.attr, m[1] is l[1])
class D(dict): pass
d = D(a=[1]); d.z = d; e = copy.deepcopy(d); print(e, e.z is e)
def f(): pass
print(all(copy.deepcopy(v) is v and copy.copy(v) is v for v in (f, len, int, C, None, ..., 1, "s", b"b", 1.5, True, NotImplemented, range(3), 2j, type, property(f))), copy.deepcopy(frozenset({1})) == frozenset({1}), copy.copy(bytearray(b"x")), copy.deepcopy({1: {2: [3]}}), copy.deepcopy(slice(1, 2)) == slice(1, 2))
for bad in (x for x in ()), memoryview(b""), __import__("sys")._getframe():
    for how in copy.copy, copy.deepcopy:
        try: print(how(bad))
        except TypeError as e: print(str(e)[:13])
memo = {}; z = [1]; w = copy.deepcopy(z, memo); print(memo[id(z)] is w, copy.deepcopy(z, memo) is w)
e = ValueError("x", [1]); e.note = [2]; g = copy.deepcopy(e); print(repr(g), g.note, g.args[1] is e.args[1])
class Bad:
    def __reduce_ex__(self, v): return 5
try: copy.copy(Bad())
except Exception as e: print(type(e).__name__)
m = P.__init__; b = p.__init__; c2 = copy.deepcopy(b); print(c2.__self__ is p, copy.copy(b).__self__ is p, copy.deepcopy(m) is m)
