# Dicts: order, views, merging, deletion while keeping order, keys of mixed types.
d = {}
for key in ("z", "a", "m"):
    d[key] = len(d)
print(d, list(d), list(d.values()), list(d.items()))
del d["a"]
d["a"] = 9
d["z"] = "kept place"
print(d)
keys, values, items = d.keys(), d.values(), d.items()
d["new"] = 1
print(keys, values, items, len(keys), "new" in keys, ("new", 1) in items, 1 in values)
print(keys & {"a", "q"}, sorted(keys | {"q"}), sorted(keys - {"z"}), sorted(keys ^ {"a", "x"}), keys == {"z", "m", "a", "new"}, keys.isdisjoint("pq"))
print({1: "int", 1.0: "float", True: "bool"}, {0: "a", False: "b"}, {"1": 1, 1: "1"})
print({(1, 2): "t", None: "n", 3.5: "f", frozenset({1}): "s", int: "type"}[None])
print(d | {"a": 0, "b": 1}, {**d, "m": "new"}, dict(d, extra=1))
d |= {"merged": True}
d.update([("p", 1)], q=2)
print(d)
print(d.pop("p"), d.pop("nope", "default"), d.popitem(), d.get("nope"), d.get("z"), d.setdefault("s", []), d.setdefault("z"))
try:
    d.pop("nope")
except KeyError as error:
    print(repr(error))
try:
    {}.popitem()
except KeyError as error:
    print(error)
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], []), dict(zip("xy", [1, 2])), dict([["a", 1], ("b", 2)]), dict(a=1, **{"b": 2}))
print(list(reversed(d)), list(reversed(d.items()))[:1], sorted(d, key=str), max({"a": 5, "b": 3}, key={"a": 5, "b": 3}.get))
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {} == [], {1: {2: {3: 4}}}[1][2][3])


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return f"K{self.name}"


collide = {Key(n): n for n in range(5)}
print(collide, collide[Key(3)], Key(9) in collide, len(collide))
del collide[Key(2)]
collide[Key(2)] = "again"
print(collide)


class Missing(dict):
    def __missing__(self, key):
        self[key] = value = f"made {key}"
        return value


m = Missing(a=1)
print(m["a"], m["b"], m, m.get("c"), "c" in m)


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())


u = Upper(skipped=1)
u["k"] = 2
print(u, u["K"], u["k"], u.get("k"), type(u.copy()).__name__)
grow = {i: i * i for i in range(100)}
for i in range(0, 100, 2):
    del grow[i]
grow.update({i: "back" for i in range(0, 10, 2)})
print(len(grow), list(grow)[:3], list(grow)[-3:], sum(v for v in grow.values() if isinstance(v, int)))
grow.clear()
print(grow, bool(grow), not {}, len({}))
counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
inverse = {}
for letter, count in counts.items():
    inverse.setdefault(count, []).append(letter)
print(inverse)
