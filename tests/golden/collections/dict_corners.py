"""Dicts: insertion order through changes, views' algebra, mutation while iterating, keys that compare oddly, merges."""
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 9
del d["a"]
d["a"] = 4
print(d, list(d.items()), list(reversed(d)), d.popitem(), d.setdefault("b", 0), d.setdefault("n"), d | {"b": 0, "z": 1}, {**d, "c": 5})
d |= [("q", 7)]
print(d, {1: "int", 1.0: "float", True: "bool"}, {0: "a", False: "b", -0.0: "c"}, {"k": 1, "k": 2}, {float("nan"): 1, float("nan"): 2})
for change in ["d['new'] = 1", "del d['q']", "d.clear()", "d.update(x=1)", "d['c'] = d['c'] + 1", "d.popitem()"]:
    d = {"c": 1, "q": 2}
    try:
        for key in d:
            exec(change)
            if len(d) == 0 or change.startswith("d['c']"):
                continue
        print(change, "fine", d)
    except RuntimeError as error:
        print(change, error)
k, i = {"a": 1, "b": 2, "c": 3}.keys(), {"a": 1, "b": 2}.items()
print(k & {"a", "z"}, sorted(k | "xy"), sorted(k - {"a"}), sorted(k ^ {"c", "d"}), k >= {"a"}, k == {"a", "b", "c"}, i & {("a", 1)}, k.isdisjoint("xyz"), ("a", 1) in i, ("a", 2) in i, [1] in {}.values(), sorted({"p"} | k), len(i), repr(i), repr({1: 2}.values()))
v = {"a": 1}
views = v.keys(), v.values(), v.items()
v["b"] = 2
print(*map(list, views), views[0].mapping["b"], *(type(x).__name__ for x in views), list(reversed(views[2])))


class Key:
    made = 0

    def __init__(self, value, hashed=None):
        self.value, self.hashed = value, hashed if hashed is not None else hash(value)

    def __hash__(self):
        return self.hashed

    def __eq__(self, other):
        Key.made += 1
        return isinstance(other, Key) and self.value == other.value

    def __repr__(self):
        return f"K{self.value}"


same = {Key(n, 7): n for n in range(6)}
print(same, same[Key(3, 7)], Key(3, 8) in same, Key.made > 10, same.pop(Key(0, 7)), len(same))
one = Key("one")
table = {one: "first"}
one.hashed = 5
print(one in table, list(table), Key("one") in table)


class Fails:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("compare")


class Unhashable:
    __hash__ = None


bad = {Fails(): 1}
for action in [lambda: bad[Fails()], lambda: {}[Unhashable()], lambda: {[]: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: {}.popitem(), lambda: {}.pop("x"), lambda: {}["gone"], lambda: dict(a=1, **{"a": 2}), lambda: {} < {}, lambda: {}.update(1, 2)]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error) if not isinstance(error, TypeError) else "")


class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Missing(a=1)
print(m["b"], m, m.get("c"), "c" in m, {**m}, dict(m) == m, m.copy().__class__.__name__, Missing.fromkeys("xy", 0), type(m | {}).__name__)
print(dict(zip("ab", range(2)), c=3), dict.fromkeys(range(3)), dict({"a": 1}), dict([["x", 1], ("y", 2)]), dict((c, ord(c)) for c in "hi"), {n: n ** 2 for n in range(5) if n % 2})
nested = {"l": [1]}
shallow = nested.copy()
shallow["l"].append(2)
nested["self"] = nested
print(shallow, nested, len({i: i for i in range(1000)}), sum({i: i for i in range(1000)}), sorted({3: "c", 1: "a"}.items(), reverse=True), max({"a": 3, "b": 1}, key={"a": 3, "b": 1}.get))
big = {}
for n in range(300):
    big[n] = n
    if n % 3:
        del big[n]
print(len(big), list(big)[:5], list(big)[-1], {1: 2} == {1: 2.0}, {1: [2]} != {1: [3]}, {(1, 2): 3}[1, 2])
