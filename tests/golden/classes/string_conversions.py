# __repr__, __str__, __format__, __bytes__, __bool__, __len__ in all combinations, also inherited and recursive.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
class R:
    def __repr__(self): return "R.repr"
class S(R):
    def __str__(self): return "S.str"
class F(S):
    def __format__(self, spec): return f"F.format({spec!r})"
class Sub(str):
    def __str__(self): return Sub("sub of " + str.__str__(self))
    def __repr__(self): return Sub("repr")
for o in R(), S(), F(), Sub("x"):
    print(str(o), repr(o), f"{o} {o!s} {o!r} {o!a}", format(o), "%s" % [o], "{} {!r}".format(o, o), [o], {1: o}, (o,), sep=" | ")
attempt(lambda: format(R(), "x"))
attempt(lambda: f"{R():>10}")
attempt(lambda: f"{F():>10}")
attempt(lambda: f"{S()!s:>10}")
attempt(lambda: type(str(Sub("y"))).__name__ + type(repr(Sub("y"))).__name__)
attempt(lambda: object.__format__(S(), ""))
attempt(lambda: object.__format__(S(), "d"))
attempt(lambda: format(S(), 5))
attempt(lambda: "".join([R()]))
attempt(lambda: bytes(R()))
class B:
    def __bytes__(self): return b"B"
    def __len__(self): return 3
class BI(B):
    __bytes__ = None
class BX:
    def __index__(self): return 2
    def __iter__(self): return iter([65])
attempt(lambda: (bytes(B()), bytes(BX())))
attempt(lambda: bytes(BI()))
class Bool:
    def __bool__(self): return False
    def __len__(self): return 5
class Len:
    def __len__(self): return 0
class NoneBool: __bool__ = None
class Plain: pass
print(bool(Bool()), bool(Len()), bool(Plain()), not Bool(), [1 if x else 0 for x in (Bool(), Len(), Plain())], Bool() or "or", [Len() and "and"] == 0, Plain() and "and", any([Bool(), Len()]))
attempt(lambda: bool(NoneBool()))
class LenType:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
for v in (True, 1.0, "1", None, -5):
    attempt(lambda: len(LenType(v)))
l = [1]; l.append(l)
d = {"k": l}; d["self"] = d
t = ([],); t[0].append(t)
print(l, d, t)
class Node:
    def __init__(self): self.children = []
    def __repr__(self): return f"Node({self.children})"
n = Node(); n.children.append(n.children)
print(n)
class Endless:
    def __repr__(self): return f"<{self.other!r}>"
e = Endless(); e.other = e
try:
    repr(e)
except RecursionError as error:
    print("RecursionError", str(error)[:32])
class Default: pass
class Outer:
    class Inner: pass
    def method(self): pass
print(repr(Default).replace("__main__.", ""), repr(Outer.Inner()).split(" at ")[0], repr(Outer().method).split(" of ")[0], Outer.Inner.__qualname__, repr(Outer.method).split(" at ")[0])
Default.__name__ = "Renamed"
print(Default, type(Default()).__name__, Default.__qualname__)
Default.__qualname__ = "Other.Name"
Default.__module__ = "elsewhere"
print(Default, repr(Default()).split(" at ")[0])
attempt(lambda: setattr(Default, "__name__", 5))
attempt(lambda: setattr(Default, "__name__", "a\0b"))
