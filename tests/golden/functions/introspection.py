# What functions, methods and code objects tell about themselves.


def sample(a, b=2, /, c=3, *args, d, e=5, **kwargs) -> int:
    """Doc of sample."""
    local = a
    return local


code = sample.__code__
print(sample.__name__, sample.__qualname__, sample.__module__, sample.__doc__)
print(sample.__defaults__, sample.__kwdefaults__, sample.__closure__, sample.__annotations__)
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_nlocals)
print(code.co_flags & 4 != 0, code.co_flags & 8 != 0, code.co_flags & 32 != 0, code.co_filename.endswith("introspection.py"), code.co_firstlineno)


def outer(x):
    y = 1

    def inner():
        return x + y

    return inner


inner = outer(10)
print(inner.__qualname__, inner.__code__.co_freevars, outer.__code__.co_cellvars, [c.cell_contents for c in inner.__closure__])


class Thing:
    """Thing doc."""

    def method(self):
        """Method doc."""

    @classmethod
    def make(cls):
        pass

    @staticmethod
    def tool():
        pass


t = Thing()
print(Thing.method.__qualname__, t.method.__name__, t.method.__self__ is t, t.method.__func__ is Thing.method, t.method.__doc__)
print(Thing.make.__self__ is Thing, Thing.tool.__qualname__, type(Thing.method).__name__, type(t.method).__name__, Thing.__doc__, Thing.__module__)
print(t.method == t.method, t.method is t.method, hash(t.method) == hash(t.method), t.method != Thing().method)
print(len.__name__, len.__module__, type(len).__name__, "abc".upper.__name__, type("abc".upper).__name__, type(str.upper).__name__, type(int.__add__).__name__, type((1).__add__).__name__)
gen = (x for x in [1])
print(gen.__name__, gen.__qualname__, (lambda: 0).__name__, type(lambda: 0).__name__)
sample.attribute = "value"
print(vars(sample), callable(sample), callable(t), hasattr(Thing, "__call__"))
new = type(sample)(code, {"__builtins__": {}}, "renamed", (1,))
print(new.__name__, new(5, d=1) if False else new.__defaults__)
rebound = type(inner)(inner.__code__, globals(), "again", None, inner.__closure__)
print(rebound(), rebound.__name__)
try:
    sample.__code__ = 5
except TypeError:
    print("code must be code")


def swap_a():
    return "a"


def swap_b():
    return "b"


swap_a.__code__ = swap_b.__code__
print(swap_a(), swap_a.__name__)
print(repr(sample).split(" at ")[0], repr(t.method).split(" object")[0], repr(len), repr(Thing), repr(str.upper))
print(isinstance(sample, type(lambda: 0)), type(type(sample)).__name__, Thing.__dict__["tool"].__func__ is Thing.tool)
print(print.__self__.__name__, [].append.__self__, dict.fromkeys.__self__)
