# `__weakref__`: which classes give it to their instances, and which of several references it is.
import gc
import weakref


def attempt(act):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)


class Plain:
    pass


class Derived(Plain):
    pass


class Slots:
    __slots__ = ()


class Referable:
    __slots__ = ("a", "__weakref__")


class Number(int):
    pass


class Items(set):
    pass


class Text(str):
    pass


class Both(Slots, Plain):
    pass


class Given:
    __weakref__ = 5


for cls in (Plain, Derived, Slots, Referable, Number, Items, Text, Both, Given):
    print(cls.__name__, "__weakref__" in vars(cls), cls.__weakrefoffset__ != 0)
print(Plain.__weakref__, Plain.__weakref__.__doc__)
print(Given().__weakref__)
for cls in (Plain, Derived, Slots, Referable, Number, Items, Text, Both):
    value = cls()
    attempt(lambda: weakref.ref(value)() == value)
for name, base, slots in (
    ("derived", Plain, ("__weakref__",)),
    ("set", set, ("__weakref__",)),
    ("int", int, ("__weakref__",)),
    ("twice", object, ("__weakref__", "__weakref__")),
):
    attempt(lambda: type(name, (base,), {"__slots__": slots}))
attempt(lambda: setattr(Plain(), "__weakref__", None))
attempt(lambda: delattr(Plain(), "__weakref__"))
attempt(lambda: Plain.__weakref__.__get__(5))
attempt(lambda: Slots().__weakref__)

target = Plain()
print(target.__weakref__)
first = weakref.ref(target, print)
second = weakref.ref(target, print)
print(target.__weakref__ is second)
proxy = weakref.proxy(target)
print(target.__weakref__ is proxy)
plain = weakref.ref(target)
print(target.__weakref__ is plain)
del plain, proxy, second
gc.collect()
print(target.__weakref__ is first)
del first
gc.collect()
print(target.__weakref__)
