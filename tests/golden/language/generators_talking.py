"""Generators that are sent to, thrown into, closed, delegated to."""


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count


a = averager()
next(a)
print([a.send(v) for v in (10, 20, 60)])


def guarded():
    while True:
        try:
            got = yield "ready"
            print("got", got)
        except KeyError as error:
            print("caught", error)
            yield "recovered"
        except GeneratorExit:
            print("closing")
            raise


g = guarded()
print(next(g), g.send(1), g.throw(KeyError("k")), next(g))
g.close()
print(list(g))


def inner():
    received = []
    try:
        while (item := (yield len(received))) is not None:
            received.append(item)
    except ValueError as error:
        received.append(str(error))
    return received


def outer():
    result = yield from inner()
    yield f"inner gave {result}"
    result = yield from [1, 2]
    return result


o = outer()
print(next(o), o.send("a"), o.send("b"), o.throw(ValueError("v")), list(o))
o = outer()
next(o)
print(o.send(None), next(o), next(o))
try:
    next(o)
except StopIteration as stop:
    print("value", stop.value)
for bad in (lambda: averager().send(1), lambda: g.send(None), lambda: averager().throw(OSError("early"))):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


def leaky():
    yield 1
    raise StopIteration("inside")


try:
    list(leaky())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
me = (me.gi_running for _ in "x")
print(next(me), me.gi_frame is not None, next(me, "end"), me.gi_frame, averager.__name__, a.gi_code.co_name)


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4, []])], 5])))
