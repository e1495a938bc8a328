# Calls with * and **: which objects are accepted, in which order, and the words for what isn't.
def attempt(text):
    try:
        print(eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
def f(*args, **kw): return args, kw
def g(a, b=2, *, c=3): return a, b, c
class Keys:
    def keys(self): return ["k", "m"]
    def __getitem__(self, key): return key * 2
class BadKeys:
    def keys(self): return [1]
    def __getitem__(self, key): return key
class NoItems:
    def keys(self): return ["a"]
class Iter:
    def __iter__(self): return iter("xy")
class BadIter:
    def __iter__(self): return 5
class Raising:
    def __iter__(self): raise TypeError("of mine")
m = type("M", (), {"method": lambda self, **kw: kw})()
for text in """f(*[1], *(2,), *{3}, *"ab")
f(**{"a": 1}, **{"b": 2})
f(**{"a": 1}, **{"a": 2})
f(a=1, **{"a": 2})
f(**{"a": 1}, a=2)
f(**Keys())
f(**BadKeys())
f(**NoItems())
f(*Iter())
f(*BadIter())
f(*Raising())
f(*5)
f(**5)
f(*None)
f(**None)
f(**[])
f(**{1: 2})
g(*[1], **{"b": 5})
g(*[1, 2], b=3)
g(**{"a": 1, "z": 2})
g()
g(1, 2, 3)
g(c=1)
g(1, c=1, d=2)
g(1, cc=2)
m.method(**{"x": 1})
m.method(*[1])
m.method(self=1)
len(*[1, 2])
len(**{"x": 1})
print(*[1], **{"sep": 1})
dict(**{"a": 1}, **{"a": 2})
max(*[3, 9], key=lambda x: -x)
int(*["ff"], **{"base": 16})
(lambda *, k: k)()
(lambda *, k, j: k)()
(lambda a, b, c: 1)()
(lambda a, b, /, c: 1)(a=1, b=2, c=3)
(lambda a, /, **kw: (a, kw))(1, a=2)
(lambda *a: a)(*range(3), *"", *range(2))""".split("\n"):
    attempt(text)
