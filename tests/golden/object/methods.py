# object: what every instance has, what its methods refuse, and __init__ and __new__ with arguments.
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except Exception as error: print(type(error).__name__, error)
o = object()
print(o == o, o != o, o.__eq__(5), o.__ne__(5), o.__lt__(5), o.__hash__() == hash(o), o.__class__, o.__doc__ is not None, repr(o).startswith("<object object at 0x"), str(o) == repr(o), format(o) == str(o), o.__sizeof__() > 0)
attempt(object, 1); attempt(object, x=1); attempt(object.__new__); attempt(object.__new__, int); attempt(object.__init__); attempt(object.__init__, 5); attempt(o.__format__, "d"); attempt(o.__format__, 5); attempt(o.__init__, 1); attempt(object.__setattr__, o, "x", 1) if False else None
class Neither: pass
class OnlyNew:
    def __new__(cls, *args): return super().__new__(cls)
class OnlyInit:
    def __init__(self, *args): super().__init__()
class BadInit:
    def __init__(self, *args): super().__init__(*args)
class BadNew:
    def __new__(cls, *args): return super().__new__(cls, *args)
class NewReturns:
    def __new__(cls, v): return v
    def __init__(self, *a): print("init", len(a))
class InitReturns:
    def __init__(self): return 5
for cls in Neither, OnlyNew, OnlyInit, BadInit, BadNew, NewReturns:
    attempt(lambda: type(cls(1)).__name__); attempt(lambda: type(cls()).__name__)
attempt(InitReturns)
class Derived(NewReturns): pass
attempt(lambda: type(NewReturns(object.__new__(Derived))).__name__)
n = Neither(); n.x = 1
print(n.__reduce_ex__(2)[1:], n.__getstate__() if hasattr(n, "__getstate__") else n.__dict__, object.__subclasshook__(int), Neither.__subclasses__(), object.__init_subclass__(), n.__dir__().__class__)
attempt(o.__reduce__) if False else None
attempt(object.__reduce_ex__, n, "a"); attempt(object.__init_subclass__, x=1)
attempt(object.__getattribute__, n, "zz"); attempt(object.__getattribute__, n, 5); attempt(object.__delattr__, n, "zz"); object.__setattr__(n, "y", 2); print(n.y, vars(n))
attempt(setattr, n, "__class__", 5); attempt(setattr, n, "__class__", int); n.__class__ = OnlyInit; print(type(n).__name__, n.x); attempt(setattr, n, "__dict__", 5); n.__dict__ = {"z": 3}; print(vars(n)); attempt(delattr, n, "__class__")
attempt(setattr, 5, "__class__", bool); attempt(lambda: object.__str__(n) == object.__repr__(n)); attempt(object.__eq__, 1, 1.0); attempt(lambda: object.__repr__(5).startswith("<int object at"))
