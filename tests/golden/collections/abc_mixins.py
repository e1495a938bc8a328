# collections.abc: what the mixins give from the few methods that a class defines, and whom they take for one of theirs.
from collections.abc import *
import collections.abc as c
class Seq(Sequence):
    def __init__(self, *items): self.items = items
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
s = Seq(1, 2, 3, 2)
print(list(s), list(reversed(s)), 2 in s, 9 in s, s.index(2), s.index(2, 2), s.count(2), isinstance(s, Collection), isinstance(s, Reversible))
try: s.index(9)
except ValueError as e: print(type(e).__name__)
class Map(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Map(); m.update({"a": 1}, b=2); m.update([("c", 3)])
print(dict(m), m.get("z", 0), m.pop("a"), m.pop("z", None), m.setdefault("q", 9), "b" in m, m == {"b": 2, "c": 3, "q": 9}, list(m.items()), list(m.keys() & {"b"}), m.keys() - {"b"} == {"c", "q"}, list(m.values()), m.popitem(), len(m), repr(m.keys())[:8]); m.clear(); print(len(m))
try: m.popitem()
except KeyError as e: print(repr(e))
class S(MutableSet):
    def __init__(self, it=()): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x): x in self.s or self.s.append(x)
    def discard(self, x): x in self.s and self.s.remove(x)
    def __repr__(self): return f"S{self.s}"
a, b = S("abc"), S("bcd")
print(a | b, a & b, a - b, a ^ b, a <= b, a < S("abcd"), a == {"a", "b", "c"}, a.isdisjoint("xyz"), {"z"} | a if False else a | {"z"}, a.pop(), a); a |= "q"; a -= {"b"}; a ^= {"q", "n"}; a &= {"n", "c"}; print(a); a.clear(); print(a)
for op in lambda: a.remove("none"), lambda: a.pop(), lambda: a | 5, lambda: a < 5, lambda: Set(), lambda: Mapping(), lambda: Generator():
    try: print(op())
    except Exception as e: print(type(e).__name__)
class L(MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
l = L(); l.append(1); l.extend([2, 3]); l += [4]; l.reverse(); l.remove(2); print(l.l, l.pop(), l.pop(0), l.l); l.extend(l); print(l.l); l.clear(); print(l.l)
class G(Generator):
    n = 0
    def send(self, v): self.n += 1; return (self.n, v) if self.n < 3 else self.throw(StopIteration)
    def throw(self, t, v=None, tb=None): raise t
g = G(); print(next(g), g.send("x"), list(g), g.close())
class Quacks:
    def __len__(self): return 0
    def __iter__(self): return self
    def __next__(self): raise StopIteration
    def __contains__(self, x): return False
    def __call__(self): ...
    def __hash__(self): return 1
print([n for n in sorted(c.__all__) if n not in ("ByteString", "Buffer") and isinstance(Quacks(), getattr(c, n))])
for v in [], (), "", b"", {}, set(), {}.keys(), range(1), iter([]), (x for x in ""), memoryview(b""), None: print(type(v).__name__, [n for n in ("Sequence", "MutableSequence", "Set", "MutableSet", "Mapping", "MutableMapping", "Iterator", "Generator", "Hashable", "Sized", "Reversible", "Container", "KeysView") if isinstance(v, getattr(c, n))])
