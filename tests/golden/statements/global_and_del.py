# global, nonlocal and del: names that come, go, and come back.
x = "module"
def sets():
    global x, made
    x = "set"; made = "new"
sets(); print(x, made)
def deletes():
    global made
    del made
deletes(); print("made" in globals())
def local_only():
    x = 1
    del x
    try: x
    except UnboundLocalError as error: print(error)
    x = 2
    return x
print(local_only(), x)
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    def drop():
        nonlocal n
        del n
    return up, drop
up, drop = counter(); print(up(), up()); drop()
try: up()
except NameError as error: print(type(error).__name__, error)
try: drop()
except NameError as error: print(type(error).__name__, error)
def deep():
    v = "deep"
    def a():
        def b():
            nonlocal v
            v += "er"
            def c():
                global v
                v = "global v"
                return lambda: v
            return c()()
        return b(), v
    return a()
print(deep(), v)
class K:
    global from_class
    from_class = 1
    y = x
    def m(self): return x
    x = "class"
    del y
print(from_class, K.x, K().m(), hasattr(K, "y"), hasattr(K, "from_class"))
def conditional(flag):
    if flag: x = 1
    try: return x
    except UnboundLocalError as error: return str(error)
print(conditional(True), conditional(False))
def loop_var():
    for q in []: pass
    try: return q
    except UnboundLocalError: return "unbound"
print(loop_var())
def f():
    exec("x = 'from exec'"); return x
print(f())
for text in "def f():\n x = 1\n global x", "def f(x): global x", "nonlocal x", "def f(): nonlocal zz", "def f():\n nonlocal x", "def f():\n print(x)\n global x", "del f()", "del 1", "del (a, [b, 2])", "global x; x = 1", "class C:\n nonlocal q":
    try: compile(text, "t", "exec"); print("compiles")
    except SyntaxError as error: print(error.msg)
