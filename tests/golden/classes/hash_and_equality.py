# What becomes of __hash__ when __eq__ is defined, and how containers use the two.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error).replace("cannot use 'E' as a set element (", "").replace("cannot use 'E' as a dict key (", "").rstrip(")"))
class E:
    def __init__(self, v=0): self.v = v
    def __eq__(self, other): return isinstance(other, E) and self.v == other.v
class H(E):
    def __hash__(self): return hash(self.v)
class Back(E): __hash__ = object.__hash__
class Sub(H): pass
class SubEq(H):
    def __eq__(self, other): return True
class SubEqKeep(H):
    def __eq__(self, other): return NotImplemented
    __hash__ = H.__hash__
class NoneHash: __hash__ = None
print(E.__hash__, [hasattr(c(), "__hash__") and c.__hash__ is not None for c in (H, Back, Sub, SubEq, SubEqKeep, NoneHash)])
attempt(lambda: hash(E()))
attempt(lambda: hash(SubEq()))
attempt(lambda: {E()})
attempt(lambda: {E(): 1})
print({H(1), H(1), H(2)} == {H(2), H(1)}, len({H(1): "a", H(1): "b"}), H(1) in [H(1)], H(3) in {H(1): 0}, SubEqKeep(1) == SubEqKeep(1), (s := SubEqKeep(1)) == s)
from collections.abc import Hashable
print([issubclass(c, Hashable) for c in (E, H, Sub, SubEq, NoneHash, list, tuple, int)], isinstance([], Hashable), isinstance((1, []), Hashable))
class Big:
    def __hash__(self): return 2 ** 100 + 7
class Minus:
    def __hash__(self): return -1
class Text:
    def __hash__(self): return "x"
class Flag:
    def __hash__(self): return True
print(hash(Big()) == hash(2 ** 100 + 7), hash(Minus()), hash(Flag()), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(-(2 ** 61)), hash(0.5), hash(float("inf")), hash(-float("inf")), hash(1e300))
attempt(lambda: hash(Text()))
attempt(lambda: hash(((), [])))
attempt(lambda: hash({}))
from fractions import Fraction
from decimal import Decimal
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j) == hash(Fraction(1)) == hash(Decimal(1)), hash(Fraction(1, 3)) == hash(Decimal(1) / 3), hash(0.25) == hash(Fraction(1, 4)) == hash(Decimal("0.25")), {1: "int", 1.0: "float", True: "bool"})
class Asym:
    def __eq__(self, other): return True
    __hash__ = None
print(Asym() == 1, 1 == Asym(), Asym() != 1, [Asym()] == [5], (1, Asym()) == (1, 2), 5 in [Asym()], [5].index(Asym()), [1, 2, 3].count(Asym()))
class Ne:
    def __ne__(self, other): return "ne called"
class EqRaises:
    def __eq__(self, other): raise ValueError("eq")
    def __hash__(self): return 1
print(Ne() != 1, Ne() == 1, not Ne() != 1)
x = EqRaises()
attempt(lambda: x in [x])
attempt(lambda: EqRaises() in [x])
attempt(lambda: {x: 1}[EqRaises()])
attempt(lambda: {x: 1}[x])
attempt(lambda: x != 1)
attempt(lambda: [x] == [x])
nan = float("nan")
print(nan in [nan], [nan] == [nan], nan == nan, {nan: 1}.get(nan), {nan: 1}.get(float("nan")), (nan,) == (nan,), [float("nan")] == [float("nan")], len({nan, nan, float("nan")}))
class Changing:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h
c = Changing()
d = {c: "found"}
c.h = 2
print(c in d, list(d)[0] is c, d.get(c))
c.h = 1
print(d[c])
