# What a suspended generator keeps: locals, loops, try blocks, with blocks, handled exceptions.
import sys
def loops():
    for i in range(3):
        for j in "ab":
            got = yield i, j
            if got == "skip": break
            if got == "stop": return "stopped"
g = loops()
print(next(g), next(g), g.send(None), g.send("skip"), g.gi_frame.f_locals["i"])
try: g.send("stop")
except StopIteration as s: print(s.value, g.gi_frame)
def handled():
    try: raise KeyError("in generator")
    except KeyError:
        yield sys.exception()
        yield sys.exception()
    yield sys.exception()
g = handled()
try: raise ValueError("outside")
except ValueError:
    print(repr(next(g)), repr(sys.exception()))
print(repr(next(g)), sys.exception(), next(g))
def bare():
    try: yield 1
    except ValueError:
        try: yield 2
        finally: raise
g = bare(); next(g); print(g.throw(ValueError("again")))
try: next(g)
except ValueError as e: print(repr(e))
class CM:
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0] and a[0].__name__); return a[0] is KeyError
def withs():
    with CM() as a, CM():
        yield "in"
        yield "still in"
    yield "out"
g = withs(); print(next(g), g.throw(KeyError)); g.close()
g = withs(); next(g); g.close()
g = withs(); next(g)
try: g.throw(ValueError)
except ValueError: print("left")
def operands(): return [1, (yield "a"), {"k": (yield "b")}, f"{(yield 'c')}", (yield) + (yield)]
def drive(g, values):
    out = [next(g)]
    try:
        for v in values: out.append(g.send(v))
    except StopIteration as s: return out, s.value
print(drive(operands(), [10, 20, 30, 1, 2]))
def args(a, b=2, *c, d=4, **e): yield locals(); yield a, b, c, d, e
g = args(1, 5, 6, z=1); print(next(g), next(g))
def cond(): return (yield 1) if (yield 0) else (yield 2)
print(drive(cond(), [True, "x"]), drive(cond(), [False, "y"]))
def default_order(x=[]):
    x.append(1)
    yield len(x)
print(list(default_order()), list(default_order()), type(default_order()).__name__)
def mutual(n, other=None):
    for i in range(n): yield i, next(other, None) if other else None
print(list(mutual(3, mutual(2))))
w = {}
def writes():
    w["x"] = yield "assign"
    w["y"], *w["z"] = yield "unpack"
    del w[(yield "delete")]
    assert (yield "assert"), (yield "message")
print(drive(writes(), [1, (2, 3, 4), "y", True, None][:4]), w)
