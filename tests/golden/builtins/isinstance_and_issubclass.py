# isinstance and issubclass: tuples, unions, hooks, and classes that only claim to be.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)
attempt(isinstance, 1, (str, (bytes, (int,))))
attempt(isinstance, 1, int | str)
attempt(isinstance, None, int | None)
attempt(isinstance, 1, 5)
attempt(isinstance, 1, (int, 5))
attempt(isinstance, 1, (5, int))
attempt(isinstance, 1, list[int])
attempt(isinstance, 1, int | list[int])
attempt(issubclass, 1, int)
attempt(issubclass, bool, 5)
attempt(issubclass, bool, (str, int))
attempt(issubclass, bool, int | str)
attempt(issubclass, bool, ())
attempt(isinstance, 1)
attempt(isinstance, 1, "int")
class Meta(type):
    def __instancecheck__(cls, obj): return obj == "magic"
    def __subclasscheck__(cls, sub): return sub is int
class Magic(metaclass=Meta): pass
attempt(isinstance, "magic", Magic)
attempt(isinstance, "other", Magic)
attempt(isinstance, Magic(), Magic)
attempt(issubclass, int, Magic)
attempt(issubclass, Magic, Magic)
attempt(isinstance, "magic", (int, Magic))
class Liar:
    @property
    def __class__(self): return int
liar = Liar()
attempt(isinstance, liar, int)
attempt(isinstance, liar, Liar)
attempt(isinstance, liar, str)
attempt(type, liar)
class Raises(type):
    def __instancecheck__(cls, obj): raise KeyError("check")
    def __subclasscheck__(cls, obj): return []
class Raising(metaclass=Raises): pass
attempt(isinstance, 1, Raising)
attempt(issubclass, int, Raising)
class Fake:
    def __init__(self, *bases): self.__bases__ = bases
    @property
    def __name__(self): return "fake"
base = Fake()
sub = Fake(base)
attempt(issubclass, sub, base)
attempt(issubclass, base, sub)
attempt(isinstance, 1, base)
class Claims:
    def __init__(self, cls): self.cls = cls
    @property
    def __class__(self): return self.cls
attempt(isinstance, Claims(sub), base)
attempt(isinstance, Claims(base), sub)
class BadBases:
    __bases__ = 5
attempt(issubclass, BadBases(), int)
class ErrorClass:
    @property
    def __class__(self): raise AttributeError("hidden")
attempt(isinstance, ErrorClass(), int)
