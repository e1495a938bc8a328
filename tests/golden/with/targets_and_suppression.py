# with: targets of every kind, the order of many managers, and exceptions from each step.
class M:
    def __init__(self, name, enter=None, leave=None, result=None, swallow=False): self.name, self.enter, self.leave, self.result, self.swallow = name, enter, leave, result, swallow
    def __enter__(self):
        print("enter", self.name)
        if self.enter: raise self.enter
        return self.result
    def __exit__(self, kind, error, tb):
        print("exit", self.name, repr(error), tb is not None)
        if self.leave: raise self.leave
        return self.swallow
def attempt(f):
    try: print("->", f())
    except BaseException as e: print("=>", repr(e), "context", repr(e.__context__))
def targets():
    d, l = {}, [0]
    with M("1", result=(1, 2)) as (a, b), M("2", result=[3, 4, 5]) as (c, *e), M("3", result=6) as d["k"], M("4", result=7) as l[0], M("5", result=(8, (9,))) as [f, (g,)]: return a, b, c, e, d, l, f, g
attempt(targets)
def body_raises():
    with M("a"), M("b", swallow=True), M("c"): raise ValueError("body")
    return "swallowed by b"
attempt(body_raises)
def enter_raises():
    with M("a", swallow=True), M("b", enter=KeyError("enter b")), M("c"): return "never"
    return "a swallowed it"
attempt(enter_raises)
def exit_raises():
    with M("a"), M("b", leave=KeyError("exit b")): raise ValueError("body")
attempt(exit_raises)
def bad_target():
    with M("a", swallow=True), M("b", result=5) as (x, y): return "never"
    return "unpacking failed inside a and b"
attempt(bad_target)
def flows():
    out = []
    for i in range(4):
        with M(i, swallow=True):
            if i == 0: continue
            if i == 1: raise KeyError
            if i == 3: break
            out.append(i)
    with (M("p") as p, M("q", result="q") as q,): out.append((p, q))
    with (M("single")): pass
    with (M("tuple"), M("like")): pass
    return out
attempt(flows)
def returns():
    with M("r", swallow=True): return "value"
    return "not this"
attempt(returns)
def truthy():
    for swallow in 0, "", "yes", [0], None, 1.0:
        try:
            with M(swallow, swallow=swallow): raise LookupError
        except LookupError: print("passed")
attempt(truthy)
class BadBool:
    def __bool__(self): raise RuntimeError("bool")
def bad_bool():
    with M("x", swallow=BadBool()): raise KeyError("body")
attempt(bad_bool)
class Static:
    @staticmethod
    def __enter__(): return "static"
    @classmethod
    def __exit__(cls, *a): print(cls.__name__, len(a))
with Static() as s: print(s)
class Instance: pass
i = Instance(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: None
try:
    with i: pass
except TypeError as e: print(type(e).__name__)
def gen():
    with M("g"): yield 1; yield 2
g = gen(); print(next(g)); g.close()
def exits():
    with M("s", swallow=True): raise SystemExit(3)
    with M("k", swallow=True): raise KeyboardInterrupt
    with M("o", leave=ValueError("same")):
        try: raise KeyError("inner")
        finally: print("inner finally")
attempt(exits)
