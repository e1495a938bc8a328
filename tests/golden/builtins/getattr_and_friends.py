# getattr, setattr, delattr, hasattr, vars and dir: defaults, errors that pass, and names that aren't text.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except BaseException as error:
        print(type(error).__name__, error)
class A:
    x = 1
    def __getattr__(self, name):
        if name == "boom": raise ValueError("boom")
        if name == "late": raise AttributeError("late", name=name)
        if name == "quit": raise SystemExit(3)
        return name * 2
a = A()
attempt(getattr, a, "x")
attempt(getattr, a, "yy")
attempt(getattr, a, "late", 5)
attempt(getattr, a, "late")
attempt(getattr, a, "boom", 5)
attempt(hasattr, a, "boom")
attempt(hasattr, a, "late")
attempt(hasattr, a, "quit")
attempt(getattr, a, 5)
attempt(hasattr, a, 5)
attempt(setattr, a, 5, 5)
attempt(delattr, a, 5)
attempt(getattr, a)
attempt(getattr, a, "x", 1, 2)
attempt(getattr, 5, "nothing")
attempt(getattr, 5, "nothing", None)
attempt(getattr, int, "nothing")
attempt(getattr, attempt, "nothing")
attempt(setattr, int, "x", 1)
attempt(setattr, 5, "real", 1)
attempt(setattr, 5, "bit_length", 1)
attempt(delattr, 5, "x")
attempt(delattr, A, "nothing")
attempt(delattr, a, "x")
attempt(setattr, a, "two words", 3)
attempt(vars, a)
attempt(vars, 5)
attempt(vars, A, A)
attempt(sorted, vars(A).keys() - {"__static_attributes__", "__firstlineno__", "__weakref__"})
class D:
    def __dir__(self): return ["b", "a", 3] if self.bad else ("z", "b", "a")
    bad = False
attempt(dir, D())
D.bad = True
attempt(dir, D())
D.__dir__ = lambda self: 5
attempt(dir, D())
def scope(q, b):
    c = 1
    return dir(), sorted(vars())
attempt(scope, 1, 2)
class Slots: __slots__ = ("one",)
attempt(vars, Slots())
attempt(getattr, Slots(), "one")
attempt(delattr, Slots(), "one")
attempt(callable, a)
attempt(callable, A)
attempt(callable)
# python3.14
