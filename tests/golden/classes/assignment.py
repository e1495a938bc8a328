# Assignment to __class__ and __dict__ of instances.
class Slotted:
    __slots__ = ("a", "b")


class Alike:
    __slots__ = ("a", "b")

    def total(self):
        return self.a + self.b


class Other:
    __slots__ = ("a", "c")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def set_class(value, cls):
    value.__class__ = cls
    return type(value).__name__


s = Slotted()
s.a, s.b = 3, 4
print(set_class(s, Alike), s.total())
attempt(lambda: set_class(s, Other))


class Plain:
    pass


class Plainer:
    def name(self):
        return self.x


p = Plain()
p.x = "kept"
print(set_class(p, Plainer), p.name())
attempt(lambda: set_class(p, Slotted))
attempt(lambda: set_class(p, 3))
attempt(lambda: set_class(p, int))
attempt(lambda: set_class(3, int))


class List(list):
    pass


class Lists(list):
    def first(self):
        return self[0]


items = List([1, 2])
items.mark = 1
print(set_class(items, Lists), items.first(), items.mark)
attempt(lambda: set_class(items, Plain))

import types


class Module(types.ModuleType):
    @property
    def late(self):
        return "computed"


m = types.ModuleType("m")
print(set_class(m, Module), m.late)

d = {"y": 5}
p.__dict__ = d
print(p.__dict__ is d, p.y, hasattr(p, "x"))
d["z"] = 6
p.w = 7
print(p.z, d)


class Tracked:
    def __init__(self):
        self.v = 1


t = Tracked()
u = Tracked()
u.__dict__ = t.__dict__
u.v = 9
print(t.v)
try:
    t.__dict__ = 5
except TypeError as error:
    print(error)
items.__dict__ = {"swapped": True}
print(items.swapped, hasattr(items, "mark"))


class Annotated:
    x: int


print(Annotated.__annotations__)
Annotated.__annotations__ = {"y": str}
print(Annotated.__annotations__)
del Annotated.__annotations__
print("__classdictcell__" in vars(Annotated))
print(Plain.__basicsize__ > 0, Slotted.__dictoffset__, bool(Plain.__dictoffset__), int.__itemsize__, list.__itemsize__)
print([bool(cls.__flags__ & 1 << 9) for cls in (int, Plain)], [bool(cls.__flags__ & 1 << 24) for cls in (bool, str)])
