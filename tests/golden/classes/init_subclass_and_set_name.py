# __init_subclass__, __set_name__, __class_getitem__ and __prepare__: who calls them, when, with what.
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry.append((cls.__name__, tag))
class One(Base): pass
class Two(One, tag="t"): pass
print(Base.registry)
for text in "class X(Base, other=1): pass", "class X(tag=1): pass", "class X(Base, metaclass=type, tag=2): pass", "class X(Base, tag=1, tag=2): pass", "class X(Base, **{'tag': 3}): pass", "class X(*[Base]): pass", "class X(Base, Base): pass", "class X(5): pass", "class X(None): pass", "class X(bool): pass", "class X(int, str): pass", "class X(object, Base): pass":
    try: exec(text); print("made", text)
    except Exception as error: print(type(error).__name__)
print(Base.registry[2:])
class Field:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name, "registry" in vars(owner)); self.name = name
    def __get__(self, obj, cls): return self if obj is None else f"value of {self.name}"
class Holder(Base, tag="h"):
    a = b = Field()
    c = Field()
print(Holder().a, Holder().c, Base.registry[-1])
Holder.late = Field(); print(hasattr(Holder.__dict__["late"], "name"))
class Generic:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item!r}]"
print(Generic[int], Generic[1, 2], Generic[()], type("Sub", (Generic,), {})[0])
try: Generic()[0]
except TypeError as error: print(error)
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw): print("prepare", name, bases, kw); return Tracking()
    def __new__(meta, name, bases, ns, **kw): print("new", name, ns.order); return super().__new__(meta, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): print("init", name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *args): print("call", cls.__name__, args); return super().__call__(*args)
    def __getitem__(cls, k): return ("meta item", k)
class Tracking(dict):
    def __init__(self): self.order = []
    def __setitem__(self, k, v):
        if not k.startswith("__"): self.order.append(k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("magic_"): return k.upper()
        raise KeyError(k)
class M(metaclass=Meta, opt=1):
    z = 1; y = 2; x = magic_word
    def __init__(self, v=0): self.v = v
print(M(5).v, M.x, M["k"])
class N(M): __class_getitem__ = None
print(N[1], type(N).__name__)
for prepared in 5, None:
    class BadMeta(type):
        @classmethod
        def __prepare__(meta, *a): return prepared
    try:
        class Q(metaclass=BadMeta): pass
    except TypeError as error: print(error)
def fmeta(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if k[0] != "_"), kw
class AsTuple(int, metaclass=fmeta, k=1): attr = 1
print(AsTuple)
