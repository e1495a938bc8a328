# Attributes of classes: the metaclass's data descriptors first, then the class's own, then the metaclass's others.
class Meta(type):
    m = "meta plain"
    @property
    def p(cls):
        return f"meta property of {cls.__name__}"
    def method(cls):
        return f"meta method of {cls.__name__}"
    def __getattr__(cls, name):
        if name.startswith("dyn_"):
            return f"{cls.__name__} {name}"
        raise AttributeError(f"no {name} here")

class A(metaclass=Meta):
    m = "class plain"
    p = "hidden by the metaclass"
    def method(self):
        return "instance method"

class B(A): pass

print(A.m, A.p, A.dyn_x, B.p, B.dyn_y, sep=" | ")
print(A().p, A().method(), Meta.method(A), type(A.method).__name__)
for target, name in (A, "q"), (A(), "dyn_x"), (A(), "q"):
    try:
        getattr(target, name)
    except AttributeError as error:
        print("AttributeError", error, error.name, error.obj is target)
try:
    A.p = 1
except AttributeError as error:
    print(type(error).__name__, str(error).split(" of ")[0])
print(vars(A)["p"], "m" in vars(B), "p" in dir(B))
del A.m
print(A.m, B.m)
try:
    del B.m
except AttributeError as error:
    print("AttributeError", error)

# __getattribute__ of a metaclass sees explicit look-ups only.
class Loud(type):
    def __getattribute__(cls, name):
        if not name.startswith("__"):
            print("looked up", name)
        return super().__getattribute__(name)
class L(metaclass=Loud):
    x = 1
    def __len__(self):
        return 3
print(L.x, L().x, len(L()))
print(type.__getattribute__(L, "x"), object.__getattribute__(L, "__class__").__name__)

# setattr on a class with names that only setattr can give.
setattr(A, "not an identifier", 5)
print(getattr(B, "not an identifier"))
for bad in (1, None):
    try:
        setattr(A, bad, 1)
    except TypeError as error:
        print("TypeError", error)
try:
    getattr(A, 1)
except TypeError as error:
    print("TypeError", error)
