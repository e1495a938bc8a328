# The generator protocol in full: send, throw, close, return values, states.

import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.


def echo():
    received = []
    try:
        while True:
            try:
                value = yield len(received)
                received.append(value)
            except ValueError as error:
                received.append(f"caught {error}")
    finally:
        received.append("done")
        print(received)


g = echo()
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError("oops")), g.send("c"))
g.close()
g.close()
try:
    g.send("late")
except StopIteration:
    print("finished")


def returns():
    x = yield 1
    return x * 2


g = returns()
next(g)
try:
    g.send(21)
except StopIteration as stop:
    print(stop.value, stop.args)

g = returns()
try:
    g.send("too early")
except TypeError as error:
    print(error)


def thrower():
    yield 1
    yield 2


g = thrower()
next(g)
try:
    g.throw(KeyError, "old style")
except KeyError as error:
    print(repr(error))
print(list(g))
g = thrower()
try:
    g.throw(RuntimeError("before start"))
except RuntimeError as error:
    print(error, list(g))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def stops_inside():
    yield 1
    raise StopIteration("inner")


try:
    list(stops_inside())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)

g = thrower()
print(g.gi_running, g.gi_frame is not None, g.gi_yieldfrom, g.__name__, type(g).__name__)
list(g)
print(g.gi_frame, g.gi_running)


def with_handled():
    try:
        raise KeyError("outer")
    except KeyError:
        yield "in handler"
        try:
            raise
        except KeyError as error:
            yield repr(error)


g = with_handled()
print(next(g))
try:
    raise ValueError("between")
except ValueError:
    print(next(g))


def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        if value is None:
            return total, count
        total += value
        count += 1
        mean = total / count


g = average()
next(g)
print([g.send(n) for n in (10, 20, 60)])
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)
