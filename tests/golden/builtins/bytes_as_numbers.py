# python3.14
# Numbers of what has bytes, counts of type()'s arguments, what generators say of their methods.
import array
for f in (lambda: float(memoryview(b"12.34")), lambda: float(memoryview(b"12.34")[1:3]), lambda: int(memoryview(b"12")), lambda: int(array.array("B", b"100")), lambda: float(array.array("B", b"1.5")), lambda: int(memoryview(b"1x")), lambda: int(array.array("B", b"100"), 10)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class M(type): pass
import warnings
warnings.simplefilter('ignore')
for f in (lambda: M(5), lambda: type(1,2), lambda: M(1,2), lambda: type(1, 2, 3, 4)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
async def c(): pass
x = c(); print(type(x).send.__doc__); print(type(x).throw.__doc__); print(type(x).close.__doc__); x.close()
def g(): yield
print(type(g()).send.__doc__); print(type(g()).throw.__doc__); print(type(g()).close.__doc__)
print(type(x.__await__()).send.__doc__,type(x.__await__()).throw.__doc__,type(x.__await__()).close.__doc__)
async def ag(): yield
a = ag()
for n in ("asend","athrow","aclose"): print(repr(getattr(type(a), n).__doc__))
for n in ("send","throw","close"): print(repr(getattr(type(a.asend(1)), n).__doc__))
