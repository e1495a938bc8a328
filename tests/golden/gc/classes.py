"""Classes are garbage once nobody refers to them, to their subclasses, or to instances of either."""
import gc
import weakref

gc.disable()


def make(name, *bases, **namespace):
    return type(name, bases or (object,), namespace)


class Base:
    pass


def chain():
    refs = []
    for i in range(20):
        cls = make(f"C{i}", Base, number=i)
        refs.append(weakref.ref(cls))
    print(len(Base.__subclasses__()))
    last = cls
    del cls
    gc.collect()
    print([ref() for ref in refs[:-1]] == [None] * 19, refs[-1]() is last, Base.__subclasses__() == [last])

    # An instance keeps its class, and that its bases.
    derived = make("Derived", last)
    instance = derived()
    instance.x = 1
    ref = weakref.ref(derived)
    del derived, last
    gc.collect()
    print(ref() is type(instance), type(instance).__mro__[1].__name__, instance.number)
    del instance
    gc.collect()
    print(ref(), Base.__subclasses__())


chain()


# With slots, methods, properties, a metaclass, an instance of its own, nested classes.
def rich():
    class Meta(type):
        pass

    class Slotted(metaclass=Meta):
        __slots__ = ("a", "b", "__weakref__")

        def method(self):
            return __class__

        @property
        def value(self):
            return self.a

        class Inner:
            pass

    Slotted.single = Slotted()
    Slotted.single.a = Slotted.single
    Slotted.Inner.outer = Slotted
    return [weakref.ref(x) for x in (Meta, Slotted, Slotted.single, Slotted.Inner)]


refs = rich()
print(all(ref() is not None for ref in refs))
gc.collect()
print([ref() for ref in refs])


# Classes derived from builtin types, with instances that refer to them.
def from_builtins():
    found = []
    for base in (int, str, float, list, dict, tuple, set, bytes, Exception):
        cls = make("X", base)
        value = cls()
        if hasattr(value, "__dict__"):
            value.self = value
        cls.value = value
        found.append(weakref.ref(cls))
    return found


refs = from_builtins()
gc.collect()
print([ref() for ref in refs] == [None] * 9)


# Names are looked up anew in classes made where others died.
def anew():
    for i in range(30):
        cls = make("Same", object, value=i, method=lambda self, i=i: i)
        x = cls()
        x.attribute = -i
        assert (x.value, x.method(), x.attribute) == (i, i, -i)
        if i % 10 == 9:
            del cls, x
            gc.collect()


anew()
print("ok")
