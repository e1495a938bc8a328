# python3.14
# Warnings that builtins give.
import warnings
def rec(f):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        try:
            r = f()
        except BaseException as e:
            r = f"{type(e).__name__}: {e}"
        shown = [(w.category.__name__, str(w.message)) for w in log]
    print(r, shown)
def g():
    try: yield 1
    except ValueError as e: yield repr(e)
async def co(): pass
async def ag():
    yield 1
import types
def t3():
    x = g(); next(x); return x.throw(ValueError, "a", None)
rec(t3)
def t2():
    x = g(); next(x); return x.throw(ValueError, "a")
rec(t2)
def t1():
    x = g(); next(x); return x.throw(ValueError("a"))
rec(t1)
rec(lambda: ~True)
rec(lambda: ~False)
rec(lambda: [~b for b in (True, False)])
rec(lambda: True.__invert__())
class C(complex): pass
class F(float): pass
class I(int): pass
class X:
    def __init__(s, v): s.v = v
class XC(X):
    def __complex__(s): return s.v
class XF(X):
    def __float__(s): return s.v
class XI(X):
    def __index__(s): return s.v
class XN(X):
    def __int__(s): return s.v
rec(lambda: complex(1j, 2))
rec(lambda: complex(1, 2j))
rec(lambda: complex(1j, 2j))
rec(lambda: complex(real=1j))
rec(lambda: complex(imag=1j))
rec(lambda: complex(XC(C(1j))))
rec(lambda: complex(XC(1j), 2))
rec(lambda: complex(XC(1)))
rec(lambda: complex("1", 2))
rec(lambda: complex(1, "2"))
rec(lambda: complex(1, XC(2)))
rec(lambda: complex(XF(F(1)), 2))
rec(lambda: complex(XF(1)))
rec(lambda: float(XF(F(1))))
rec(lambda: type(float(XF(F(1)))))
rec(lambda: float(XF(1)))
rec(lambda: int(XI(I(1))))
rec(lambda: int(XI(True)))
rec(lambda: int(XN(True)))
rec(lambda: int(XN(I(3))))
rec(lambda: int(XN(1.5)))
rec(lambda: int(XI(1.5)))
rec(lambda: [1,2,3][XI(True)])
rec(lambda: [1,2,3][XI(I(1))])
import operator, math
rec(lambda: operator.index(XI(True)))
rec(lambda: math.sqrt(XF(F(4))))
rec(lambda: range(XI(I(4))))
rec(lambda: "%d" % XN(I(4)))
rec(lambda: "%x" % XI(I(4)))
rec(lambda: bytes(XI(True)))
rec(lambda: float.from_number(XF(F(1))))
rec(lambda: complex.from_number(XC(C(1))))
rec(lambda: round(1.5, XI(True)))
rec(lambda: float(XI(I(4))))
rec(lambda: float(XI(1.5)))
def asend(): ag().asend(None)
rec(asend)
def athrow(): ag().athrow(ValueError)
rec(athrow)
def athrow3(): ag().athrow(ValueError, "a", None)
rec(athrow3)
def aclose(): ag().aclose()
rec(aclose)
def anext(): ag().__anext__()
rec(anext)
def cor(): co()
rec(cor)
def setcode():
    def h(): pass
    h.__code__ = g.__code__
rec(setcode)
def cothrow():
    c = co()
    c.throw(ValueError, "a")
rec(cothrow)
rec(lambda: ag().asend(1).throw(ValueError, "b"))
rec(lambda: co().__await__().throw(ValueError, "b"))
rec(lambda: sum([1j, 0.1, 0.2, 1e100, 1, -1e100]))
rec(lambda: sum([0.1j]*10))
rec(lambda: sum([0.1]*10+[1j]))
rec(lambda: types.GeneratorType[int])
rec(lambda: types.CoroutineType[int])
rec(lambda: types.AsyncGeneratorType[int])
rec(lambda: list(map(type(g())))) 
class Aw:
    def __init__(s, v): s.v = v
    def __await__(s): return s.v
async def aw(v): await Aw(v)
def aw1():
    c = co()
    try: aw(c).send(None)
    finally: c.close()
rec(aw1)
rec(lambda: aw(None).send(None))
rec(lambda: aw(Aw(1)).send(None))
def imp():
    exec("from . import foo", {"__name__": "sys.b"})
rec(imp)
rec(lambda: exec("from . import foo", {"__name__": "sys.b", "__package__": "nowhere", "__spec__": types.SimpleNamespace(parent="y")}))


def error():
    # As an exception, each leaves what it warns of undone.
    for f in (lambda: ~True, lambda: complex(1j, 2), lambda: float(XF(F(1))), lambda: int(XI(True)), asend, t3, setcode):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                print(f())
            except Warning as e:
                print(type(e).__name__, e)


import sys, traceback
sys.unraisablehook = lambda u: print(u.err_msg.partition("<")[0], repr(u.exc_value))
error()
sys.unraisablehook = sys.__unraisablehook__

# Raised by the builtin, and not by the library that decides about it.
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        ~True
    except DeprecationWarning as e:
        print([frame.name for frame in traceback.extract_tb(e.__traceback__)])

# Warned of once, though the warning has kept it alive.
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    co()
kept = log[0].source
print(len(log), kept.cr_frame is not None)
log.clear()
del kept


def flips(n):
    flag, total = True, 0
    for k in range(n):
        flag = k % 3 == 0
        total += ~flag
    return total


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    print(flips(1000), len(log))
