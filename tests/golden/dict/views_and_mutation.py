# Views of dicts as sets, and what happens to views and iterators when the dict changes.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
d = {"a": 1, "b": [2], "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(sorted(k & "abz"), sorted(k | ["q"]), sorted(k ^ {"a", "z"}), sorted(k - ["a"]), "abc" - k, sep=" | ")
print(("a", 1) in i, ("a", 2) in i, "a" in i, ("a",) in i, ("b", [2]) in i, [2] in v)
print(k == {"a", "b", "c"}, k == ["a"], k <= set("abcd"), k > {"a"}, k.isdisjoint("xyz"), k == {"a": 1, "b": 2, "c": 3}.keys(), v == v, v == d.values(), i == d.items())
attempt(lambda: i & {("a", 1)})
attempt(lambda: sorted({"x": 1}.items() | {"y": 2}.items()))
attempt(lambda: k < ["a"])
attempt(lambda: k & 5)
attempt(lambda: 5 - k)
attempt(lambda: k + k)
attempt(lambda: hash(v) == hash(v))
attempt(lambda: hash(k))
attempt(lambda: k[0])
attempt(lambda: v.isdisjoint)
attempt(lambda: k.mapping["a"])
attempt(lambda: k.mapping.__class__.__name__)
attempt(lambda: k.__class__())
print(list(reversed(k)), list(reversed(i)), repr(v), len(i), repr({}.items()))
def while_iterating(change, over=lambda d: d):
    d = {n: n for n in range(4)}
    seen = []
    try:
        for x in over(d):
            seen.append(x)
            change(d, x)
        return seen, d
    except RuntimeError as error:
        return seen, str(error)
print(while_iterating(lambda d, x: d.update({x: -1})))
print(while_iterating(lambda d, x: d.update({9: 0})))
print(while_iterating(lambda d, x: d.pop(x)))
print(while_iterating(lambda d, x: d.pop(3, 0) if x == 0 else None))
print(while_iterating(lambda d, x: d.clear()))
print(while_iterating(lambda d, x: (d.pop(x), d.update({x: 5}))[1] if x < 2 else None))
print(while_iterating(lambda d, x: d.pop(x), lambda d: list(d)))
print(while_iterating(lambda d, x: d.clear() if x == 3 else None))
it = iter({1: 2, 3: 4})
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__())
class Evil:
    def __init__(self, name): self.name = name
    def __hash__(self): return 1
    def __eq__(self, other):
        if armed: target.clear()
        return self.name == other.name
armed, target = False, {}
for n in "xyz":
    target[Evil(n)] = n
armed = True
print(target.get(Evil("z"), "gone"), len(target))
attempt(lambda: {1: 2} == {1: Raises()})
class Raises:
    def __eq__(self, other): raise ValueError("compared")
    __hash__ = object.__hash__
attempt(lambda: {1: 2} == {1: Raises()})
attempt(lambda: {1: 2} == {2: Raises()})
attempt(lambda: dict([(1, 2), (3,)]))
attempt(lambda: dict([1]))
attempt(lambda: dict(5))
attempt(lambda: {}.update([[1, 2], "ab"], x=1))
attempt(lambda: {}.popitem())
attempt(lambda: {}.pop("k"))
attempt(lambda: dict.fromkeys("ab", []) | {"c": 0} | {})
attempt(lambda: {} | [])
attempt(lambda: {"a": 1}.__ior__([("b", 2)]))
attempt(lambda: {}.__or__([]))
a = {"p": 1}
a |= {"q": 2}.items()
print(a, a.setdefault("r"), a.setdefault("p", 9), a.pop("zz", None), list(a.items())[-1], a.popitem())
# python3.14
