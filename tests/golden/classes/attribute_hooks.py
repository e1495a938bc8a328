"""__getattr__, __getattribute__, __setattr__, __delattr__, __dir__ on objects, classes and proxies."""


class Logged:
    def __init__(self):
        object.__setattr__(self, "log", [])
        self.value = 1

    def __getattribute__(self, name):
        if name != "log" and not name.startswith("__"):
            object.__getattribute__(self, "log").append(("get", name))
        return super().__getattribute__(name)

    def __getattr__(self, name):
        self.log.append(("missing", name))
        if name.startswith("no"):
            raise AttributeError(f"never {name}")
        return name.upper()

    def __setattr__(self, name, value):
        self.log.append(("set", name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("delete", name))
        super().__delattr__(name)

    def __dir__(self):
        return ["b", "a", "value"]


x = Logged()
print(x.value, x.other, hasattr(x, "nope"), getattr(x, "nothing", "default"), dir(x))
x.value += 1
del x.value
try:
    del x.value
except AttributeError:
    print("gone")
print(*x.log, sep="\n")


class Proxy:
    def __init__(self, target):
        self.__dict__["_target"] = target

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)

    def __delattr__(self, name):
        delattr(self._target, name)

    def __repr__(self):
        return f"Proxy({self._target!r})"


class Target:
    kind = "target"

    def __init__(self):
        self.x = 1

    def double(self):
        return self.x * 2


t = Target()
p = Proxy(t)
p.x = 21
p.y = "new"
print(p.double(), t.y, p.kind, list(vars(p)), type(p).__name__, p.__class__.__name__)
del p.y
print(hasattr(t, "y"), Proxy([3, 1, 2]).sort(), Proxy("abc").upper())
try:
    len(Proxy([1]))
except TypeError as error:
    print(error)


class Attr(dict):
    """Keys as attributes, nested; methods win."""
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


a = Attr(one=1, items="hidden")
a.two = Attr(three=3)
print(a, a.two.three, a.items() == dict.items(a), "one" in a)
del a.one
try:
    a.one
except KeyError as error:
    print("KeyError", error)


class Meta(type):
    def __getattr__(cls, name):
        if name == "__abstractmethods__" or name.startswith("__"):
            raise AttributeError(name)
        return f"{cls.__name__}::{name}"

    def __setattr__(cls, name, value):
        print("  class set", name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        print("  class delete", name)
        super().__delattr__(name)


class Dynamic(metaclass=Meta):
    real = 1


print(Dynamic.anything, Dynamic.real)
Dynamic.real = 2
del Dynamic.real
print(Dynamic.real, hasattr(Dynamic(), "real"))


class Recursive:
    def __getattr__(self, name):
        return self.missing_too


try:
    Recursive().x
except RecursionError as error:
    print("RecursionError")


class Frozen:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    __delattr__ = lambda self, name: self.__setattr__(name, None)


f = Frozen(a=1)
for action in ["f.a = 2", "del f.a", "f.b = 1"]:
    try:
        exec(action)
    except AttributeError as error:
        print(error)
object.__setattr__(f, "a", 3)
print(f.a)
for args in [("a", 1), (1,), ("a", 1, 2, 3)]:
    try:
        getattr(f, *args)
        print("ok")
    except TypeError as error:
        print(str(error).replace("getattr(): ", ""))


class FromInit:
    def __getattr__(self, name):
        try:
            return self.__dict__["cache"][name]
        except KeyError as error:
            raise AttributeError(name) from error


try:
    FromInit().thing
except AttributeError as error:
    print(repr(error), repr(error.__cause__), error.name, type(error.obj).__name__)
