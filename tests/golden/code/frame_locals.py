# What frames tell of their locals, while they run and after.
import sys


class Point:
    def __init__(self, x):
        self.x = x
        print(sorted(locals()), sys._getframe().f_locals["x"])


for i in range(3):
    Point(i)


def inner(a, *rest, key=None):
    hidden = a + 1
    missing = hidden
    del missing
    raise ValueError(hidden)


def outer(n):
    cell = [n]

    def closure():
        return cell

    inner(n, 5, 6)
    return closure


try:
    outer(41)
except ValueError as error:
    trace = error.__traceback__
    while trace:
        frame = trace.tb_frame
        if frame.f_code.co_name != "<module>":
            seen = {name: value for name, value in frame.f_locals.items() if not callable(value)}
            print(frame.f_code.co_name, sorted(seen.items()))
            frame.clear()
            print(frame.f_locals)
        trace = trace.tb_next


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def fail():
    local = Noisy("local of a frame that raised")
    raise KeyError(1)


try:
    fail()
except KeyError as error:
    print("handling")
print("after")


def generate():
    local = Noisy("local of a generator")
    yield sys._getframe().f_locals["local"].name
    raise RuntimeError("stop")


values = generate()
print(next(values))
try:
    next(values)
except RuntimeError as error:
    del values

try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)


def handled():
    try:
        raise ValueError
    except ValueError:
        pass
    return sys._getframe()


print(handled().f_locals)
print(sys._getframe().f_locals is globals())


def nest(parameter):
    local = 2

    def inside():
        print(list(locals().items()))
        return local, parameter

    inside()
    print([name for name in locals()])


nest(1)
