# type called with three arguments: what it checks, and what it makes of its namespace.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
attempt(type, "T", (), {})
attempt(type, "T", (int,), {"x": 1})
attempt(type)
attempt(type, 1, 2)
attempt(type, 1, (), {})
attempt(type, "T", [], {})
attempt(type, "T", (), [])
attempt(type, "T", (1,), {})
attempt(type, "T", (int, str), {})
attempt(type, "T", (bool,), {})
attempt(type, "T", (int, int), {})
attempt(type, "T\0", (), {})
attempt(type, "T", (), {"__slots__": 5})
attempt(type, "T", (), {"__slots__": ("a b",)})
attempt(type, "T", (), {"__slots__": ("a",), "a": 1})
attempt(type, "T", (), {"__slots__": ("__dict__", "__dict__")})
attempt(type, "T", (), {"__qualname__": 5})
attempt(type, "T", (), {"__qualname__": "Other.T"})
attempt(type, "T", (), {}, key=1)
attempt(type, int, key=1)
attempt(type, "T", (type(lambda: 1),), {})
attempt(type, "T", (type(None),), {})
attempt(type, "T", (type(...),), {})
space = {"x": 1, "__doc__": "text"}
T = type("T", (), space)
space["x"] = 2
print(T.x, T.__doc__, T.__module__, T.__name__, T.__qualname__, T.__bases__, T.__mro__)
T.__name__ = "Renamed"
print(T, T.__name__, T.__qualname__)
T.__qualname__ = "Full.Renamed"
print(T)
attempt(setattr, T, "__name__", 5)
attempt(setattr, T, "__name__", "a\0b")
attempt(setattr, T, "__qualname__", 5)
attempt(delattr, T, "__name__")
attempt(setattr, int, "__name__", "x")
T.__module__ = "elsewhere"
print(T)
T.__doc__ = "other"
print(T.__doc__)
attempt(setattr, int, "__doc__", "x")
attempt(delattr, T, "__doc__")
class M(type):
    def __new__(meta, name, bases, space, **kw): return super().__new__(meta, name, bases, space)
    def __init__(cls, *args, **kw): super().__init__(*args); print("init", cls.__name__, sorted(kw))
class X(metaclass=M, a=1, b=2): pass
attempt(type, "Y", (X,), {})
print(type(type("Y", (X,), {})))
class N(type): pass
class Z(metaclass=N): pass
attempt(type, "Q", (X, Z), {})
class Solid:
    def __init_subclass__(cls, **kw): print("sub", cls.__name__, kw); super().__init_subclass__(**kw)
attempt(type, "S", (Solid,), {}, a=1)
attempt(type, "S", (Solid,), {})
