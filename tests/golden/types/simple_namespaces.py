# types: namespaces, dynamic classes, proxies, and the names of the interpreter's own types.
import types
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as error:
        print(type(error).__name__, error)
n = types.SimpleNamespace(b=1, a="x")
print(n, n.a, vars(n), n == types.SimpleNamespace(a="x", b=1), n != types.SimpleNamespace())
n.me = n; print(n); del n.me, n.b; print(n)
attempt(getattr, n, "gone")
attempt(delattr, n, "gone")
attempt(hash, n)
attempt(types.SimpleNamespace, **{"x y": 1})
class N(types.SimpleNamespace): pass
print(N(z=1), N(z=1) == types.SimpleNamespace(z=1), repr(N()))
print(types.new_class("C", (int,), {}, lambda ns: ns.update(x=5)).x, types.new_class("D").__mro__)
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw): return {"prepared": sorted(kw)}
    def __new__(meta, name, bases, ns, **kw): return super().__new__(meta, name, bases, ns)
    def __init__(cls, *args, **kw): pass
E_ = types.new_class("E_", (), {"metaclass": Meta, "k": 1})
print(type(E_).__name__, E_.prepared, types.prepare_class("F", (E_,), {"j": 2}))
class Entries:
    def __mro_entries__(self, bases): return (str, bytes)[:1]
print(types.resolve_bases((int, Entries())), types.new_class("G", (Entries(),)).__mro__)
attempt(type, "H", (Entries(),), {})
p = types.MappingProxyType({"a": 1, "b": 2})
print(p, p["a"], len(p), list(p), p.get("z"), "a" in p, p | {"c": 3}, p == {"a": 1, "b": 2}, list(reversed(p)), p.copy())
attempt(p.__getitem__, "q")
for text in "p['x'] = 1", "del p['a']", "p.clear()", "p |= {}", "types.MappingProxyType(5)", "types.MappingProxyType([1])", "types.MappingProxyType()":
    try: exec(text); print(text, "goes")
    except Exception as error: print(text, type(error).__name__, error)
def f(): yield
async def c(): pass
coroutine = c()
for value in f, f(), coroutine, len, [].append, int.__add__, (1).__add__, dict.fromkeys, types, f.__code__, type.__dict__["__dict__"], int.real, (lambda: x).__code__, int | str, list[int], NotImplemented, ..., None:
    print([name for name in types.__all__ if name.endswith("Type") and isinstance(value, getattr(types, name))])
coroutine.close()
@types.coroutine
def old(): return (yield 1)
async def uses(): return await old()
u = uses(); print(u.send(None))
try: u.send("sent")
except StopIteration as stop: print(stop.value)
d = types.DynamicClassAttribute(lambda self: "instance")
class H:
    value = d
print(H().value)
attempt(lambda: H.value)
m = types.ModuleType("made", "doc"); print(m, m.__doc__, m.__name__, sorted(vars(m)))
print(types.MethodType(len, "abc")(), types.MethodType(print, 5)())
attempt(types.MethodType, 5, 6)
attempt(types.MethodType, len, None)
cell = types.CellType(5); print(cell.cell_contents); del cell.cell_contents
