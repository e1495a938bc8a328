# exec, eval and compile: whose names are read and written.
x = "global"
def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)
g = {"x": "given"}
l = {"y": "local"}
exec("z = x + y; global w; w = 1", g, l)
print(sorted(k for k in g if k != "__builtins__"), l)
print(eval("x"), eval("x", {"x": 1}), eval("x", {"x": 1}, {"x": 2}), eval("[x for _ in 'a']", {"x": 1}, {"x": 2}))
attempt(eval, "y", {}, None)
attempt(eval, "len([])", {"__builtins__": {}})
attempt(eval, "len([])", {"__builtins__": {"len": lambda v: "mine"}})
attempt(exec, "def f(): return undefined\nf()", {"undefined": 3})
attempt(exec, "def f(): return inner\ninner = 1\nf()", {}, {})
attempt(exec, "class C:\n  v = 1\n  def f(self): return v\nC().f()", {})
attempt(eval, "1", [])
attempt(eval, "1", {}, 5)
attempt(exec, "1", 5)
attempt(exec, "1", {}, "no")
attempt(eval, 5)
attempt(eval, b"1 + 1")
attempt(eval, bytearray(b"'\xc3\xa9'"))
attempt(eval, " \t 1+1 \n")
attempt(eval, "")
attempt(eval, "x = 1")
attempt(compile, "1", "f", "other")
attempt(compile, "1;2", "f", "eval")
attempt(eval, "1\x00")
class Mapping:
    def __init__(self): self.log = []
    def __getitem__(self, key):
        self.log.append("get " + key)
        if key == "known": return 7
        raise KeyError(key)
    def __setitem__(self, key, value): self.log.append(f"set {key}={value}")
    def __delitem__(self, key): self.log.append("del " + key)
m = Mapping()
exec("a = known + 1\ndel a\nb = len('xx')", {}, m)
print(m.log)
attempt(eval, "unknown", {}, m)
class Missing(dict):
    def __missing__(self, key): return "missing " + key
print(eval("abc + x", {"x": "!"}, Missing()))
attempt(eval, "abc", Missing())
code = compile("r = [n * k for n in range(3)]", "<here>", "exec")
space = {"k": 2}
exec(code, space)
print(space["r"], code.co_filename, code.co_flags & 64)
def inside():
    a = 1
    exec("a = 2; b = 3")
    return a
print(inside())
def reads():
    a = 5
    return eval("a + 1"), eval("[a]")
print(reads())
single = compile("1 + 1\n", "s", "single")
exec(single)
exec(compile("'text'; None; [1]\n", "s", "single"))
def free():
    v = 3
    def inner(): return v
    return inner
attempt(exec, free().__code__)
exec(free().__code__, {}, closure=free().__closure__)
attempt(exec, free().__code__, {}, closure=())
attempt(eval, "(y := 5, y)", {}, d := {})
print(d)
