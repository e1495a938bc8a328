"""OrderedDict: order in equality, moves, pops from both ends, changes under iteration, subclasses, copies, merges."""
from collections import OrderedDict
import copy, pickle


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


o = OrderedDict([("a", 1), ("b", 2)], c=3)
print(o.pop("b"), o.setdefault("z", 0), list(o), o == {"a": 1, "c": 3, "z": 0}, o == OrderedDict(z=0, a=1, c=3), o != OrderedDict(o))
o.move_to_end("a"); o.move_to_end("z", last=False)
print(list(o.items()), list(reversed(o)), list(reversed(o.values())), o.popitem(), o.popitem(last=False), list(o), len(o))
o["c"] = 30; o["d"] = 4; del o["c"]; o["c"] = 5
print(list(o.items()), o.get("q", 9), "d" in o, *map(list, (OrderedDict.fromkeys("aba", 7), o | {"x": 1}, {"x": 1} | o)), type({} | o).__name__)
o |= [("d", 8), ("n", 9)]
print(list(o.items()), o.copy() is not o, type(o.copy()).__name__, copy.deepcopy(o) == o, pickle.loads(pickle.dumps(o)) == o, bool(OrderedDict()))
for make in (lambda: o.pop("no"), lambda: o.pop("no", 5), lambda: OrderedDict().popitem(), lambda: o.move_to_end("no"), lambda: OrderedDict(5),lambda: o["no"],
             lambda: OrderedDict([("a", 1)]).popitem(last="x"), lambda: o.__delitem__("no")):
    attempt(make)


print(sorted(o))


class Recent(OrderedDict):
    def __init__(self, size, *args): self.size = size; super().__init__(*args)
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size: self.popitem(last=False)
    def __missing__(self, key): return f"no {key}"


r = Recent(2)
for key in "abcab": r[key] = key.upper()
print(list(r.items()), r["zz"], r.size, isinstance(r, dict))
r.update(x=1, b=2)
print(list(r.items()), list(r.keys()), r.keys() & {"x"}, r.items() >= {("x", 1)}, list(r.values()))
n = OrderedDict(one=1)
n["self"] = n
print(n == n, "..." in repr(n), OrderedDict() == {}, OrderedDict(a=1) == {"a": 1.0})
k = iter(OrderedDict.fromkeys("xyz"))
print(next(k), list(k), next(k, "end"), list(map(list, (OrderedDict(b=1, a=2).items(), reversed(OrderedDict(b=1, a=2).items())))))
n.clear()
print(n, list(n), {**OrderedDict(q=1)}, dict(OrderedDict(b=1, a=2)), sorted(OrderedDict(b=1, a=2)), min(OrderedDict(b=1, a=2)))
