# dict subclasses: which overrides are asked and which are passed by.
class D(dict):
    def __getitem__(self, k): print("getitem", k); return super().__getitem__(k)
    def __setitem__(self, k, v): print("setitem", k); super().__setitem__(k, v)
    def __missing__(self, k): print("missing", k); return f"<{k}>"
    def __contains__(self, k): print("contains", k); return super().__contains__(k)
    def keys(self): print("keys"); return super().keys()
    def __iter__(self): print("iter"); return super().__iter__()
    def __len__(self): return 99
    def __delitem__(self, k): print("delitem", k); super().__delitem__(k)
    def get(self, k, d=None): print("get", k); return super().get(k, d)
d = D(a=1)
d["b"] = 2; print(d["a"], d["zz"], d.get("zz"), "a" in d, len(d), bool(d), dict.__len__(d)); d.update(c=3); d.setdefault("e", 5); print(d.pop("c"), d.popitem()); del d["b"]
print(dict(d)); print({**d}); print(list(d), sorted(d.items()), d == {"a": 1}, d | {"z": 26}, type(d | {}), type(d.copy()), d.fromkeys("x").__class__.__name__)
print(type({} | d), "%(a)s" % d, "{a} {0[a]}".format(d, **d), "{a}-{q}".format_map(d), str(d), repr(d), eval("a + 1", {}, d))
def f(**k): return k
print(f(**d)); exec("v = a", {}, d); print(sorted(dict.keys(d)))
class NoMissing(dict):
    def __getattr__(self, n): return self[n]
n = NoMissing(x=1); print(n.x)
try: n.y
except KeyError as e: print(repr(e))
class KeyTwice(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.extra = len(self)
k = KeyTwice({"a": 1}, b=2); print(k.extra, k, k.__dict__, KeyTwice([("q", 1)]), KeyTwice.fromkeys("ab", 0).extra)
class Counter(dict):
    def __missing__(self, key): self[key] = 0; return 0
c = Counter()
for ch in "hello": c[ch] += 1
print(c, c["q"], "q" in c)
class BadMissing(dict):
    def __missing__(self, k): raise LookupError(k)
try: BadMissing()[1]
except LookupError as e: print(type(e).__name__, e)
class Ordered(dict):
    def __eq__(self, o): return list(self.items()) == list(o.items())
print(Ordered(a=1, b=2) == Ordered(b=2, a=1), Ordered(a=1) != Ordered(a=1), Ordered(a=1) == {"a": 1}, {"a": 1} == Ordered(a=1))
class View(dict):
    def items(self): return [("fake", 1)]
    def __reversed__(self): return iter("rev")
print(list(View(a=1).items()), dict(View(a=1)), list(reversed(View(a=1))), sorted(View(b=1)), max(View(a=1, z=2)))
