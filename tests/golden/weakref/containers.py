# WeakSet, WeakKeyDictionary, WeakValueDictionary, WeakMethod and finalize: what stays while something else holds it.
import gc
import weakref
class Node:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"<{self.name}>"
    def method(self): return f"method of {self.name}"
nodes = [Node(n) for n in "abc"]
values = weakref.WeakValueDictionary({n.name: n for n in nodes})
keys = weakref.WeakKeyDictionary((n, n.name) for n in nodes)
ws = weakref.WeakSet(nodes)
print(len(values), len(keys), len(ws), nodes[0] in ws, nodes[0] in keys, "a" in values)
print(sorted(values.items(), key=str), sorted(keys.values()), sorted(map(str, ws)))
gone = nodes.pop()
method = weakref.WeakMethod(gone.method)
print(method()(), gone.method == method())
fin = weakref.finalize(gone, print, "finalized", "c", sep="-")
print(fin.alive, fin.detach() is not None, fin.alive, fin())
fin = weakref.finalize(gone, print, "finalized again")
fin.atexit = False
del gone
gc.collect()
print(len(values), len(keys), len(ws), method(), fin.alive, "c" in values, values.get("c", "default"))
try: values["c"]
except KeyError as error: print("KeyError", error)
fin = weakref.finalize(nodes[0], lambda *a: a, 1, 2)
print(fin(), fin(), fin.alive, fin.peek())
print(values.pop("a"), values.setdefault("a", nodes[0]), values.pop("zz", 5), sorted(values.keys()))
print(keys.pop(nodes[1]), keys.get(nodes[1]), len(keys), keys.setdefault(nodes[1], "again"), keys[nodes[1]])
other = weakref.WeakSet([nodes[0], Node("temporary")])
gc.collect()
print(ws & other, len(ws | other), len(ws - other), other <= ws, ws.isdisjoint(other), ws == weakref.WeakSet(nodes)) if False else print(len(ws & other), len(ws - other), other <= ws, ws.isdisjoint(other), ws == weakref.WeakSet(nodes))
for bad in lambda: weakref.WeakSet([5]), lambda: keys.__setitem__(5, 1), lambda: values.__setitem__("x", 5), lambda: weakref.WeakMethod(len), lambda: weakref.ref(5), lambda: weakref.ref(()), lambda: weakref.proxy(None):
    try: bad()
    except TypeError as error: print(error)
p = weakref.proxy(nodes[0])
print(p.name, p.method(), type(p).__name__, p == nodes[0], weakref.getweakrefcount(nodes[0]) > 0)
p.name = "renamed"; print(nodes[0])
try: hash(p)
except TypeError as error: print(error)
nodes.clear(); values.clear(); gc.collect()
try: p.name
except ReferenceError as error: print(error)
print(len(ws), len(values), list(keys))
