# with: where __enter__ and __exit__ are looked for, what their results do, and several managers in one statement.
log = []
class M:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        log.append(f"enter {self.name}")
        if self.fail == "enter": raise RuntimeError(f"{self.name} enter")
        return self.name
    def __exit__(self, kind, value, tb):
        log.append(f"exit {self.name} {kind.__name__ if kind else None} {value} {tb is not None}")
        if self.fail == "exit": raise RuntimeError(f"{self.name} exit")
        return self.swallow
def run(what, f):
    log.clear()
    try:
        result = f()
    except BaseException as error:
        result = f"{type(error).__name__} {error}, context {error.__context__!r}"
    print(what, log, result)
def two():
    with M("a") as a, M("b") as b: return a + b
def swallowed():
    with M("a"), M("b", True): raise KeyError("k")
    return "after"
def swallowed_outside():
    with (M("a", True), M("b"),): raise KeyError("k")
    return "after"
def second_enter_fails():
    with M("a") as a, M("b", fail="enter") as b: return "body"
def exit_fails():
    with M("a"), M("b", fail="exit"): return "lost"
def exit_fails_over_error():
    with M("a", 1), M("b", fail="exit"): 1 / 0
    return "went on"
def in_loop():
    for i in range(3):
        with M(i):
            if i == 0: continue
            if i == 1: break
    return i
def target_fails():
    with M("abc") as (x, y): pass
def targets():
    d, l = {}, [0]
    with M("xy") as (a, b), M("z") as d["k"], M("w") as l[0]: return a, b, d, l
def odd_truth():
    class T(M):
        def __exit__(self, *args): return []
    class U(M):
        def __exit__(self, *args):
            class B:
                def __bool__(self): raise ValueError("bool of the result")
            return B()
    try:
        with T("t"): raise KeyError(1)
    except KeyError: pass
    with U("u"): pass
    with U("u"): raise KeyError(2)
def on_instance():
    class E: pass
    e = E()
    e.__enter__ = e.__exit__ = lambda *a: None
    with e: pass
def yields():
    def g():
        with M("g"): yield 1
    it = g(); next(it); it.close()
    return "closed"
def changes_while_inside():
    m = M("m")
    with m: m.__class__ = type("N", (M,), {"__exit__": lambda *a: log.append("other exit")})
def return_in_finally_order():
    try:
        with M("x"): return "value"
    finally: log.append("finally")
def exit_system():
    with M("s", True): raise SystemExit(3)
    return "stayed"
for f in (two, swallowed, swallowed_outside, second_enter_fails, exit_fails, exit_fails_over_error, in_loop, target_fails, targets, odd_truth, yields, changes_while_inside,
          return_in_finally_order, exit_system):
    run(f.__name__, f)
try:
    on_instance()
except TypeError as error:
    print(str(error).partition(" (")[0])
