# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__ and the instance dict.


class Lazy:
    def __init__(self):
        self.log = []

    def __getattr__(self, name):
        if name.startswith("missing"):
            raise AttributeError(f"no {name} here")
        self.log.append(name)
        value = name.upper()
        setattr(self, name, value)
        return value


lazy = Lazy()
print(lazy.colour, lazy.colour, lazy.log)
print(hasattr(lazy, "missing_one"), getattr(lazy, "missing_two", "default"))
try:
    lazy.missing_three
except AttributeError as error:
    print(error)


class Guarded:
    allowed = ("x", "y")

    def __setattr__(self, name, value):
        if name not in self.allowed:
            raise AttributeError(f"cannot set {name}")
        super().__setattr__(name, value * 2)

    def __delattr__(self, name):
        print("deleting", name)
        object.__delattr__(self, name)


guarded = Guarded()
guarded.x = 4
print(guarded.x, guarded.__dict__)
try:
    guarded.z = 1
except AttributeError as error:
    print(error)
del guarded.x
try:
    del guarded.x
except AttributeError as error:
    print(error)


class Spy:
    value = 3

    def __getattribute__(self, name):
        if name != "__class__":
            print("get", name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"fallback {name}"


spy = Spy()
print(spy.value, spy.other)
print(vars(lazy) is lazy.__dict__, sorted(vars(lazy)))
lazy.__dict__["injected"] = 1
print(lazy.injected, "injected" in dir(lazy))
lazy.__dict__ = {"fresh": True}
print(lazy.fresh, "log" in lazy.__dict__)


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()))


class Empty:
    pass


one, two = Empty(), Empty()
one.a = 1
two.b = 2
Empty.c = 3
print(one.__dict__, two.__dict__, one.c, two.c)
one.c = 4
print(one.c, two.c)
del one.c
print(one.c)
for action in ("one.nothing", "del_attr", "Empty.nothing", "(5).nothing", "None.nothing"):
    try:
        if action == "del_attr":
            del one.nothing
        else:
            eval(action)
    except AttributeError as error:
        print(error)
setattr(one, "with space", 1)
print(getattr(one, "with space"), one.__dict__)
try:
    getattr(one, 5)
except TypeError as error:
    print(error)
