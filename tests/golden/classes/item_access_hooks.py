# Subscripts: what keys arrive, slices and tuples, missing methods, subclass hooks and class subscripts.
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
s = Show()
print(s[1], s[1, 2], s[1,], s[()], s[:], s[1:2, ::3], s[...], s[*"ab"], s[0, *[1]], s[lambda: 0].__class__.__name__, s[(x := 5)], x)
s[1:2] = "a"; s[..., 1] = "b"
del s[1], s[2:3], s[()]
s[0] = s[1] = "chained"
class Aug:
    def __getitem__(self, key): print("get", key); return 10
    def __setitem__(self, key, value): print("set", key, value)
a = Aug()
a["k"] += 5
a[1:2] *= 2
def key(): print("key once"); return "q"
a[key()] -= 1
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
class Nothing: pass
n = Nothing()
attempt(lambda: n[0])
attempt(lambda: n.__getitem__)
attempt(lambda: Nothing[0])
attempt(lambda: operator_set(n))
def operator_set(o): o[0] = 1
attempt(lambda: operator_set(n))
attempt(lambda: operator_set("text"))
attempt(lambda: operator_set((1,)))
attempt(lambda: operator_set(5))
for value in None, operator_set, {1, 2}, 1.5: attempt(lambda: value[0])
attempt(lambda: print[0])
n.__getitem__ = lambda key: "from the instance"
attempt(lambda: n[0])
class Missing(dict):
    def __missing__(self, key): return f"missing {key!r}"
m = Missing(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m, len(m), m.pop("zz", "default"))
attempt(lambda: dict.__getitem__(m, "q"))
attempt(lambda: {}["absent"])
attempt(lambda: {}[1, (2, "x")])
class Tuple(dict):
    def __missing__(self, key): raise LookupError(f"no {key}")
attempt(lambda: Tuple()["t"])
class Generic:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item!r}]"
class Child(Generic): pass
print(Generic[int], Child[1, 2], Generic["x":"y"])
attempt(lambda: Generic()[0])
class MetaItem(type):
    def __getitem__(cls, key): return f"meta {key}"
    def __len__(cls): return 7
    def __contains__(cls, x): return x == "in"
    def __iter__(cls): return iter("ab")
    def __bool__(cls): return False
    def __add__(cls, other): return f"{cls.__name__} + {other}"
class WithMeta(Generic, metaclass=MetaItem): pass
print(WithMeta[1], len(WithMeta), "in" in WithMeta, list(WithMeta), bool(WithMeta), WithMeta + 1)
print(list[int], dict[str, int].__args__, tuple[()], type(list[int]).__name__, list[int]([1]), list[int] == list[int], isinstance([], list) and repr(list[list[int]]))
attempt(lambda: int[str])
attempt(lambda: isinstance([], list[int]))
attempt(lambda: list[int][str])
class List(list):
    def __getitem__(self, key): return ("own", key)
    def __contains__(self, item): return "contains"
    def __len__(self): return 99
    def __iter__(self): return iter("own iterator")
o = List([1, 2, 3])
print(o[0], o[0:1], 5 in o, len(o), list(o)[:3], o == [1, 2, 3], list.__len__(o), [*o][:2], sorted(o)[-1], o.copy(), o + [4], bool(o), repr(o), o.index(2), o.pop())
x, *y = o
print(x, len(y), max(o), "".join(o), tuple(o)[:2], dict.fromkeys(List([1]), 0).keys() >= {"o"})
