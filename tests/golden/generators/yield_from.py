# yield from: values, results, exceptions and closing pass through.


def inner(name):
    try:
        got = yield f"{name} first"
        print(name, "got", got)
        got = yield f"{name} second"
        print(name, "got", got)
        return f"{name} result"
    except ValueError as error:
        print(name, "caught", error)
        yield f"{name} recovered"
        return f"{name} late result"
    finally:
        print(name, "finally")


def outer():
    first = yield from inner("a")
    print("outer has", first)
    second = yield from inner("b")
    return first, second


def drive(generator, sends):
    try:
        print("->", next(generator))
        for value in sends:
            if isinstance(value, Exception):
                print("->", generator.throw(value))
            else:
                print("->", generator.send(value))
    except StopIteration as stop:
        print("result", stop.value)
    except Exception as error:
        print("raised", repr(error))


drive(outer(), [1, 2, 3, 4])
drive(outer(), [ValueError("v"), None, 5, 6])
drive(outer(), [KeyError("k")])
g = outer()
next(g)
g.close()


def over_iterables():
    yield from "ab"
    yield from [1, 2]
    yield from {"k": 1}
    yield from range(2)
    yield from (x * x for x in (3, 4))
    value = yield from []
    yield value


print(list(over_iterables()))


def chain(depth):
    if depth == 0:
        result = yield "bottom"
        return [result]
    result = yield from chain(depth - 1)
    return result + [depth]


g = chain(5)
print(next(g))
try:
    g.send("sent")
except StopIteration as stop:
    print(stop.value)


class Custom:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("custom result")
        return self.n

    def send(self, value):
        print("custom send", value)
        return next(self)

    def throw(self, error):
        print("custom throw", error)
        return "thrown"

    def close(self):
        print("custom close")


def delegate():
    return (yield from Custom())


drive(delegate(), [None, "x", None])
drive(delegate(), [ValueError("into custom")])
g = delegate()
next(g)
g.close()
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))


def no_send():
    yield from [1, 2, 3]


g = no_send()
next(g)
try:
    g.send("value")
except AttributeError as error:
    print(error)
