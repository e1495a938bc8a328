# python3.14
# Lengths beyond what a double holds, notes of updates from pairs, and elements whose hash is known.
import sys
for r in (range(10**17), range(2**53+5), range(sys.maxsize), range(-sys.maxsize, sys.maxsize, 2), range(2**63)):
    try: print(len(r), r.__len__(), r.index(r[-1]), r[2**53+1] if len(r)>2**53+1 else None)
    except Exception as e: print(type(e), e)
class C:
    def __len__(self): return 2**53+3
    def __length_hint__(self): return 2**60
print(len(C()))
class D:
    def __len__(self): return 2**63
try: len(D())
except Exception as e: print(type(e), e)
class I:
    def __index__(self): return 2**53+3
print(range(2**60)[I()], slice(I()).indices(2**60), "a"[:I()])
d={"a":1}
def badgen():
    yield "key"
    raise TypeError("oops")
try: dict([badgen()])
except TypeError as e: print(e, e.__notes__)
try: dict([5])
except TypeError as e: print(e, getattr(e,"__notes__",None))
try: d.update(["abc"])
except ValueError as e: print(e, getattr(e,"__notes__",None))
class H(int):
    n=0
    def __hash__(self): H.n+=1; return int.__hash__(self)
dd=dict.fromkeys(map(H, range(10))); print(H.n); s=set(dd); print(H.n); s2=frozenset(dd); s.update(dd); s.difference(dd); print(H.n); s.symmetric_difference_update(dd); s|=dd.keys(); dict(dd); dd.copy(); print(H.n); set(s); s & s2; s.union(dd, s2); print(H.n); dd2={}; dd2.update(dd); dict.fromkeys(s2); {**dd}; print(H.n)
