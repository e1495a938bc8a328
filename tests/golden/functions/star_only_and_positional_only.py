# Parameters before / and after *: how they may be given, and shadowed names in **kwargs.
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
for text in """f(1, d=4)
f(1, 2, 3, 4, 5, d=6)
f(1, a=9, b=8, d=4)
f(1, c=9, d=4, z=0)
f(a=1, d=4)
f(1)
f(d=1)
f(1, 2, 3, c=4, d=5)
f(1, d=4, **{"d": 5})
f(*[1, 2], **{"d": 4, "a": 3})
f(1, d=4, **{"b": 7, "args": 8})""".split("\n"):
    try: print(text, "=", eval(text))
    except TypeError as error: print(text, "!", error)
def only(a, b, /): return a, b
def named(*, a, b): return a, b
def mixed(a, /, *, b): return a, b
def many(a, b, c, d, /, *, e, f, g): ...
for text in "only(1, 2)", "only(1, b=2)", "only(a=1, b=2)", "only(1)", "only()", "only(1, 2, 3)", "named(a=1, b=2)", "named(1, 2)", "named(a=1)", "named()", "named(a=1, b=2, c=3)", "mixed(1, b=2)", "mixed(1, 2)", "mixed(a=1, b=2)", "mixed(1, 2, b=3)", "many()", "many(1, 2, 3, 4)", "many(1, 2, 3, 4, e=1)", "many(1, b=2, c=3, d=4, e=5, f=6, g=7)":
    try: print(text, "=", eval(text))
    except TypeError as error: print(text, "!", error)
class C:
    def m(self, x, /, y): return x, y
    @classmethod
    def c(cls, *, k): return k
    @staticmethod
    def s(a=1, *b): return a, b
for text in "C().m(1, 2)", "C().m(1, y=2)", "C().m(x=1, y=2)", "C().m()", "C.m(1, 2)", "C().c()", "C().c(1)", "C.c(k=2)", "C.s()", "C().s(1, 2)", "C.s(b=1)", "C(1)", "C.m()":
    try: print(text, "=", eval(text))
    except TypeError as error: print(text, "!", error)
for text in "def f(a, /, b, /): 0", "def f(/, a): 0", "def f(*): 0", "def f(*, **k): 0", "def f(a, a): 0", "def f(a=1, b): 0", "def f(*a, *b): 0", "def f(**k, a): 0", "def f(*a, /): 0", "lambda a, a: 0", "f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)", "f(1=2)", "f(x for x in y, 1)", "f(a.b=1)", "f(None=1)":
    try: compile(text, "t", "exec"); print(text, "compiles")
    except SyntaxError as error: print(text, "is refused")
