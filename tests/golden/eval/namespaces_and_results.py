# eval, exec and compile: namespaces, results, flags and what they take.
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except BaseException as e: print(type(e).__name__, e if not isinstance(e, SyntaxError) else "")
g = {"x": 1}; l = {"y": 2}
print(eval("x + 1", g), eval("x + y", g, l), eval(" 1 + 1 "), eval("\t2"), eval("(\n3\n)"), eval(b"4"), eval(bytearray(b"5")), eval("'é'"), sorted(g) == ["__builtins__", "x"])
exec("a = 1; b = a + 1", l := {}); print(l["a"], l["b"]); exec("x = 5\ndef f(): return x", g); print(g["f"](), exec("1 + 1"), exec("")); exec("z = x", g, m := {}); print(m)
attempt(eval, "y", g); attempt(eval, ""); attempt(eval, "a = 1"); attempt(eval, "1 +"); attempt(eval, 5); attempt(eval, "1", 5); attempt(eval, "1", {}, 5); attempt(exec, "x ="); attempt(exec, 5); attempt(exec, "return 1"); attempt(exec, "raise KeyError('k')"); attempt(eval, "1\0"); attempt(eval, "len"), attempt(eval, "len('abc')", {"__builtins__": {}}); attempt(eval, "x", {"__builtins__": {"x": 9}})
class Map:
    def __getitem__(self, k): print("get", k); return k.upper() if k != "missing" else {}[k]
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
print(eval("a + b", {}, Map())); exec("q = r\ndel q", {}, Map()); attempt(eval, "missing", {}, Map()); exec("for i in (1,): pass\nclass K: pass" if False else "for i in (1,): pass", {}, Map())
class D(dict):
    def __missing__(self, k): return f"<{k}>"
print(eval("a + b", {"b": "!"}, D()), [eval("n * 2", {"n": n}) for n in range(3)], eval("[x for x in range(3)]"), eval("lambda: 5")(), eval("(w := 3) + w"))
code = compile("x * 2", "<name>", "eval"); print(eval(code, {"x": 4}), code.co_filename, code.co_name, exec(code, {"x": 1}))
exec(compile("5\n'shown'\nNone", "f", "single") if False else compile("5", "f", "single"))
attempt(compile, "1", "f", "bad"); attempt(compile, "1 2", "f", "eval"); attempt(compile, 5, "f", "exec"); attempt(compile, "1", 5, "exec"); attempt(compile, "a = 1", "f", "eval"); attempt(compile, "1", "f", "exec", 2**30); attempt(compile, "x" * 3 + "\0", "f", "exec")
def inside():
    local = 1
    exec("local = 2; new = 3"); r = eval("local"), 1
    return r
print(inside()); v = 1
class C: v = 2; w = eval("v"); exec("u = v + 1")
print(C.w, C.u); exec("def outer():\n def inner(): return n\n n = 7\n return inner()\nr = outer()", ns := {}); print(ns["r"], sorted(k for k in ns if k[0] != "_"))
exec("'''doc'''\n__annotations__ = {}\nx: int = 1", ns := {}); print(ns["x"]); print(eval("__name__", {"__name__": "given"}), eval("1 if True else undefined"), eval("..."), eval("{**{'a': 1}}"), eval("f'{1+1}'"))
print(exec("global gg; gg = 5"), gg, eval(compile("0", "", "eval", dont_inherit=True)), type(compile("", "", "exec", flags=0x400)).__name__)
