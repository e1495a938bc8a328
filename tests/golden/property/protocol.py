# property: its functions, replacing them, inheritance, and the words of its refusals.
class A:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, value): print("set", value); self._x = value
    @x.deleter
    def x(self): print("del"); del self._x
    ro = property(lambda self: "ro")
    wo = property(None, lambda self, v: print("wo", v))
    none = property()
    named = property(lambda self: 1, doc="given")
a = A()
a.x = 5; print(a.x, A.x.__doc__, A.named.__doc__, A.ro.__doc__, A.none.__doc__, A.x.fget(a), A.x.fset is not None, A.ro.fset, type(A.x).__name__); del a.x
def attempt(f):
    try: print(f())
    except Exception as error: print(type(error).__name__, error)
attempt(lambda: setattr(a, "ro", 1)); attempt(lambda: delattr(a, "ro")); attempt(lambda: a.wo); attempt(lambda: a.none); attempt(lambda: setattr(a, "none", 1)); attempt(lambda: a.x)
a.wo = "w"
class B(A):
    @A.x.getter
    def x(self): return "B's x"
    @property
    def ro(self): return super().ro + "+"
    @A.named.setter
    def renamed(self, v): print("renamed", v)
b = B(); print(b.x, b.ro); b.x = 3; b.renamed = 4; attempt(lambda: setattr(b, "named", 5))
a.__dict__["ro"] = "shadow"; print(a.ro, a.__dict__["ro"])
class Own(property):
    "doc of Own"
    def __get__(self, obj, cls=None): return "own" if obj is None else ("own", super().__get__(obj, cls))
class C:
    v = Own(lambda self: 7)
    @Own
    def w(self):
        "doc of w"
        return 8
print(C.v, C().v, C().w, C.__dict__["w"].__doc__, isinstance(C.__dict__["v"], property))
p = A.__dict__["x"]
print(p.__get__(None, A) is p, p.__set__(a, 9), p.__get__(a), p.__isabstractmethod__, property(1, 2, 3, 4).fget, property(fget=len).__get__("abc"))
p.__delete__(a)
for name in "fget", "fset", "fdel": attempt(lambda: setattr(p, name, 1))
p2 = property(lambda s: 1); p2.__doc__ = "set later"; print(p2.__doc__); attempt(lambda: property(1).__get__(a)); attempt(lambda: property(1, 2, 3, 4, 5)); attempt(lambda: property().getter(len).__get__([1, 2]))
class Raises:
    @property
    def p(self): raise AttributeError("from within")
    def __getattr__(self, name): return f"fallback {name}"
print(Raises().p, hasattr(Raises(), "p")); 
class Cls(type):
    @property
    def meta(cls): return cls.__name__
class D(metaclass=Cls): pass
print(D.meta); attempt(lambda: D().meta); attempt(lambda: setattr(D, "meta", 1))
