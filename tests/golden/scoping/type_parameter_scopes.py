# What names mean in the lazily evaluated parts of a class, and what is refused there.
x = "global"
def outer():
    x = "nonlocal"
    class Cls:
        type Alias = x
        val = Alias.__value__
        def meth[T: x](self, arg: x): ...
        bound = meth.__type_params__[0].__bound__
        annotation = meth.__annotations__["arg"]
        x = "class"
    return Cls
c=outer(); print(c.val,c.bound,c.annotation, c.Alias.__value__)
def outer():
    x = "nonlocal"
    class Cls:
        global x
        type Alias = x
    Cls.x = "class"
    return Cls
print(outer().Alias.__value__)
def outer():
    x = "nonlocal"
    class Cls:
        nonlocal x
        type Alias = x
        x='changed'
    Cls.x = "class"
    return Cls
print(outer().Alias.__value__)
def outer():
    x = "nonlocal"
    class Cls:
        type Alias = [x for _ in (1,)]
        z: lambda: x
        x = "class"
    return Cls
print(outer().Alias.__value__, outer().__annotations__['z']())
class X:
    T = int
    def foo[U: T](self): ...
    type Alias = T
X.T = float
print(X.foo.__type_params__[0].__bound__, X.Alias.__value__)
class Foo[__T]:
    param = __T
    def meth[__U](self, arg: __T, arg2: __U):
        return (__T, __U)
    type Alias[__V] = (__T, __V)
T = Foo.__type_params__[0]
print(T.__name__, Foo.meth.__type_params__[0].__name__, Foo.Alias.__type_params__[0].__name__)
print(Foo.meth.__annotations__, Foo.param, Foo.Alias.__value__, Foo().meth(1,2))
def b(x): return type('B',(),{'arg':x})
class Foo[__T, __U: __T](b(__T), b(lambda: __T)):
    param = __T
print(Foo.__bases__[0].arg, Foo.__bases__[1].arg(), Foo.__type_params__[1].__bound__)
for s in ("def outer2[T]():\n def inner1():\n  nonlocal T", "class Cls[T]:\n nonlocal T", "class X[T: (y := 3)]: pass", "class X[T](y := Sequence[T]): pass", "def f[T](y: (x := Sequence[T])): pass", "class X[T]([(x := 3) for _ in range(2)] and B): pass", "def f[T: [(x := 3) for _ in range(2)]](): pass", "type T = [(x := 3) for _ in range(2)]", "type X = (yield)", "type X = (yield from x)", "type X = (await 42)", "class X[T: (yield)]: pass", "class X[T](await 3): pass", "def f[**P: int](): pass", "class A[*Ts: int]: pass", "class A[**P: (int,)]: pass", "class A[*Ts:(int,str)]: pass", "def f[T, T](): pass", "def f[T=int, U](): pass", "type A[T=(yield)]=1", "class A[*Ts=*tuple[int]]: pass", "class A[*Ts=*int, T=3]: pass", "class A[T=*int]: pass","class A[**P=*int]: pass", "x: *int", "def f(*a: *int): pass"):
    try: compile(s, 's', 'exec'); print('ok', s)
    except SyntaxError as e: print(s, e.msg, e.lineno, e.offset)
ns={}
exec("class A[*Ts=*tuple[int]]: pass", globals(), ns)
print(ns['A'].__type_params__[0].__default__)
