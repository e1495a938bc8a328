# __init_subclass__, __set_name__, __class_getitem__, __new__, and class keywords.


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[name or cls.__name__.lower()] = cls


class Json(Plugin):
    pass


class Yaml(Plugin, name="yml"):
    pass


class Nested(Json, name="deep"):
    pass


print({key: cls.__name__ for key, cls in Plugin.registry.items()})
try:
    class Wrong(Plugin, colour="red"):
        pass
except TypeError as error:
    print(error)
try:
    class AlsoWrong(object, colour="red"):
        pass
except TypeError as error:
    print(error)


class Field:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


class Form:
    title = Field()
    body = Field()


form = Form()
form.title = "T"
print(form.title, form.body, form.__dict__, Form.title.name)
late = Field()
Form.late = late
print(hasattr(late, "name"))


class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item if isinstance(item, tuple) else item.__name__}]"


class Crate(Box):
    pass


print(Box[int], Crate[str], Box[1, 2])
try:
    int[str]
except TypeError as error:
    print(error)


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


p = Point(3, 4)
print(p, p.x, len(p), isinstance(p, tuple), p == (3, 4), type(p + (1,)).__name__)


class Celsius(float):
    def __new__(cls, degrees):
        return super().__new__(cls, round(degrees, 1))

    def __repr__(self):
        return f"{float(self)}C"


print(Celsius(36.66), Celsius(1.25) + 1, repr(Celsius(0)))


class Cached:
    instances = {}

    def __new__(cls, key):
        if key in cls.instances:
            return cls.instances[key]
        self = cls.instances[key] = super().__new__(cls)
        self.count = 0
        return self

    def __init__(self, key):
        self.count += 1


a, b = Cached("k"), Cached("k")
print(a is b, a.count)


class Liar:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Liar())


class NoInit:
    def __init__(self):
        return 5


try:
    NoInit()
except TypeError as error:
    print(error)
for arguments in ((1,), (1, 2)):
    try:
        Plugin(*arguments)
    except TypeError as error:
        print(error)
