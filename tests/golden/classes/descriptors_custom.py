# Descriptors: data and non-data, validation, on classes, precedence.


class Data:
    def __init__(self, default):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return f"<{owner.__name__}.{self.name}>"
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = f"set {value}"

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class NonData:
    def __get__(self, instance, owner):
        return "non-data"


class ReadOnly:
    def __get__(self, instance, owner):
        return 42

    def __set__(self, instance, value):
        raise AttributeError("read only")


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.slot = f"_{name}"

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.slot)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.slot[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.slot, value)


class Owner:
    data, non_data, constant = Data("default"), NonData(), ReadOnly()
    size, label = Typed(int), Typed(str)


o = Owner()
print(Owner.data, o.data, Owner.non_data, o.non_data)
o.data = 1
o.__dict__["non_data"] = "instance wins"
o.__dict__["constant"] = "hidden"
print(o.data, o.non_data, o.constant, o.__dict__)
del o.data
print(o.data)
o.size, o.label = 3, "three"
print(o.size, o.label, type(Owner.size).__name__)
for action in ("o.size = 'x'", "o.label = 5", "o.constant = 1", "del o.constant", "del o.data"):
    try:
        exec(action)
    except (TypeError, AttributeError, KeyError) as error:
        print(action, "->", type(error).__name__, error)
Owner.data = "replaced on the class"
print(o.data)


class Method:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return lambda *args: self.function(owner if instance is None else instance, *args)


class Uses:
    name = "class"

    @Method
    def describe(self, suffix):
        return f"{self.name}{suffix}"


u = Uses()
u.name = "instance"
print(Uses.describe("!"), u.describe("?"))


def plain(self, x):
    return self, x


print(plain.__get__("bound")(1), plain.__get__(None, int) is plain, type(plain.__get__(5)).__name__)
print(Uses.__dict__["describe"].__class__.__name__, str.upper.__get__("low")(), int.__add__.__get__(3)(4))
