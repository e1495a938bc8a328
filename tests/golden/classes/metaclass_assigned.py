"""A class whose class is assigned: another metaclass, or the class itself, as sentinels are made."""
import gc
import weakref


class Sentinel(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        made.__class__ = made
        return made

    def __repr__(self):
        return self.__name__


class CLIENT(Sentinel, metaclass=Sentinel):
    pass


print(type(CLIENT) is CLIENT, CLIENT, {CLIENT: 1}[CLIENT], isinstance(CLIENT, Sentinel))


class Plain(type):
    pass


class Calling(type):
    shared = "of the metaclass"

    def __call__(cls, *args):
        return "called", args

    @property
    def x(cls):
        return "property of the metaclass"


class NoSlots(type):
    __slots__ = ()


class A(metaclass=Plain):
    x = "own"

    def __init__(self, *args):
        self.args = args


def make(count):
    for i in range(count):
        made = A(i)
    return made


def get(count):
    for _ in range(count):
        found = A.x
    return found


print(type(make(3000)).__name__, get(3000))
A.__class__ = Calling
print(make(3000), get(3000), A.shared)
A.__class__ = NoSlots
print(make(3000).args, get(3000), hasattr(A, "shared"))

for cls in (type, int, A, 5):
    try:
        A.__class__ = cls
    except TypeError as error:
        print(error)
for immutable in (int, type):
    try:
        immutable.__class__ = Plain
    except TypeError as error:
        print(error)
try:
    make(1).__class__ = Plain
except TypeError as error:
    print(error)


class Gone(metaclass=Plain):
    pass


class OfGone(type):
    pass


Gone.__class__ = OfGone
references = weakref.ref(Gone), weakref.ref(OfGone)
del Gone, OfGone
gc.collect()
print([reference() for reference in references])
