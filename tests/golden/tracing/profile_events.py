"""What a profile function is told of: calls and returns, of natives too."""
import sys

events = []


def profiler(frame, event, arg):
    name = getattr(arg, "__name__", type(arg).__name__)
    events.append((event, frame.f_code.co_name, name))


def profiled(func):
    del events[:]
    sys.setprofile(profiler)
    try:
        func()
    except Exception as error:
        sys.setprofile(None)
        print(type(error).__name__, error)
    sys.setprofile(None)
    print(func.__name__)
    for event in events:
        print("   ", *event)


def double(x):
    return x * 2


def natives():
    len("abc")
    "abc".upper()
    str.lower("ABC")
    max(1, 2, key=double)
    list(map(double, [1, 2]))
    [].append(1)
    sorted([3, 1], key=double)
    dict(a=1).get("a")
    print(*[], end="")


def failing():
    try:
        int.from_bytes()
    except TypeError:
        pass
    try:
        getattr(1, "nothing")
    except AttributeError:
        pass
    double(None)


def numbers():
    yield 1
    yield 2


def generators():
    for number in numbers():
        double(number)
    made = numbers()
    next(made)
    made.close()
    try:
        again = numbers()
        next(again)
        again.throw(KeyError)
    except KeyError:
        pass


class Thing:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Thing(self.x + other.x)

    @property
    def twice(self):
        return double(self.x)


def classes():
    thing = Thing(1) + Thing(2)
    thing.twice
    assert isinstance(thing, Thing)


def switched():
    sys.setprofile(None)
    double(1)
    sys.setprofile(profiler)
    double(2)


for func in natives, failing, generators, classes, switched:
    profiled(func)

print(sys.getprofile())


def raising(frame, event, arg):
    if event == "return":
        raise RuntimeError("from the profiler")


sys.setprofile(raising)
try:
    double(4)
except RuntimeError as error:
    print(error, sys.getprofile())
