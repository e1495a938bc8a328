# Abstract classes: what must be defined, what may be called, virtual subclasses and their hooks.
from abc import ABC, ABCMeta, abstractmethod, update_abstractmethods, get_cache_token
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, str(error).replace("'", "").replace("with abstract", "without an implementation for abstract"))
class Shape(ABC):
    @abstractmethod
    def area(self): return "base"
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): return cls()
    @staticmethod
    @abstractmethod
    def helper(): ...
print(sorted(Shape.__abstractmethods__), Shape.area.__isabstractmethod__, Shape.__dict__["name"].__isabstractmethod__, Shape.__dict__["make"].__isabstractmethod__)
class Half(Shape):
    def area(self): return super().area() + "+"
    name = "half"
print(sorted(Half.__abstractmethods__))
class Full(Half):
    @classmethod
    def make(cls): return "made"
    helper = None
print(sorted(Full.__abstractmethods__), Full().area(), Full.make())
attempt(Shape.make)
class One(ABC):
    @abstractmethod
    def only(self): ...
attempt(lambda: type(One()))
class Late(One): pass
Late.only = lambda self: "late"
print(sorted(Late.__abstractmethods__))
update_abstractmethods(Late)
print(sorted(Late.__abstractmethods__), Late().only())
class NotChecked:
    @abstractmethod
    def f(self): ...
print(NotChecked().f())
class Dict(dict, metaclass=ABCMeta):
    @abstractmethod
    def f(self): ...
attempt(lambda: Dict(a=1))
token = get_cache_token()
@One.register
class Virtual: pass
print(isinstance(Virtual(), One), issubclass(Virtual, One), One in Virtual.__mro__, get_cache_token() != token)
attempt(One.register, 5)
attempt(Virtual.__class__.mro, Virtual)
class Circle(One):
    def only(self): ...
attempt(Circle.register, One)
class Hooked(ABC):
    @classmethod
    def __subclasshook__(cls, sub):
        if cls is Hooked: return True if hasattr(sub, "quack") else NotImplemented
        return NotImplemented
class Duck:
    def quack(self): ...
class Child(Hooked): pass
print(issubclass(Duck, Hooked), issubclass(int, Hooked), issubclass(Duck, Child), isinstance(Duck(), Hooked), issubclass(Child, Hooked))
class BadHook(ABC):
    @classmethod
    def __subclasshook__(cls, sub): return 5
attempt(issubclass, int, BadHook)
attempt(issubclass, 5, Hooked)
print(isinstance(5, Hooked), type(Shape).__name__, Shape.__class__ is ABCMeta)
class Desc(ABC):
    @abstractmethod
    def __iter__(self): ...
    __isabstractmethod__ = True
print(Desc.__abstractmethods__ == frozenset({"__iter__"}))
