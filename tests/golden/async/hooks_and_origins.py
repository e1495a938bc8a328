# python3.14
# Hooks for async generators, and where coroutines were made.
import sys
async def ag():
    try:
        yield 1
        yield 2
    finally: print("closing")
def first(g): print("first", g.__name__)
def fin(g):
    print("fin", g.__name__)
    try: g.aclose().send(None)
    except StopIteration: print("closed")
sys.set_asyncgen_hooks(first, fin)
print(sys.get_asyncgen_hooks().firstiter is first)
g = ag()
try: g.__anext__().send(None)
except StopIteration as e: print(e.value)
del g
print("gone")
sys.set_asyncgen_hooks(None, None)
try: sys.set_asyncgen_hooks(firstiter=1)
except TypeError as e: print(e)
try: sys.set_asyncgen_hooks(finalizer=1)
except TypeError as e: print(e)
try: sys.set_asyncgen_hooks(first, 1)
except TypeError as e: print(e)
print(sys.get_asyncgen_hooks())
g = ag()
try: g.__anext__().send(None)
except StopIteration as e: print(e.value)
del g
print(sys.get_coroutine_origin_tracking_depth())
async def c(): pass
def outer():
    def inner(): return c()
    return inner()
for d in (0, 1, 2, 5):
    sys.set_coroutine_origin_tracking_depth(d)
    x = outer()
    print(d, x.cr_origin and [(l, n) for f, l, n in x.cr_origin])
    x.close()
for bad in (-1, "x", 1.5, 10**20):
    try: sys.set_coroutine_origin_tracking_depth(bad)
    except Exception as e: print(type(e).__name__, e)
import warnings
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    outer()
for line in str(log[0].message).replace(__file__, "here").splitlines():
    if not line.startswith("    "): print(line)
sys.set_coroutine_origin_tracking_depth(0)
async def late():
    g = ag()
    async for x in g:
        print(x); break
sys.set_asyncgen_hooks(finalizer=lambda g: print("late", g.__name__, g.ag_frame is not None))
try: late().send(None)
except StopIteration: pass


# A cycle dies as others do.
import gc
async def cyclic():
    me.append(g)
    yield 1
    yield 2
me = []
sys.set_asyncgen_hooks(finalizer=lambda g: print("of a cycle", g.__name__))
g = cyclic()
try: g.__anext__().send(None)
except StopIteration: pass
class Box: pass
b = Box()
b.g, b.me = g, b
del g, b, me[:]
gc.collect()
print("end")
