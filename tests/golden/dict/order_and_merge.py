# Insertion order through every change, merging, construction from everything, subclasses and keys that are equal.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
d = dict(c=1, a=2, b=3)
d["a"] = 9
del d["c"]; d["c"] = 0
print(d, list(d.items()), next(iter(d)), next(reversed(d)), d.popitem(), d)
d.update(z=1, a=5); d |= {"b": 7, "y": 8}
print(d, d | {"a": 0}, {"q": 1} | d, {**d, "a": "last", **{"b": "x"}})
for i in range(40): d[i] = i
for i in range(0, 40, 2): del d[i]
d[0] = "back"
print(list(d)[:8], len(d), list(d)[-2:], list(reversed(d))[:3])
d.clear(); d["new"] = 1
print(d, {1: "a", True: "b", 1.0: "c", 0: "d", False: "e", "": 0, None: 1, (): 2})
attempt(lambda: dict([("a", 1), ["b", 2], "cd", iter((5, 6))]))
attempt(lambda: dict({"x": 1}, y=2, **{"z z": 3}))
attempt(lambda: dict(zip("abc", range(2))))
attempt(lambda: dict(enumerate("ab"), k=1))
attempt(lambda: dict.fromkeys(range(3)))
attempt(lambda: dict.fromkeys("aab", 0))
attempt(lambda: dict.fromkeys(5))
class Keys:
    def keys(self): return iter("ba")
    def __getitem__(self, k): return k.upper()
attempt(lambda: dict(Keys()))
attempt(lambda: {}.update(Keys()) or {**Keys()})
class D(dict):
    def __getitem__(self, k): return "from getitem"
    def __setitem__(self, k, v): super().__setitem__(k, ("set", v))
    def keys(self): return ["fake"]
    def __iter__(self): return iter(["it"])
    def __len__(self): return 77
    def copy(self): return "copied"
x = D(a=1)
x["b"] = 2
print(dict(x), {**x}, list(x), len(x), x.get("a"), x.setdefault("s", 3), x, x == {"a": 1, "b": ("set", 2), "s": 3}, type(x | {}).__name__, x.copy(), bool(x), "fake" in x)
x.update(u=1); x |= {"v": 2}
print(dict.__repr__(x), D.fromkeys("k", 0)["k"], dict(D.fromkeys("k", 0).items()))
attempt(lambda: {"a": 1} == {"a": 1.0} == {"a": True})
attempt(lambda: {"a": 1, "b": 2} == {"b": 2, "a": 1})
attempt(lambda: {"a": 1} < {"a": 2})
attempt(lambda: {"a": 1} != [("a", 1)])
class Log:
    def __init__(self, n): self.n = n
    def __hash__(self): log.append(f"hash {self.n}"); return self.n % 2
    def __eq__(self, other): log.append(f"{self.n}=={other.n}"); return self.n == other.n
    def __repr__(self): return f"L{self.n}"
log = []
l = {Log(1): "one", Log(2): "two"}
print(log); log.clear()
print(l.get(Log(3)), l[Log(2)], Log(1) in l, log); log.clear()
l[Log(1)] = "ONE"
print(l, log); log.clear()
l.pop(Log(2)); l.setdefault(Log(4), "four"); l2 = l.copy(); l3 = dict(l)
print(l2 == l, len(l3), log); log.clear()
m = {**l}
print(list(m), log); log.clear()
attempt(lambda: m.pop(Log(9)))
attempt(lambda: [m.pop(k) for k in list(m)])
nested = {}
nested["self"] = nested
print(nested, {"a": {"b": {}}}, repr({1: [{}]}))
e = {"k": 1}
it = iter(e.items())
e["k"] = 2
print(next(it), sum({1: 2, 3: 4}), max({"b": 1, "c": 0}), sorted({"b": 1, "a": 2}.items(), key=lambda p: p[1]), dict(sorted({"b": 1, "a": 2}.items())), {v: k for k, v in {"x": 1, "y": 2}.items()})
attempt(lambda: {}.__getitem__("k"))
attempt(lambda: {}.get("a", "b", "c"))
attempt(lambda: {1: 2}.pop(1, 5) + {}.pop(1, 5))
attempt(lambda: {}.setdefault("k", []).append(1))
