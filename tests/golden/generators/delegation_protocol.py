"""yield from over generators, iterators and objects with their own send, throw and close."""


class Custom:
    def __init__(self, *values):
        self.values = iter(values)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.values)

    def throw(self, *args):
        print("  throw", args[0] if not isinstance(args[0], type) else args[0].__name__)
        return "thrown"

    def send(self, value):
        print("  send", value)
        return f"sent {value}"

    def close(self):
        print("  close")


class OnlyNext:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("result")
        return self.n


def delegate(inner):
    try:
        result = yield from inner
        print("  result", result)
        yield "after"
    except AttributeError as error:
        print("  attribute", error)
    except ValueError as error:
        print("  value error", error)
        yield "handled"


g = delegate(Custom("a", "b"))
print(next(g), g.send("x"), g.throw(ValueError("y")), g.send(None))
g.close()
print(list(delegate(OnlyNext())))
g = delegate(OnlyNext())
print(next(g))
try:
    g.send(5)
except StopIteration:
    print("stop")
g = delegate(OnlyNext())
next(g)
print(g.throw(ValueError("outer")))
g = delegate(OnlyNext())
next(g)
g.close()
print(list(delegate("xyz")), list(delegate(range(2))))


def count(n):
    total = 0
    for i in range(n):
        total += (yield i) or 0
    return total


def chain(*parts):
    results = []
    for part in parts:
        results.append((yield from part))
    return results


g = chain(count(2), count(1), OnlyNext())
try:
    value = next(g)
    while True:
        print(value, end=" ")
        value = g.send(10)
except AttributeError as error:
    print(type(error).__name__)
g = chain(count(2), count(3))
out, send = [], None
try:
    while True:
        out.append(g.send(send))
        send = (send or 0) + 1
except StopIteration as stop:
    print(out, stop.value)


def depth(n):
    if n:
        got = yield from depth(n - 1)
        return got + 1
    got = yield "bottom"
    return got


g = depth(50)
print(next(g))
try:
    g.send(1000)
except StopIteration as stop:
    print(stop.value)


def failing():
    yield 1
    raise LookupError("inside")


def guard():
    try:
        yield from failing()
    except LookupError as error:
        yield f"caught {error}"
    return (yield from ())


print(list(guard()), g.gi_yieldfrom, next(g, None))
outer = chain(count(1))
next(outer)
print(type(outer.gi_yieldfrom).__name__, outer.gi_running, outer.gi_frame.f_lineno > 0)
for bad in [5, None]:
    try:
        list(delegate(bad))
    except TypeError as error:
        print(error)
