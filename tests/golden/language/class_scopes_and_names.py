# Class bodies as scopes: what they see, what methods see, comprehensions inside, name mangling, and loops that define.
x = "global"
class A:
    print(x); x = "class"; print(x)
    y = [x for _ in range(1)]; z = [i for i in x]; w = (lambda: x)()
    def m(self): return x, self.x
    for i in range(3): exec(f"v{i} = {i}"); locals()[f"u{i}"] = i * 2
    if True: conditional = 1
    try: 1 / 0
    except ZeroDivisionError as e: error = type(e).__name__
    with __import__("contextlib").nullcontext(5) as managed: pass
    del i
    class Inner:
        try: inherited = conditional
        except NameError as e: inherited = str(e)
        def outer(self): return A
    def __private(self): return "mangled"
    __attr = 1; ___ = 2; __dunder__ = 3; _single = 4
    def call(self): return self.__private(), self.__attr, A.__attr, self.__dunder__
    alias = m; lam = lambda self: self.__class__.__name__
    nested = {k: v for k, v in zip("ab", [1, 2])}
    x += "+"
    def default(self, a=x, *, b=[y for y in "q"]): return a, b
a = A()
print(A.x, A.y, A.w, len(A.z), a.m(), a.alias(), A.v0 + A.v2, A.u2, A.conditional, A.error, A.managed, hasattr(A, "i"), A.Inner.inherited, a.Inner().outer() is A, a.call(), sorted(n for n in vars(A) if "A__" in n or n == "___"), a.lam(), A.nested, a.default())
try: a.__private()
except AttributeError as e: print(e)
class _Under:
    __n = 1
    def get(self): return self.__n, [n for n in vars(_Under) if n.endswith("__n")]
class __:
    __n = 2
    def get(self): return self.__n
print(_Under().get(), __().get())
def maker(base, **ns):
    class Made(base): vars().update(ns); tag = base.__name__
    return Made
print(maker(int, k=1).k, maker(str, tag2="t").tag, maker(list)([1]), maker(A).__qualname__, maker(A).Inner.__qualname__)
def f():
    x = "function"
    class B:
        y = x
        def get(self): return x
        class C:
            z = x
    x = "later"
    return B.y, B().get(), B.C.z
print(f())
class Meta(type):
    def __getattr__(cls, n): return f"meta {n}"
    def __contains__(cls, v): return v == 5
    def __iter__(cls): return iter("meta")
    def __len__(cls): return 7
    def __add__(cls, o): return "added"
class D(metaclass=Meta): known = 1
print(D.known, D.unknown, 5 in D, list(D), len(D), D + 1, bool(D), hasattr(D(), "unknown"))
