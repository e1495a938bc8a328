"""Metaclasses at work: ordered bodies, enumerations by hand, abstract checks, singletons, class keywords, conflicts."""
import abc


class Rows(dict):
    def __setitem__(self, key, value):
        if key in self and key[0] != "_":
            raise TypeError(f"{key} is defined twice")
        super().__setitem__(key, value)

    def __missing__(self, key):
        if key[0] == "_" or not key.isupper():
            raise KeyError(key)
        value = len([k for k in self if k.isupper()])
        self[key] = value
        return value


class Auto(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("  prepare", name, kwargs)
        return Rows()

    def __new__(mcs, name, bases, body, **kwargs):
        cls = super().__new__(mcs, name, bases, dict(body))
        cls.members = [k for k in body if k.isupper()]
        return cls

    def __init__(cls, name, bases, body, **kwargs):
        print("  init", name, kwargs)
        super().__init__(name, bases, body)

    def __getitem__(cls, index):
        return cls.members[index]

    def __instancecheck__(cls, value):
        return value in range(len(cls.members))


class Colours(metaclass=Auto, palette="warm"):
    RED
    GREEN
    BLUE = 10
    PURPLE


print(Colours.members, Colours.RED, Colours.GREEN, Colours.BLUE, Colours.PURPLE, Colours[1], isinstance(2, Colours), isinstance(9, Colours))
try:
    class Twice(metaclass=Auto):
        def f(self): pass
        def f(self): pass
except TypeError as error:
    print(error)


class Singleton(type):
    made = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **kwargs)
        return cls.made[cls]


class Config(metaclass=Singleton):
    def __init__(self, value=0):
        self.value = value


print(Config(5) is Config(7), Config().value)


class Plugin:
    known = {}

    def __init_subclass__(cls, /, key=None, **rest):
        super().__init_subclass__(**rest)
        if key:
            cls.known[key] = cls


class Json(Plugin, key="json"):
    pass


class Strict(Json):
    pass


class Yaml(Plugin, key="yaml"):
    pass


print({k: v.__name__ for k, v in Plugin.known.items()})
try:
    class Wrong(Plugin, name="x"):
        pass
except TypeError as error:
    print(type(error).__name__)


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    @classmethod
    @abc.abstractmethod
    def unit(cls): ...

    def describe(self):
        return f"{type(self).__name__} {self.area}"


class Half(Shape):
    area = 3


class Square(Half):
    @classmethod
    def unit(cls):
        return cls


for cls in (Shape, Half, Square):
    try:
        print(cls().describe(), sorted(cls.__abstractmethods__))
    except TypeError as error:
        print("TypeError", cls.__name__, sorted(cls.__abstractmethods__))
Shape.register(int)
print(isinstance(3, Shape), issubclass(bool, Shape), issubclass(str, Shape), Square in Shape.__subclasses__()[0].__subclasses__())
try:
    class Conflict(Config, Shape):
        pass
except TypeError as error:
    print(str(error)[:18])


class Merged(Singleton, abc.ABCMeta):
    pass


class Works(Config, Shape, metaclass=Merged):
    area = 1
    unit = None


print(Works() is Works(), type(Works).__name__, Works().describe())


def factory(name, bases, body):
    return f"{name} has {sorted(k for k in body if k[0] != '_')}"


class NotAClass(metaclass=factory):
    x = 1
    def y(self): pass


print(NotAClass)
made = type("Made", (list,), {"size": property(len), "__doc__": "made by hand"}, )
print(made("abc").size, made.__doc__, made.__module__, made.__qualname__)


class Resolver:
    def __init__(self, *bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        return self.bases


class Through(Resolver(list, Plugin)):
    pass


print(Through.__bases__, len(Through.__orig_bases__), Through([1]))
