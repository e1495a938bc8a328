# Metaclasses: making classes, calling them, their attributes, __prepare__, conflicts.


class Meta(type):
    made = []

    @classmethod
    def __prepare__(mcls, name, bases, **options):
        print("prepare", name, [b.__name__ for b in bases], options)
        return {"injected": name.lower()}

    def __new__(mcls, name, bases, namespace, **options):
        print("new", name, [key for key in namespace if not key.startswith("__")])
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.options = options
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        Meta.made.append(name)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def __len__(cls):
        return len(cls.__name__)

    def __getattr__(cls, name):
        return f"{cls.__name__} has no {name}"

    @property
    def shout(cls):
        return cls.__name__.upper()


class Base(metaclass=Meta, level=1):
    x = 1

    def __init__(self, value=0):
        self.value = value


class Derived(Base, level=2, extra=True):
    y = 2


print(Base.options, Derived.options, Meta.made, Derived.injected)
print(Derived(5).value, len(Base), Derived.shout, Base.nothing)
try:
    Derived().nothing
except AttributeError as error:
    print(error)
print(type(Base), type(Derived), isinstance(Derived, Meta), Derived.__class__.__mro__)


class Singleton(type):
    _instances = {}

    def __call__(cls, *args):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, name):
        self.name = name


print(Config("a") is Config("b"), Config("c").name)


class Other(type):
    pass


try:
    class Conflict(Base, metaclass=Other):
        pass
except TypeError as error:
    print(error)

Made = type("Made", (Base,), {"z": 3})
print(Made.z, Made.__name__, Made.__bases__[0].__name__, type(Made).__name__)


def function_metaclass(name, bases, namespace):
    return name, bases, sorted(key for key in namespace if not key.startswith("__"))


class NotAClass(metaclass=function_metaclass):
    a = 1
    b = 2


print(NotAClass)


class Registry(type):
    def __iter__(cls):
        return iter(cls.items)

    def __contains__(cls, item):
        return item in cls.items

    def __getitem__(cls, key):
        return cls.items[key]

    def __instancecheck__(cls, instance):
        return hasattr(instance, "quack")

    def __subclasscheck__(cls, subclass):
        return "quack" in subclass.__dict__


class Ducks(metaclass=Registry):
    items = ["donald", "daisy"]


class Duck:
    def quack(self):
        pass


print(list(Ducks), "daisy" in Ducks, Ducks[0], isinstance(Duck(), Ducks), issubclass(Duck, Ducks), issubclass(int, Ducks))
