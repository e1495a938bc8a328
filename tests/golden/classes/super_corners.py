# super in methods, functions, class methods and by hand, and what it refuses.
class A:
    x = "A.x"
    def f(self): return "A.f"
    @classmethod
    def c(cls): return f"A.c {cls.__name__}"
    @property
    def p(self): return "A.p"
    def __getitem__(self, key): return ("A item", key)
class B(A):
    x = "B.x"
    def f(self): return "B.f " + super().f()
    @classmethod
    def c(cls): return "B.c " + super().c()
    @property
    def p(self): return "B.p " + super().p
    def in_comprehension(self): return [super(B, self).f() for _ in range(1)]
    def in_lambda(self): return (lambda s: super(B, s).f())(self)
    def nested(self):
        def inner(self2): return super().f()
        return inner(self)
    def item(self): return super().__getitem__(3)
    def class_cell(self): return __class__.__name__
    def rebound(self):
        self = 5
        return super().f()
    def no_arguments(*args): return super().f()
    def subscript(self): return super()[3]
b = B()
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)
for f in (b.f, b.c, B.c, lambda: b.p, b.in_comprehension, b.in_lambda, b.nested, b.item, b.class_cell, b.rebound,
          b.subscript, b.no_arguments):
    attempt(f)
attempt(lambda: super(B, b).x)
attempt(lambda: super(B, B).c())
attempt(lambda: super(A, b).f)
attempt(lambda: super(B).f)
attempt(lambda: super(B, A()))
attempt(lambda: super(1, b))
attempt(lambda: super(B, 1))
attempt(lambda: super())
attempt(lambda: super(B, b, 1))
attempt(lambda: repr(super(B, b)).split(" at ")[0])
s = super(B)
print(s.__thisclass__, s.__self__, s.__self_class__)
bound = s.__get__(b, B)
print(bound.f(), bound.__self__ is b, bound.__self_class__)
class U:
    pass
U.sup = super(B)
print(type(U().__class__.sup).__name__)
class Late(B):
    def f(self): return "Late " + super().f()
Other = type("Other", (A,), {"f": Late.f})
attempt(Other().f)
print(super(B, b).__class__, super(B, b).__doc__ is super.__doc__)
# python3.14
