# Cells: their contents, emptiness, comparison and sharing, and functions made from them by hand.
import types
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
def maker():
    a = 1
    def get(): return a
    def set_(v):
        nonlocal a
        a = v
    def drop():
        nonlocal a
        del a
    return get, set_, drop
get, set_, drop = maker()
cell = get.__closure__[0]
print(cell is set_.__closure__[0], cell.cell_contents, get.__code__.co_freevars, maker.__code__.co_cellvars)
set_(5)
print(get(), cell.cell_contents)
cell.cell_contents = "direct"
print(get())
drop()
attempt(get)
attempt(drop)
set_("again")
print(get())
del cell.cell_contents
attempt(get)
c, d, e = types.CellType(1), types.CellType(2), types.CellType()
print(c < d, c == types.CellType(1), e < c, e == types.CellType(), c != d, c >= d)
attempt(lambda: c < 1)
attempt(lambda: hash(c))
attempt(lambda: types.CellType(1, 2))
attempt(lambda: types.CellType(1) < types.CellType("a"))
def two():
    x, y = 1, 2
    return lambda: (x, y)
code = two().__code__
f = types.FunctionType(code, {}, "named", None, (types.CellType("X"), types.CellType("Y")))
print(f(), f.__name__, f.__defaults__, f.__closure__[1].cell_contents, f.__globals__)
for closure in (None, (), (types.CellType(1),), (1, 2), [types.CellType(1), types.CellType(2)]):
    attempt(lambda: types.FunctionType(code, {}, None, None, closure)())
attempt(lambda: types.FunctionType(maker.__code__, {}, None, None, (types.CellType(1),)))
attempt(lambda: setattr(get, "__closure__", ()))
attempt(lambda: setattr(get, "__code__", code))
attempt(lambda: setattr(get, "__code__", 5))
def plain(): return "plain"
def other(x=3): return x
plain.__code__ = other.__code__
attempt(plain)
plain.__defaults__ = (7,)
attempt(plain)
del plain.__defaults__
attempt(plain)
attempt(lambda: setattr(plain, "__defaults__", [1]))
attempt(lambda: setattr(plain, "__kwdefaults__", 1))
attempt(lambda: setattr(plain, "__dict__", 1))
attempt(lambda: setattr(plain, "__name__", 1))
def counter():
    n = 0
    class Counter:
        def up(self):
            nonlocal n
            n += 1
            return n
        def shared(self): return [up() for up in (self.up, self.up)]
    return Counter
C, D = counter(), counter()
print(C().up(), C().up(), D().up(), C().shared(), [f.__closure__ is not None for f in (C.up, C.shared)])
def deep():
    v = []
    def a():
        def b():
            def c():
                v.append(len(v))
                return v
            return c()
        return b()
    a()
    return a(), a.__code__.co_freevars
print(deep())
def parameter(p, *args, k=1, **kw):
    def inner(): return p, args, k, kw
    p = p * 2
    return inner
print(parameter(3, 4, k=5, z=6)())
def in_loop():
    out = []
    for i in range(3):
        x = i * i
        out.append(lambda: (i, x))
    return [g() for g in out], len({g.__closure__[1] is out[0].__closure__[1] for g in out})
print(in_loop())
def recursive():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    return fact
print(recursive()(20), recursive().__closure__[0].cell_contents.__name__)
