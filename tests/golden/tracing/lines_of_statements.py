"""Which lines a trace function is told of: each kind of statement, in order."""
import sys

events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != tracer.__code__.co_filename:
        return None
    first = frame.f_code.co_firstlineno
    if event == "exception":
        arg = arg[0].__name__
    events.append((event, frame.f_lineno - first, arg))
    return tracer


def traced(func, *args):
    del events[:]
    sys.settrace(tracer)
    try:
        func(*args)
    except Exception as error:
        sys.settrace(None)
        print(type(error).__name__, error)
    sys.settrace(None)
    print(func.__name__)
    for event, line, arg in events:
        print("   ", event, line, arg)


def choices(a, b):
    x = a + b
    if x > 2:
        x = 5
    elif x == 2:
        pass
    else:
        x = 7
    if a:
        pass
    if not a:
        1
    else:
        pass
    return x


def loops(n):
    for i in range(n):
        if i == 1:
            continue
        if i == 3:
            break
    else:
        pass
    while n > 0:
        n -= 2
    else:
        n = 3
    while True:
        n += 1
        if n > 5:
            break
    for i in []:
        pass


def handled():
    try:
        raise ValueError("one")
    except KeyError:
        pass
    except ValueError as error:
        kept = error.args
    else:
        kept = None
    finally:
        kept = 2
    try:
        pass
    except:
        kept = 3
    else:
        kept = 4
    try:
        [][kept]
    except:
        pass


def left():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                return i
        finally:
            i += 10


def nothing_left():
    try:
        return
    finally:
        pass


def unhandled(x):
    try:
        x = 1 / x
    finally:
        x = None


def again():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise
    except KeyError as error:
        raise ValueError(2) from error


class Manager:
    def __enter__(self):
        return 1

    def __exit__(self, *what):
        return True


def managed():
    with Manager() as one:
        one = 1
    with Manager():
        raise ValueError
    return 5


def definitions(x=1):
    global thing

    def inner(y):
        return x + y

    class Local:
        "Documented."
        one = 1

        def two(self):
            return 2

    both = lambda: inner(1)
    thing = both()
    Local().two()
    del x
    assert thing
    import sys
    from sys import path


def call_over_lines(f):
    x = f(
        1,
        "two",
    )
    x = [
        1,
        x,
    ]
    return {
        "a": f(),
        "b": x,
    }


def constants():
    "doc"
    1
    ...
    if 0:
        x = 1
    if 1:
        x = 2
    None


for func, args in [
    (choices, (1, 1)),
    (choices, (0, 1)),
    (loops, (5,)),
    (handled, ()),
    (left, ()),
    (nothing_left, ()),
    (unhandled, (1,)),
    (unhandled, (0,)),
    (again, ()),
    (managed, ()),
    (definitions, ()),
    (call_over_lines, (lambda *a: len(a),)),
    (constants, ()),
]:
    traced(func, *args)
