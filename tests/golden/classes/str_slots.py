# __slots__ of classes derived from str, state of containers for copies, attributes of classmethod and staticmethod.
import copy
import weakref


class Line(str):
    __slots__ = "clean", "more"

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.clean = text.strip()
        return self


line = Line("  hé ")
print(line.clean, len(line), hasattr(line, "more"))
line.more = [1]
for _ in range(4):
    print(line.more, line.clean, end=" ")
print()
del line.more
try:
    line.more
except AttributeError as error:
    print(error)


class Open(Line):
    pass


wide = Open("a")
wide.extra = 1
print(wide.clean, wide.extra)
for base in (int, bytes, tuple):
    try:
        type("Slotted", (base,), {"__slots__": "a"})
    except TypeError as error:
        print(error)


class Bytes(bytearray):
    __slots__ = ("x", "__dict__")


b = Bytes(b"abc")
b.x = 1
b.y = 2
c = copy.copy(b)
print(c, c.x, c.y)


class Set(set):
    __slots__ = ("x",)


s = Set([1])
s.x = 5
print(copy.copy(s).x)
for maker in (type({}.keys()), type(iter([])), type({}.items())):
    try:
        maker()
    except TypeError as error:
        print(error)


def f(a: int) -> str:
    "doc"


for wrapper in (classmethod(f), staticmethod(f)):
    wrapper.mark = 7
    print(wrapper.__annotations__, wrapper.__doc__, wrapper.mark, wrapper.__dict__["mark"], wrapper.__wrapped__ is f)
view = memoryview(b"abc")
print(weakref.ref(view)() is view, weakref.ref(f.__code__)() is f.__code__)
print(callable(breakpoint))
