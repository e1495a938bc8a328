# Cells: shared by functions, kept by generators and classes, rebound and emptied.
def pair():
    value = 0
    def get(): return value
    def put(v):
        nonlocal value
        value = v
    return get, put
get, put = pair(); put(5); print(get(), get.__closure__[0] is put.__closure__[0], get.__closure__[0].cell_contents)
get.__closure__[0].cell_contents = 9; print(get())
del get.__closure__[0].cell_contents
try: get()
except NameError as error: print(error)
put(1); print(get())
def args(a, *b, c=3, **d):
    def show(): return a, b, c, d
    a += 1; d["z"] = 0
    return show
print(args(1, 2, c=4, e=5)())
def each():
    out = []
    for i in range(3):
        def f(): return i
        out.append(f)
    i = "after"
    return [f() for f in out]
print(each())
def gen(n):
    total = 0
    def add(x):
        nonlocal total
        total += x
        return total
    for i in range(n): yield add(i)
print(list(gen(5)))
def klass(x):
    class C:
        def get(self): return x, __class__.__name__
        x = "class level"
        z = x
    return C
C = klass("outer"); print(C().get(), C.z)
def exc():
    try: 1 / 0
    except ZeroDivisionError as e:
        f = lambda: e
        print(type(f()).__name__)
    try: f()
    except NameError as error: print(error)
exc()
def rec():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    return fact
print(rec()(10), rec().__code__.co_freevars)
def comp(n): return [[(lambda: (i, j, n))() for j in range(i)] for i in range(3)]
print(comp("n"))
def defer():
    def call(): return later
    later = "defined later"
    return call()
print(defer(), (lambda x: (lambda: x))(7)(), [f(2) for f in [(lambda k: lambda x: x * k)(i) for i in range(3)]])
import sys
def frames():
    x = 1
    def inner():
        x
        return sorted(sys._getframe().f_locals), sorted(sys._getframe(1).f_locals)
    return inner()
print(frames())
