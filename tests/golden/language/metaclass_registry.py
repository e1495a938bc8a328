"""Metaclasses: __prepare__, __new__, __call__, __instancecheck__, attributes of classes."""


class Ordered(type):
    made = []

    @classmethod
    def __prepare__(mcs, name, bases, **options):
        print("prepare", name, options)
        return {"order": []}

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, dict(namespace))
        cls.order = [key for key in namespace if not key.startswith("__") and key != "order"]
        mcs.made.append(name)
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.options = options

    def __call__(cls, *args):
        if cls.options.get("single"):
            if "instance" not in cls.__dict__:
                cls.instance = super().__call__(*args)
            return cls.instance
        return super().__call__(*args)

    def __len__(cls):
        return len(cls.order)

    def __iter__(cls):
        return iter(cls.order)

    def __contains__(cls, name):
        return name in cls.order

    def __getattr__(cls, name):
        return f"{cls.__name__} has no {name}"

    def __instancecheck__(cls, value):
        return value == 42 or super().__instancecheck__(value)

    def __repr__(cls):
        return f"<{cls.__name__}>"


class Base(metaclass=Ordered):
    b = 1
    a = 2

    def run(self):
        return "ran"


class Single(Base, single=True):
    z = 26


print(Ordered.made, list(Base), len(Single), "z" in Single, Single.options, Base.nothing, [Base, Single])
print(Single() is Single(), Base() is Base(), isinstance(42, Base), isinstance(41, Base), isinstance(Single(), Base))
print(type(Single), type(Single).__mro__[1:], Single.__mro__[:2], Single().run())
try:
    Single().missing
except AttributeError as error:
    print(error)


class Other(type):
    pass


try:
    class Both(Base, metaclass=Other):
        pass
except TypeError as error:
    print(error)
Dynamic = Ordered("Dynamic", (Base,), {"q": 1}, flag=2)
print(Dynamic, Dynamic.order, Dynamic.options, Dynamic.b)
