# Names of builtins taken by others, level by level, and given back.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def inner(): return len("abc")
print(inner()); len = lambda x: "global len"; print(inner(), __builtins__ is not None)
def local(): len = 5; return len
class C: len = "class len"; got = len; f = lambda self: len("")
print(local(), C.got, C().f(), [len for len in (1, 2)], len("x")); del len; print(len("xy"))
def param(print, list=3): return print, list
str = "s"; print(param(1), str); del str; print(str(5)); t(exec, "del len"); import builtins; builtins.mine = 7; print(mine); del builtins.mine; t(eval, "mine")
