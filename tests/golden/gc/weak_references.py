"""Callbacks of weak references to garbage are called, unless the weak reference is garbage too."""
import gc
import weakref

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self


log = []
a = Node("a")
outside = weakref.ref(a, lambda ref: log.append(("outside", ref() is None)))
del a
print(outside() is not None, log)
gc.collect()
print(outside(), log)

# The weak reference dies with what it refers to: nobody is told.
log.clear()
b = Node("b")
b.ref = weakref.ref(b, lambda ref: log.append("inside"))
del b
gc.collect()
print(log)

# A callback sees no garbage: what it can reach is not garbage.
log.clear()
c, d = Node("c"), Node("d")
c.other, d.other = d, c
refs = [weakref.ref(x, lambda ref: log.append(len(log))) for x in (c, d, c)]
del c, d
gc.collect()
print(sorted(log), [ref() for ref in refs])

# Mappings and sets that hold weakly.
values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
both = weakref.WeakSet()
for name in "efg":
    node = Node(name)
    values[name] = node
    keys[node] = name
    both.add(node)
print(len(values), len(keys), len(both))
del node
gc.collect()
print(len(values), len(keys), len(both))

# finalize() and proxies.
node = Node("h")
finalizer = weakref.finalize(node, log.append, "finalized")
proxy = weakref.proxy(node)
print(proxy.name, finalizer.alive)
del node
gc.collect()
print(finalizer.alive, log[-1])
try:
    proxy.name
except ReferenceError as error:
    print(type(error).__name__)

# A callback may collect, and may make new cycles.
count = 0


def again(ref):
    global count
    count += 1
    gc.collect()
    if count < 5:
        node = Node(count)
        refs.append(weakref.ref(node, again))


refs = []
again(None)
for _ in range(10):
    gc.collect()
print(count, [ref() for ref in refs])
