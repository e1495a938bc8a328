# Functions made and changed by hand: code, defaults, closures, globals, and what their attributes refuse.
import types
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
def outer():
    x = 10
    def inner(a, b=2, *, c=3): return a, b, c, x
    return inner
f = outer()
g = types.FunctionType(f.__code__, {"__builtins__": {}}, "named", (7, 8), f.__closure__)
print(g.__name__, g.__defaults__, g.__kwdefaults__, g.__closure__[0].cell_contents, g.__module__)
attempt(g)
g.__kwdefaults__ = {"c": 9}
attempt(g)
attempt(types.FunctionType, f.__code__, {})
attempt(types.FunctionType, f.__code__, {}, None, None, ())
attempt(types.FunctionType, f.__code__, {}, None, None, (1,))
attempt(types.FunctionType, f.__code__, {}, 5)
attempt(types.FunctionType, f.__code__, {}, None, 5)
attempt(types.FunctionType, f.__code__, 5)
attempt(types.FunctionType, 5, {})
f.__defaults__ = (1, 2); print(f())
f.__defaults__ = None
attempt(f, 1)
for name, value in ("__defaults__", 5), ("__defaults__", [1]), ("__kwdefaults__", 5), ("__code__", 5), ("__name__", 5), ("__qualname__", None), ("__dict__", 5), ("__annotations__", 5), ("__closure__", None), ("__globals__", {}):
    try:
        setattr(f, name, value); print(name, "set")
    except Exception as error:
        print(name, type(error).__name__, error)
for name in "__defaults__", "__kwdefaults__", "__code__", "__name__", "__dict__", "__annotations__", "__doc__", "__module__", "missing":
    try:
        delattr(f, name); print(name, "deleted", getattr(f, name, "gone"))
    except Exception as error:
        print(name, type(error).__name__, error)
def h(): return "h"
def k(): return "k"
h.__code__ = k.__code__; print(h(), h.__name__)
def free():
    y = 1
    def with_free(): return y
    return with_free
try: h.__code__ = free().__code__
except ValueError as error: print(error)
f.attr = 1; f.__dict__["other"] = 2; print(f.attr, f.other, sorted(vars(f)))
f.__doc__ = 5; f.__name__ = "n"; f.__qualname__ = "q.n"; print(f.__doc__, f.__name__, repr(f).split(" at")[0])
print((lambda: 0).__name__, f.__get__(1).__self__, f.__get__(None, int) is f, f.__call__.__name__)
attempt(f.__get__, None, None)
def doc():
    "text"
    return doc.__doc__
print(doc(), doc.__annotations__, doc.__kwdefaults__, doc.__closure__)
print(f.__code__.co_freevars, outer.__code__.co_cellvars, outer.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount, f.__code__.co_flags & 0x1F)
