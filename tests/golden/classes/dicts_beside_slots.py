"""Bases of which one adds slots and another a dict: where a dict lies is for each class to say."""


class Base:
    __slots__ = ("a", "b")


class MoreSlots(Base):
    __slots__ = ("c",)


class Both(MoreSlots):
    pass


class WithDict(Base):
    pass


class Between(WithDict):
    __slots__ = ()


def fill(thing):
    thing.c = 1
    thing.a = 2
    thing.z = 3
    thing.b = 4
    print(type(thing).__name__, thing.a, thing.b, thing.c, thing.z, thing.__dict__)


class First(Both, WithDict):
    pass


class Last(WithDict, Both):
    pass


class NoDictFirst(MoreSlots, WithDict):
    __slots__ = ()


class Widest(Between, Both):
    __slots__ = ("w",)


for cls in (First, Last, NoDictFirst, Widest):
    print(cls.__base__.__name__)
    fill(cls())

widest = Widest()
widest.w = widest.c = widest.d = widest
print(widest.__dict__ == {"d": widest}, widest.w is widest.c)
try:
    widest.__class__ = First
except TypeError as error:
    print(error)


class SlotsBehind(WithDict):
    __slots__ = ("q",)


class ADict(WithDict):
    __slots__ = ("q",)


for bases in ((SlotsBehind, Both), (WithDict, dict), (SlotsBehind, ADict)):
    try:
        type("Conflict", bases, {})
    except TypeError as error:
        print(error)


class Keyed(dict):
    pass


class Counted(Keyed, dict):
    __slots__ = ("n",)


counted = Counted(k=1)
counted.n = 5
counted.m = 6
print(counted, counted.n, counted.__dict__)
