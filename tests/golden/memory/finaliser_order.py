# When __del__ and weak reference callbacks run: at del, rebinding, leaving functions, in what order, and with which errors.
import gc, sys, weakref
log = []
class N:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)
def flush(what):
    gc.collect()
    print(what, log)
    log.clear()
a = N("a"); del a
flush("del")
a = N("first"); a = N("second")
flush("rebound")
del a
flush("second")
def local():
    x, y = N("x"), N("y")
    log.append("body")
local()
flush("locals")
def keeps():
    z = N("z")
    return lambda: z
k = keeps()
flush("in a closure")
del k
flush("closure gone")
l = [N(1), N(2), N(3)]
l.pop(0); l.clear()
flush("list")
d = {"k": N("value")}
d["k"] = N("other")
flush("dict value")
d.clear()
flush("dict")
def argument(n): log.append("called")
argument(N("argument"))
flush("argument")
N("temporary").name.upper()
flush("expression")
class Parent(N):
    def __init__(self, name, child): super().__init__(name); self.child = child
p = Parent("parent", N("child")); del p
flush("parent before child")
class Phoenix(N):
    saved = []
    def __del__(self):
        log.append("dies")
        Phoenix.saved.append(self)
Phoenix("ph")
flush("resurrected")
print(len(Phoenix.saved), Phoenix.saved[0].name)
Phoenix.saved.clear()
flush("not twice")
c1, c2 = N("c1"), N("c2")
c1.other, c2.other = c2, c1
r = weakref.ref(c1, lambda ref: log.append(f"callback {ref() is None}"))
del c1, c2
gc.collect()
print(sorted(map(str, log)), r())
log.clear()
o = N("o")
refs = [weakref.ref(o, lambda ref, i=i: log.append(i)) for i in range(3)]
same = weakref.ref(o)
print(same is weakref.ref(o), same is refs[0], same == refs[0], hash(same) == hash(o), weakref.getweakrefcount(o))
del o
flush("callbacks newest first")
o = N("f")
f = weakref.finalize(o, log.append, "finalized")
print(f.alive, f.peek()[1].__name__, f.peek()[2])
del o
flush("finalize")
print(f.alive, f(), f.peek())
def gen():
    try: yield N("in generator")
    finally: log.append("generator closed")
g = gen(); n = next(g); del g
flush("generator")
del n
flush("its value")
try:
    raise KeyError(N("in exception"))
except KeyError as e:
    pass
flush("exception")
for i in map(N, "ab"): log.append("round")
flush("loop")
del i
flush("loop variable")
