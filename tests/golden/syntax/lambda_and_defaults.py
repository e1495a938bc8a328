# Lambdas with every kind of parameter, and when defaults are evaluated.
print((lambda: 0)(), (lambda x: x)(1), (lambda x, y=2: (x, y))(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda *a, k, **kw: (a, k, kw))(1, k=2, z=3), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
def shout(x): print("default", x); return x
def f(a=shout(1), *, b=shout(2)): return a, b
print(f(), f(5), f(b=6))
def grow(x, seen=[]): seen.append(x); return seen
print(grow(1), grow(2), grow(3, []), grow.__defaults__)
fs = [lambda: i for i in range(3)]; print([g() for g in fs])
fs = [lambda i=i: i for i in range(3)]; print([g() for g in fs])
print((lambda f: f(f, 5))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))
print(sorted([3, -1, 2], key=lambda x: -x), (lambda: (yield))().__class__.__name__, (lambda x: lambda y: x + y)(1)(2))
compose = lambda *fs: (lambda x: x) if not fs else (lambda x: fs[0](compose(*fs[1:])(x)))
print(compose(str, lambda x: x * 2, int)("21"))
n = 1
def late(x=n): return x
n = 2
print(late(), late.__defaults__)
class C:
    k = 5
    def m(self, k=k): return k
    g = lambda self, k=k: k
C.k = 6; print(C().m(), C().g())
def outer(x):
    def inner(y=x, z=lambda: x): return y, z()
    x += 1
    return inner
print(outer(1)())
print((lambda a, b=(lambda: 5)(): a + b)(1), (lambda: (lambda: 1))()(), (lambda x: (x, x := 2) if False else x)(3), [*map(lambda x, y: (x, y), "ab", "cd")])
def kw(*, a, b=2): return a, b
for call in "kw()", "kw(1)", "kw(a=1, c=2)", "(lambda x: x)()", "(lambda: 1)(2)", "(lambda *, x: x)(1)", "(lambda x, /: x)(x=1)":
    try: print(eval(call))
    except TypeError as e: print(e)
