# Every way in which arguments fail to fit parameters, and what is said then.
def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except TypeError as error:
        print(error)
def none(): pass
def one(a): return a
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=2): return a, b
def defaults(a=1, b=2, c=3): pass
def only(a, /, b): pass
def posonly(a, b, /): pass
def posdefault(a, b=1, /, c=2): return a, b, c
def kwonly(*, k): return k
def kwonly2(*, j, k, l=1): pass
def mixed(a, /, b, *, k, **rest): return a, b, k, rest
def star(a, *args, k=1): return a, args, k
def rest(a, /, **rest): return a, rest
for f in (none, one, two, three, default, defaults, only, posonly, posdefault, kwonly, kwonly2, mixed, star, rest):
    print(f"-- {f.__name__}")
    attempt(f)
    attempt(f, 1)
    attempt(f, 1, 2, 3, 4)
    attempt(f, a=1)
    attempt(f, 1, a=1)
    attempt(f, k=1)
    attempt(f, 1, 2, k=3, zebra=4)
class C:
    def m(self): pass
    def n(self, a, *, k): pass
    def __init__(self, x): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls, a): pass
    def __call__(self, z): pass
c = C(1)
for f in (C, c.m, c.n, c.s, c.c, C.c, C.m, c, C.n, lambda q: q, (lambda: (yield))):
    attempt(f, 1, 2, 3)
    attempt(f, **{"unknown thing": 1})
def outer():
    def inner(a): pass
    return inner
attempt(outer())
attempt(one, *[1, 2], **{})
