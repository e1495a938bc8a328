"""Async generators driven without a loop: asend, athrow, aclose, await in between, and what finishing looks like."""


class Pause:
    def __init__(self, label):
        self.label = label

    def __await__(self):
        got = yield self.label
        return got


def drive(awaitable, *answers):
    """Runs one awaitable to its end, answering what it asks for."""
    it, asked, answers = awaitable.__await__(), [], iter(answers)
    try:
        asked.append(it.send(None))
        while True:
            asked.append(it.send(next(answers, None)))
    except StopIteration as stop:
        return asked, stop.value
    except Exception as error:
        return asked, repr(error)


async def source(log):
    try:
        got = yield 1
        log.append(got)
        answer = await Pause("need")
        got = yield answer
        log.append(got)
        yield 3
    except ValueError as error:
        log.append(repr(error))
        yield "recovered"
    finally:
        await Pause("cleanup")
        log.append("finally")


log = []
g = source(log)
print(drive(g.__anext__()), drive(g.asend("a"), "told"), drive(g.asend("b")), drive(g.__anext__()), log, drive(g.__anext__()))
log.clear()
g = source(log)
print(drive(g.asend(None)), drive(g.athrow(ValueError("v"))), drive(g.aclose()), drive(g.aclose()), drive(g.asend(None)), log)
log.clear()
g = source(log)
print(drive(g.aclose()), log, drive(g.__anext__()))
g = source(log)
drive(g.__anext__())
print(drive(g.athrow(KeyError("k"))), log)
try:
    source([]).asend(5).send(None)
except TypeError as error:
    print(error)


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
drive(g.__anext__())
print(drive(g.aclose()))


async def busy():
    yield 1
    await Pause("in the middle")
    yield 2


g = busy()
drive(g.__anext__())
first = g.__anext__()
print(first.send(None))
try:
    g.__anext__().send(None)
except RuntimeError as error:
    print(error)
try:
    first.send(None)
except StopIteration as stop:
    print("value", stop.value)


async def consumer():
    out = [x async for x in source([])]
    squares = {x: y async for x in counter(3) for y in [x * x] if x}
    async for x in counter(5):
        if x == 2:
            break
    else:
        out.append("never")
    nested = [[y async for y in counter(x)] async for x in counter(3)]
    total = sum([x async for x in counter(4)])
    return out, squares, nested, total, x


async def counter(n):
    for i in range(n):
        yield i
        await Pause(i) if i == 1 else None


print(drive(consumer(), *"abcdefghij"))


class Iter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return await Pause(self.n)


class Manager:
    async def __aenter__(self):
        return await Pause("enter")

    async def __aexit__(self, *details):
        await Pause(f"exit {details[0] and details[0].__name__}")
        return details[0] is ValueError


async def using():
    async with Manager() as m, Manager():
        values = [v async for v in Iter(2)]
        raise ValueError
    return m, values


print(drive(using(), "first", "second", "v1", "v0"))


async def wrong(kind):
    if kind == "iter":
        async for _ in [1]:
            pass
    if kind == "with":
        async with 5:
            pass
    if kind == "await":
        await 5
    if kind == "anext":
        async for _ in type("X", (), {"__aiter__": lambda s: s, "__anext__": lambda s: 5})():
            pass
    if kind == "stop":
        raise StopIteration("inside")


for kind in ("iter", "with", "await", "anext", "stop"):
    print(kind, drive(wrong(kind))[1].split("(")[0])


async def never_yields():
    return
    yield


print(drive(anext(counter(1))), drive(anext(never_yields(), "default")), type(counter(1)).__name__, counter.__code__.co_flags & 0x200 != 0, drive(consumer.__call__() if False else counter(1).aclose()))
