def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)
print(abs(-5), abs(2.5), all([1, 2]), all([0]), all([]), any([0, 1]), any([]), bin(10), bin(-10), hex(255), oct(8), hex(-255), bin(2**70))
t(abs, 'a'); t(all, 5); t(bin, 'a'); t(bin, 1.5)
print(callable(len), callable(5), callable(int), chr(65), chr(8364), chr(128512), ord('a'), ord('€'))
t(chr, -1); t(chr, 0x110000); t(chr, 'a'); t(ord, 'ab'); t(ord, ''); t(ord, 5)
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(2, 3, None)); t(pow, 'a', 2); t(pow, 2, 3, 'a'); t(pow, base=2, exp=5)
class A:
    x = 1
    def m(self): pass
a = A(); a.y = 2
print(getattr(a, 'x'), getattr(a, 'y'), getattr(a, 'z', 'dflt'), hasattr(a, 'x'), hasattr(a, 'q'), vars(a)); t(getattr, a, 'q'); t(getattr, a, 5); t(hasattr, a, 5); t(setattr, a, 5, 5)
setattr(a, 'w', 5); print(a.w); delattr(a, 'w'); t(lambda: a.w); t(delattr, a, 'w'); t(vars, 5)
print([n for n in dir(a) if not n.startswith('__')] if hasattr('', 'startswith') else None)
print(hash(5), hash(-1), hash(True), hash(2**61 - 1), hash(2**61), hash(0.5) == hash(0.5), hash(1.0), hash('a') == hash('a'))
class HH:
    def __hash__(self): return 2**65
class HB:
    def __hash__(self): return 'a'
print(hash(HH())); t(hash, HB()); print(isinstance(hash(object()), int))
print(len('abc'), len([1]), len({}), len(range(5))); t(len, 5)
class NL:
    def __len__(self): return -1
class NL2:
    def __len__(self): return 'a'
t(len, NL()); t(len, NL2())
print(max(1, 5, 3), max([1, 5]), max('abc'), max([], default=0), min(5, 2), min([3, 1], key=lambda v: -v), max(1, 2, key=lambda v: -v), min('b', 'a'))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum([], 5), sum([True, True]), sum([2**40] * 3), sum([1, 2.5, 3]), sum(x for x in range(5)), sum([2**53, 1]), sum([2**53, 1, 1.0]), sum([1], start=10)); t(sum, ['a']); t(sum, ['a'], ''); t(sum, 5)
t(format, 5, 5); print(id(a) == id(a), id(5) == id(5), type(id(a)))
print('a', 'b', sep='-', end='!\n'); print(); print(1, sep=None, end=None); t(print, 1, sep=5); t(print, 1, end=5)
class W:
    def __init__(self): self.l = []
    def write(self, s): self.l.append(s)
    def flush(self): self.l.append('FLUSH')
w = W(); print(1, 'x', file=w, sep=', ', flush=True); print(w.l)
t(print, 1, file=5)
# property
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): self._x = None
    @property
    def ro(self): return 5
    w = property(None, lambda self, v: None)
    z = property(lambda s: 1, doc='zdoc')
    @classmethod
    def cm(cls, a): return (cls.__name__, a)
    @staticmethod
    def sm(a): return a * 2
p = P(); print(p.x); p.x = 5; print(p.x); del p.x; print(p.x, P.x.__doc__, P.z.__doc__, p.ro)
def sr(): p.ro = 1
def dr(): del p.ro
t(sr); t(dr); t(lambda: p.w); print(P.cm(1), p.cm(2), P.sm(3), p.sm(4), type(P.x), P.x.fget.__name__, P.ro.fset)
class Q(P):
    @property
    def x(self): return super().x
    @classmethod
    def cm(cls, a): return super().cm(a) + ('Q',)
    def __init__(self):
        super().__init__()
        self.q = super
q = Q(); print(q.x, Q.cm(5), q.cm(6))
class B1:
    def f(self): return ['B1']
class B2(B1):
    def f(self): return ['B2'] + super().f()
class B3(B1):
    def f(self): return ['B3'] + super().f()
class B4(B2, B3):
    def f(self): return ['B4'] + super().f()
    def g(self):
        return [c for c in (lambda: super(B4, self).f())()]
print(B4().f(), B4().g(), super(B2, B4()).f(), super(B4, B4).f(B4())); t(super); t(super, 5); t(super, int, 'a'); print(super(B4, B4()).__thisclass__)
t(lambda: super(B4, B4()).nope)
print(repr(super(B2, B2()))[:30])
class MP(property): pass
class UM:
    @MP
    def v(self):
        "vdoc"
        return 3
print(UM().v, UM.v.__doc__)
f = staticmethod(len); print(f([1, 2]), f.__wrapped__, f.__name__, f.__func__); cmm = classmethod(len); print(cmm.__func__, cmm.__name__)
# generic alias & union
t(lambda: list[int][str]); t(lambda: int | 5); t(lambda: int[str]); t(lambda: [][int])
class G(list[int]): pass
print(G([1]), G.__bases__, G.__orig_bases__)
c = (lambda x: lambda: x)(5).__closure__[0]; print(c.cell_contents, type(c).__name__)
ns = type(__import__('sys').implementation) if 0 else None
