# Modules made by hand, their repr, and what a class of modules may override.
import sys
from types import ModuleType

bare = ModuleType.__new__(ModuleType)
print(type(bare.__dict__), dir(bare), hasattr(bare, "__name__"))
try:
    bare.anything
except AttributeError as error:
    print(error)
foo = ModuleType("foo", "docs")
foo.bar = 42
before = foo.__dict__
foo.__init__("foo", "more docs")
print(foo.__dict__ is before, foo.bar, foo.__doc__, sorted(before))
print(foo, ModuleType("né\u1234"), sys)
foo.__file__ = "/tmp/foo.py"
print(foo)
foo.__loader__ = 7
del foo.__file__
print(foo)
del foo.__name__
print(foo)


class Logged(ModuleType):
    log = []

    def __getattribute__(self, name):
        Logged.log.append(("get", name))
        return ModuleType.__getattribute__(self, name)

    def __setattr__(self, name, value):
        Logged.log.append(("set", name))
        ModuleType.__setattr__(self, name, value)

    def __delattr__(self, name):
        Logged.log.append(("del", name))
        ModuleType.__delattr__(self, name)


m = Logged("m")
m.x = 1
m.x
del m.x
print(Logged.log, isinstance(m, Logged))


class Descriptor:
    def __get__(self, instance, owner):
        raise RuntimeError("descriptor")


class WithDescriptor(ModuleType):
    melon = Descriptor()


try:
    WithDescriptor("w").melon
except RuntimeError as error:
    print(error)
try:
    WithDescriptor("w").none
except AttributeError as error:
    print(error)
late = ModuleType("late")
late.__getattr__ = lambda name: name.upper()
print(late.something)
late.__dir__ = lambda: ["z", "a"]
print(dir(late))
try:
    ModuleType(5)
except TypeError as error:
    print("TypeError")
