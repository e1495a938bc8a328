"""Data and non-data descriptors: precedence, __set_name__, cached values, validation, binding, deletion."""


class Trace:
    def __init__(self, label, data=True):
        self.label = label

    def __get__(self, obj, owner=None):
        return f"{self.label}.get({'class' if obj is None else 'instance'}, {owner.__name__})"


class Data(Trace):
    def __set__(self, obj, value):
        print(f"  set {self.label} = {value}")

    def __delete__(self, obj):
        print(f"  delete {self.label}")


class DeleteOnly:
    def __delete__(self, obj):
        print("  delete only")


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["setonly"] = value * 2


class Holder:
    plain = Trace("plain")
    data = Data("data")
    deleteonly = DeleteOnly()
    setonly = SetOnly()


h = Holder()
h.__dict__.update(plain="own plain", data="own data", deleteonly="own deleteonly")
print(h.plain, h.data, Holder.plain, h.deleteonly, sep=" | ")
h.plain = "assigned"
h.data = 5
h.setonly = 21
print(h.plain, h.setonly, vars(h)["data"])
del h.data
del h.deleteonly
del h.plain
print(h.plain)
for action in [lambda: setattr(h, "deleteonly", 1), lambda: delattr(h, "setonly"), lambda: delattr(h, "plain")]:
    try:
        action()
    except AttributeError as error:
        print("AttributeError", error)
Holder.data = "replaced on class"
print(h.data, Holder.data)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name
        owner.lazies = (*getattr(owner, "lazies", ()), name)

    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.function(obj)
        return value


class Range:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.name, self.low)

    def __set__(self, obj, value):
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name[1:]}: {value} is not within {self.low}..{self.high}")
        setattr(obj, self.name, value)

    def __delete__(self, obj):
        delattr(obj, self.name)


class Room:
    width, height = Range(1, 10), Range(1, 5)

    @Lazy
    def area(self):
        print("  computed")
        return self.width * self.height


r = Room()
r.width = 4
r.height = 5
print(r.area, r.area, Room.lazies, type(Room.area).__name__, vars(r))
del r.height
print(r.height, r.area)
try:
    r.width = 11
except ValueError as error:
    print(error)


class Bound:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        import types
        return types.MethodType(self.f, obj if obj is not None else owner)


class Uses:
    @Bound
    def either(self):
        return self if isinstance(self, type) else type(self)

    def function(self):
        return self


u = Uses()
print(u.either() is Uses.either(), Uses.function.__get__(u)() is u, Uses.function.__get__(None, Uses) is Uses.function)
u.function = lambda: "instance wins over function"
print(u.function(), Uses.function(3), u.function.__class__.__name__)
try:
    type("Broken", (), {"x": type("N", (), {"__set_name__": lambda s, o, n: 1 / 0})()})
except (RuntimeError, ZeroDivisionError) as error:
    print(isinstance(error, (RuntimeError, ZeroDivisionError)))


class Calls(type):
    value = property(lambda cls: f"meta property of {cls.__name__}")


class Sub(metaclass=Calls):
    value = "class attribute"


print(Sub.value, Sub().value)
