# python3.14
# Docstrings of instances of property's subclasses, and of copies.
class Sub(property):
    """The class's own."""


class Slots(property):
    __slots__ = ()


def plain(self):
    return 1


def documented(self):
    """From the getter."""
    return 1


print(Sub(plain).__doc__, Sub(documented).__doc__, Sub(documented, doc="given").__doc__, Slots(plain).__doc__)
for make in (lambda: Slots(documented), lambda: Slots(doc="dropped").__doc__):
    try:
        print(make())
    except AttributeError as error:
        print(error)
mine = property(documented)
mine.__doc__ = "set later"
print(mine.__doc__, mine.getter(plain).__doc__, mine.setter(plain).__doc__)
mine = property(plain)
mine.__doc__ = "set later"
print(mine.getter(documented).__doc__, property(plain, doc="given").getter(documented).__doc__)
