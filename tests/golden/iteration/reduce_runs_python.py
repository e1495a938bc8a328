# python3.14
# Looking up what an iterator is made by may run Python, which may end the iterator.
import builtins
orig=iter
it=iter("xyz")
class CustomStr:
    def __init__(self, name, iterator):
        self.name = name
        self.iterator = iterator
    def __hash__(self):
        return hash(self.name)
    def __eq__(self, other):
        list(self.iterator)
        return other == self.name
d=builtins.__dict__
for mk in (lambda: iter("xyz"), lambda: iter([1,2,3]), lambda: iter(bytes(8)), lambda: iter((1,2)), lambda: iter(lambda: 0,0), lambda: iter(tuple[int]), lambda: iter(bytearray(8))):
    it=mk()
    del d["iter"]
    d[CustomStr("iter", it)]=orig
    try: print(it.__reduce__())
    except BaseException as e: print(type(e), e)
    for k in list(d):
        if isinstance(k, CustomStr): k.iterator=[]; del d[k]
    d["iter"]=orig
