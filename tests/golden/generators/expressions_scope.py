# Generator expressions: when names are looked up, what the first iterable has to do with it, and how they close over.
x = "global"
g = (x for _ in range(1))
x = "changed"
print(list(g))
source = [1, 2, 3]
g = (i * 10 for i in source)
source = [9]
print(list(g))
g = (i for i in (1, 2, 3) if i in allowed)
allowed = {1, 3}
print(list(g))
try:
    (i for i in 5)
except TypeError as error:
    print(error)
g = (i for i in [1] for j in 5)
try:
    next(g)
except TypeError as error:
    print(error)
def maker():
    return [lambda: i for i in range(3)], list(lambda: j for j in range(3))
for functions in maker():
    print([f() for f in functions])
class C:
    n = 3
    values = [0] * n
    own = list(k for k in range(n))
    try:
        inner = list(n for _ in range(1))
    except NameError as error:
        print(error)
print(C.own)
n = 7
class D:
    n = 3
    print(list(n for _ in range(1)))
def f(): return sum(i * i for i in range(4)), max((i for i in [3, 1]), default=0), sorted((c for c in "cab"), reverse=True)
print(f())
print(*(a + b for a in "xy" for b in "12" if a + b != "y1"))
g = ((yield_ := i) for i in range(3))
print(list(g), yield_)
print(type(g), g.__name__, g.__qualname__, g.gi_code.co_name)
def q(): return (i for i in ())
print(q().__qualname__, list(q().gi_frame.f_locals))
nested = ((i, tuple(j for j in range(i))) for i in range(3))
print(list(nested))
def stops():
    raise StopIteration
try:
    list(stops() for _ in [1])
except RuntimeError as error:
    print(error, repr(error.__cause__))
i = "kept"
print([i for i in range(2)], i, {i for i in "a"}, {i: 1 for i in "b"}, i)
print(list((lambda x=i: x) for i in range(2))[0](), [*(y for y in "ab")], dict((k, v) for k, v in [(1, 2)]))
