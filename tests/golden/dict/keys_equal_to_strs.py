# Keys that are no strs but equal to one, which only their own comparison knows: wherever names are looked up.
class K:
    def __init__(s,n="iter"): s.n=n
    def __hash__(s): return hash(s.n)
    def __eq__(s,o): print("eq", o); return o==s.n
d={}
d[K()]=1
print(d.get("iter"), "iter" in d, len(d))
d={K():1, "x":2}
print(d["iter"])
class S(str):
    def __eq__(s,o): print("Seq"); return str.__eq__(s,o)
    __hash__=str.__hash__
d={S("abc"): 5}
print(d["abc"], d.get("abc"))
d["abc"]=7
print(len(d), d)
print({"abc":1, S("abc"):2})
class C: pass
c=C(); c.__dict__[K("attr")]=3
try: print(c.attr)
except AttributeError as e: print(e)
def g(): return globals()
globals()[K("foo")]=9
try: print(foo)
except NameError as e: print(e)
def f(): return foo
for i in range(3):
    try: print(f())
    except NameError as e: print(e)
print(setattr(c,"attr",4), len(c.__dict__))
from types import SimpleNamespace
n=SimpleNamespace(); n.__dict__[K("z")]=1
print(n.z)
print(dict.fromkeys([K("q")])=={"q":None}, {K("q")}=={"q"}, "q" in {K("q")}, len({"q"} & {K("q")}))
del d["abc"]; print(d)
d={K("u"):1}; print(d.pop("u"), d); d={K("u"):1}; print(d.setdefault("u", 5)); d.update(u=3); print(list(d.values()))
