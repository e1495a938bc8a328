# hash: equal things hash equal, classes that define __eq__ lose it, and special values.
def attempt(f, *a):
    try: print(f(*a))
    except TypeError as e: print("TypeError", str(e)[:40])
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(0) == hash(-0.0) == hash(""[:0] and 1 or 0), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(-(2**61 - 1)), hash(2**100), hash(0.5), hash(1e300), hash(float("inf")), hash(float("-inf")), hash(1j), hash(1 + 2j), hash(()) == hash(tuple([])), hash((1, 2)) != hash((2, 1)), hash("a") == hash("a"), hash(b"a") == hash(b"a"), hash(range(3)) == hash(range(0, 3)), hash(None) == hash(None), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
class A: pass
class Eq:
    def __eq__(self, o): return True
class EqHash(Eq):
    def __hash__(self): return 5
class Inherits(Eq): pass
class Explicit(EqHash): __hash__ = None
class Restored(Eq): __hash__ = object.__hash__
class SetsEq(EqHash):
    def __eq__(self, o): return False
for cls in A, Eq, EqHash, Inherits, Explicit, Restored, SetsEq:
    attempt(lambda: isinstance(hash(cls()), int)); print(cls.__name__, cls.__hash__ is None, "__hash__" in vars(cls))
for bad in [], {}, set(), bytearray(), slice(1) if False else [1], memoryview(bytearray(b"a")): 
    try: hash(bad); print("hashable")
    except (TypeError, ValueError) as e: print(type(e).__name__)
print(hash(memoryview(b"abc")) == hash(b"abc"), hash(EqHash()), hash(type(1)) == hash(int), hash(len) == hash(len), hash([].append) == hash([].append) if False else True, hash(A.__init__) == hash(object.__init__))
class M:
    def m(self): pass
m = M(); print(hash(m.m) == hash(m.m), m.m == m.m, m.m is m.m, M().m == M().m, {m.m: 1}[m.m], len({m.m, m.m, M().m}))
class I(int):
    def __hash__(self): return 99
print(hash(I(1)), {I(1): "i"}.get(1), I(1) in {1: 1}, I(1) == 1, I(1) in [1])
class T(tuple):
    def __eq__(self, o): return tuple.__eq__(self, o)
attempt(hash, T()); attempt(hash, (1, [2])); attempt(hash); attempt(hash, 1, 2)
d = {}; d[float("nan")] = 1; d[float("nan")] = 2; print(len(d), {1, 1.0, True} == {1}, {0: "a", False: "b", 0.0: "c"}, len({"a", b"a"}), (1, (2, (3,))) in {(1, (2, (3.0,))): 0})
class Neg:
    def __hash__(self): return -1
class Big:
    def __hash__(self): return 2**64 + 5
print(hash(Neg()), hash(Big()) == hash(2**64 + 5), object.__hash__(5) == object.__hash__(5), int.__hash__(7), str.__hash__("q") == hash("q")); attempt(int.__hash__, "a"); attempt(list.__hash__ or (lambda: "None"))
