# del of names, attributes, items and slices, and what is left behind.
def attempt(code, **names):
    try:
        exec(code, names)
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    print({k: v for k, v in names.items() if k not in ("__builtins__", "f", "C")})
attempt("del a", a=1, b=2)
attempt("del a, b", a=1)
attempt("del (a, [b, c])", a=1, b=2, c=3)
attempt("del a; del a", a=1)
attempt("del a[0], a[0]", a=[1, 2, 3])
attempt("del a[5]", a=[1])
attempt("del a['k']", a={})
attempt("del a[0]", a=(1,))
attempt("del a[0]", a="s")
attempt("del a.b", a=1)
attempt("del a.real", a=1)
attempt("del a[::2]", a=[*range(7)])
attempt("del a[-1:-4:-1]", a=[*range(7)])
attempt("del a[1:5][0]", a=[*range(7)])
attempt("del a[:], b", a=[1], b=2)
attempt("del a[1, 2]", a=[1])
attempt("del a[None]", a=[1])
attempt("del ()")
attempt("del []")
attempt("del [a][0], b", a=1, b=2)
attempt("a = 1\ndef f():\n  global a\n  del a\nf()")
attempt("def f():\n  x = 1\n  del x\n  return x\nf()", f=0)
attempt("def f():\n  x = 1\n  def g(): return x\n  del x\n  g()\nf()", f=0)
attempt("def f():\n  x = 1\n  def g():\n    nonlocal x\n    del x\n  g()\n  g()\nf()", f=0)
attempt("for i in [1, 2]:\n  del i\nprint(i)")
attempt("try: 1/0\nexcept ZeroDivisionError as e: pass\nprint(e)")
attempt("try: 1/0\nexcept ZeroDivisionError as e: del e")
attempt("e = 5\ntry: raise KeyError(1)\nexcept KeyError as e: e = 6\nprint('e' in globals())")
attempt("class C:\n  a = 1\n  del a\nr = hasattr(C, 'a')\ndel C")
attempt("class C:\n  del a")
attempt("import os as o\ndel o\no")
class Noisy:
    def __delattr__(self, name): print("delattr", name)
    def __delitem__(self, key): print("delitem", key)
n = Noisy()
del n.a, n[1], n[1:2], n[..., 3], n["k"]
class Only:
    def __setitem__(self, key, value): pass
    def __setattr__(self, name, value): pass
o = Only()
try:
    del o[1]
except Exception as error:
    print(type(error).__name__, error)
try:
    del o.x
except Exception as error:
    print(type(error).__name__, error)
def arguments(a, *b, **c):
    del b, c
    return sorted(locals())
print(arguments(1, 2, d=3))
# python3.14
