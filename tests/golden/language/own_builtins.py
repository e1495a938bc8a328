"""Code that brings builtins of its own, in `__builtins__` of its globals."""
def attempt(source, space, mode=exec):
    try:
        r = mode(source, space)
        print("ok", r, sorted(k for k in space if k != "__builtins__"))
    except Exception as e:
        print(type(e).__name__, e)
attempt("len([])", {"__builtins__": {}}, eval)
attempt("x = len([1])", {"__builtins__": {"len": lambda v: "mine"}})
s = {"__builtins__": {"len": lambda v: "mine"}}
exec("def f(): return len([1])", s)
for i in range(5): print(s["f"](), end=" ")
print(s["f"].__builtins__ is s["__builtins__"])
attempt("import os", {"__builtins__": {}})
attempt("import os", {"__builtins__": {"__import__": lambda *a: a[0]}})
attempt("class A: pass", {"__builtins__": {}})
attempt("class A: pass", {"__builtins__": {"__build_class__": lambda f, n: "built " + n}})
attempt("open('x')", {"__builtins__": None}, eval)
class D(dict):
    def __getitem__(self, k):
        if k == "magic": return 42
        return dict.__getitem__(self, k)
attempt("magic", {"__builtins__": D()}, eval)
attempt("other", {"__builtins__": D()}, eval)
attempt("[len(x) for x in ['ab']]", {"__builtins__": {"len": str}}, eval)
attempt("exec('y = len(1)', z)", {"z": {}, "__builtins__": {"exec": exec, "len": str}})
attempt("__builtins__", {"__builtins__": {}}, eval)
import types, builtins
m = types.ModuleType("m"); m.abs = "module abs"
attempt("abs", {"__builtins__": m}, eval)
attempt("abs(-1)", {"__builtins__": builtins}, eval)
g = {"__builtins__": {"print": print}}
exec("def g():\n  def h(): return print('nested')\n  return h\ng()()", g)
f = types.FunctionType((lambda: len("ab")).__code__, {"__builtins__": {"len": lambda v: "other"}})
print(f())
for i in range(4):
    print(f(), end=" ")
