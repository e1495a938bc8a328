# What a class statement and a call of a class do, step by step, and where metaclasses disagree.
log = []
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        log.append(f"prepare {name} {len(bases)} {kw}")
        return super().__prepare__(name, bases)
    def __new__(mcs, name, bases, ns, **kw):
        log.append(f"new {name} {sorted(k for k in ns if not k.startswith('__'))}")
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        log.append(f"init {cls.__name__}")
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        log.append(f"call {cls.__name__} {args} {kw}")
        return super().__call__(*args, **kw)
    def __instancecheck__(cls, obj): return obj == "instance of " + cls.__name__
    def __subclasscheck__(cls, sub): return getattr(sub, "like", None) == cls.__name__
def flush():
    print(log)
    log.clear()
class Named:
    def __set_name__(self, owner, name): log.append(f"set_name {owner.__name__}.{name}")
class A(metaclass=Meta, flag=1):
    x, y = Named(), Named()
    def __new__(cls, *args):
        log.append(f"A.__new__ {args}")
        return super().__new__(cls)
    def __init__(self, *args): log.append(f"A.__init__ {args}")
    def __init_subclass__(cls, /, **kw):
        log.append(f"init_subclass {cls.__name__} {kw}")
flush()
class B(A): z = Named()
flush()
B(1, 2)
flush()
class Other(A):
    def __new__(cls): return 5
print(Other()); flush()
class Rebound(A):
    def __new__(cls): return B.__new__(B)
print(type(Rebound()).__name__); flush()
print(isinstance("instance of A", A), isinstance(A.__new__(A), A), isinstance(5, A), isinstance("x", (int, A, str)))
class Duck: like = "A"
print(issubclass(Duck, A), issubclass(B, A), issubclass(A, A), type.__subclasscheck__(A, B), type.__instancecheck__(A, 5))
log.clear()
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
class M1(type): pass
class M2(type): pass
X, Y = M1("X", (), {}), M2("Y", (), {})
attempt(lambda: type("Z", (X, Y), {}))
attempt(lambda: type(type("Z", (X,), {})).__name__)
attempt(lambda: M2("Z", (X,), {}))
attempt(lambda: type("Z", (int, str), {}))
attempt(lambda: type("Z", (bool,), {}))
attempt(lambda: type("Z", (type(None),), {}))
attempt(lambda: type("Z", (int, int), {}))
attempt(lambda: type("Z", (5,), {}))
attempt(lambda: type("Z", [], {}))
attempt(lambda: type("Z", (), []))
attempt(lambda: type(5, (), {}))
attempt(lambda: type("a\0b", (), {}))
attempt(lambda: type("Z", ()))
attempt(lambda: type("Z", (), {}, key=1))
attempt(lambda: type("Z", (), {"__classcell__": 5}))
attempt(lambda: type("Z", (), {"__qualname__": 5}))
attempt(lambda: type("Z", (), {"__qualname__": "Q.Z"}).__qualname__)
def function_meta(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if k == "v"), kw
class F(metaclass=function_meta, k=2): v = 1
print(F)
class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, name, bases): return 5
try:
    class G(metaclass=BadPrepare): pass
except TypeError as error:
    print(error)
class Entries:
    def __mro_entries__(self, bases): return (dict, int)[:1]
class H(Entries()): pass
print(H.__bases__, H.__orig_bases__[0].__class__.__name__)
attempt(lambda: type("Z", (Entries(),), {}))
class BadEntries:
    def __mro_entries__(self, bases): return [1]
try:
    class I(BadEntries()): pass
except TypeError as error:
    print(error)
