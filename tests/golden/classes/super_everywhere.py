# super(): in methods of every kind, with arguments, in diamonds, and what it refuses.
class A:
    name = "A"
    def who(self): return ["A"]
    @classmethod
    def make(cls): return f"A makes {cls.__name__}"
    @staticmethod
    def stat(): return "A stat"
    @property
    def p(self): return "A's p"
    def __getitem__(self, k): return f"A[{k}]"
    def __len__(self): return 3
class B(A):
    name = "B"
    def who(self): return ["B"] + super().who()
    @classmethod
    def make(cls): return super().make() + " by B"
    @staticmethod
    def stat(): return super(B, B).stat() + "+"
    @property
    def p(self): return super().p + "+"
    def __getitem__(self, k): return super().__getitem__(k) + super().name
    def nested(self): return [super(B, self).name for _ in range(1)] + [(lambda: super(B, self).name)()]
    def inner(self):
        def f(): return super(B, self).who()
        return f()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
d = D()
print(d.who(), D.make(), d.stat(), d.p, d[1], d.nested(), d.inner(), super(B, d).who(), super(C, d).who(), super(B, D).make(), super(D, d).name)
s = super(B, d)
print(s.__thisclass__.__name__, s.__self__ is d, s.__self_class__.__name__, repr(s), super(A).__thisclass__.__name__, super(A).__self__)
def attempt(f):
    try: print(f())
    except Exception as error: print(type(error).__name__, error)
attempt(lambda: super().x); attempt(lambda: super(B, A())); attempt(lambda: super(5)); attempt(lambda: super(B, d).zz); attempt(lambda: super(B, d)[1]); attempt(lambda: len(super(B, d))); attempt(lambda: super(A, d).who()); attempt(lambda: super(B, 5)); attempt(lambda: super(1, 2, 3))
class E:
    def noself(): return super()
    def changed(self):
        self = None
        return super()
    def deleted(self):
        del self
        return super()
    def star(*args): return super().__init__
    def incell(self):
        f = lambda: self
        return super().__class__
attempt(E.noself); attempt(E().changed); attempt(E().deleted); attempt(E().star); attempt(E().incell)
unbound = super(B); print(unbound.__get__(d, D).name, unbound.__get__(None, D) is unbound); attempt(lambda: unbound.name)
class F(A):
    def __init__(self): super().__init__(); self.v = super().__getattribute__("name")
    def __repr__(self): return "F:" + super().__repr__()[:10]
    def __eq__(self, o): return super().__eq__(o)
    def __setattr__(self, k, v): super().__setattr__(k, v * 2)
f = F(); f.n = 4; print(f.v, f, f == f, f == 1, f.n, f.__class__.__mro__[1].__name__)
def outside(self): return super(type(self), self).who()
D.out = outside; print(d.out()); 
class G(D): pass
print(G().who(), super(G, G()).who is not None, super(D, G()).who())
# python3.14
