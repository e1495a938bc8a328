# Stars in calls: what may stand behind them, in which order things are evaluated, what is said otherwise.
def f(*args, **keywords): return args, keywords
def attempt(code):
    try:
        print(eval(code))
    except Exception as error:
        print(type(error).__name__, error)
class M:
    def keys(self): return ["a", "b"]
    def __getitem__(self, key): return key * 2
class NoItem:
    def keys(self): return [1]
class BadKeys:
    def keys(self): raise ValueError("keys failed")
class BadIter:
    def __iter__(self): raise TypeError("iter failed")
class AttributeKeys:
    def keys(self): raise AttributeError("inside keys")
def generator():
    yield 1
    raise TypeError("within the generator")
for code in """f(*1)
f(**1)
f(**[("a", 1)])
f(**M(), c=1)
f(**M(), **{"a": 1})
f(a=1, **M())
f(**{1: 2})
f(**{"a": 1}, **{1: 2})
f(**NoItem())
f(**BadKeys())
f(*BadIter())
f(**AttributeKeys())
f(*generator())
f(1, *"ab", 2, *(3,), x=1, *[4])
f(*{"k": 1}, **{"not a name": 2})
f(*range(3), *map(str, range(2)))
len(*[1, 2])
len(**{"obj": []})
len(*None)
print(**{"sep": 1})
dict(**{"a": 1}, **{"a": 2})
dict([("a", 1)], a=2, **{"b": 3})
int("12", **{"base": 8})
(lambda a, *, b: (a, b))(**{"b": 1, "a": 2})
(lambda a: a)(*(), **{}, a=1)
"{a}{0}".format(*"x", **{"a": "y"})""".splitlines():
    attempt(code)
order = []
def note(x):
    order.append(x)
    return x
f(note(1), *[note(2)], k=note(3), *[note(4)], **{"m": note(5)}, n=note(6))
print(order)
def swallow(*args): args += (9,); return args
mine = [1, 2]
print(swallow(*mine), mine)
kw = {"a": 1}
def change(**keywords): keywords["b"] = 2; return keywords
print(change(**kw), kw)
