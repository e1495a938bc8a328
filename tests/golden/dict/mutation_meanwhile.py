# dicts whose keys' __eq__ and __hash__ change them, fail, or lie.
class Key:
    def __init__(self, name, h=1, do=None): self.name, self.h, self.do = name, h, do
    def __hash__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
    def __eq__(self, other):
        if self.do: return self.do(self, other)
        return isinstance(other, Key) and self.name == other.name
    def __repr__(self): return f"K{self.name}"
def attempt(f):
    try: print(f())
    except Exception as error: print(type(error).__name__, error)
d = {Key("a"): 1, Key("b"): 2, Key("c", 2): 3}
print(d[Key("b")], Key("c", 2) in d, Key("c", 1) in d, d.get(Key("z"), "no"))
def boom(a, b): raise ValueError("eq")
bad = Key("x", 1, boom)
attempt(lambda: d[bad]); attempt(lambda: bad in d); attempt(lambda: d.get(bad)); attempt(lambda: d.pop(bad)); attempt(lambda: d.setdefault(bad, 1)); attempt(lambda: d.update({bad: 1})); attempt(lambda: {bad, Key("a")}); attempt(lambda: d == {bad: 1, 2: 2, 3: 3})
for h in ValueError("hash"), 2**70, -1, True:
    attempt(lambda: {Key("h", h): 1}[Key("h", h)])
attempt(lambda: hash(Key("m", -1))); attempt(lambda: hash(Key("m", 2**61 - 1))); attempt(lambda: hash(Key("m", 2**61)))
target = {}
def clears(a, b): target.clear(); return False
target[Key("a", 5)] = 1; target[Key("b", 5)] = 2
k = Key("q", 5, clears)
print(target.get(k, "gone"), len(target))
target[Key("a", 5)] = 1
target[k] = 9; print(len(target), list(target.values()))
target = {Key("a", 5): 1}
def grows(a, b): target.update({i: i for i in range(20)}); return False
print(target.get(Key("g", 5, grows)), len(target))
always = Key("any", 7, lambda a, b: True)
print({always: 2, Key("two", 7): 3}, always in [1, 2], [1].index(always), [1, always].count("x"), {1: "a"}.get(always), always in {7: 1}, {7, always})
mutable = Key("m", 1); d = {mutable: "v"}; mutable.h = 2
print(mutable in d, d.get(mutable), list(d)[0] is mutable, mutable in list(d)); d[mutable] = "again"; print(len(d)); d.clear(); print(d)
class Str(str):
    def __hash__(self): return hash(str(self))
    def __eq__(self, o): return str.__eq__(self, o)
d = {Str("a"): 1}; print(d["a"], "a" in d, d == {"a": 1}); d["a"] = 2; print(type(list(d)[0]).__name__, d); d = {"a": 1}; print(d[Str("a")], d.pop(Str("a")), d)
d = {1: "int"}; d[1.0] = "float"; d[True] = "bool"; print(d, d[1 + 0j], len({0, 0.0, False, -0.0, 0j}))
nan = float("nan"); d = {nan: 1}; d[float("nan")] = 2; print(len(d), d[nan], nan in d, float("nan") in d)
