import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def g(self): ...
try: A()
except TypeError: print("abstract")
class B(A):
    def f(self): return 1
try: B()
except TypeError: print("abstract")
class C(B):
    g = 3
print(C().f(), isinstance(C(), A), issubclass(int, A))
A.register(int)
print(issubclass(int, A), isinstance(5, A), issubclass(str, A), issubclass(bool, A))
print(sorted(A.__abstractmethods__), B.__abstractmethods__)
class H(abc.ABC):
    @classmethod
    def __subclasshook__(cls, o):
        return True if hasattr(o, "quack") else NotImplemented
class D: 
    def quack(self): pass
print(issubclass(D, H), issubclass(int, H), isinstance(D(), H))
try: A.register(5)
except TypeError as e: print(e)
try: C.register(A)
except RuntimeError as e: print(e)
class S(metaclass=abc.ABCMeta):
    __abc_tpflags__ = 1 << 5
class MyS: 
    def __init__(self): self.d=[1,2]
    def __len__(self): return 2
    def __getitem__(self, i): return self.d[i]
S.register(MyS)
match MyS():
    case [x, y]: print("seq", x, y)
    case _: print("no")
