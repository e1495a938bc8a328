# Asynchronous generators: iteration, asend, athrow, aclose, and their states.


class Step:
    def __init__(self, label, result=None):
        self.label, self.result = label, result

    def __await__(self):
        yield self.label
        return self.result


def run(awaitable):
    iterator = awaitable.__await__()
    seen = []
    try:
        while True:
            seen.append(iterator.send(None))
    except StopIteration as stop:
        print(seen, "->", stop.value)
        return stop.value
    except (Exception, GeneratorExit) as error:
        print(seen, "!!", type(error).__name__, error)


async def numbers(n):
    try:
        for i in range(n):
            await Step(f"before {i}")
            got = yield i
            print("  sent", got)
    except ValueError as error:
        print("  caught", error)
        yield "recovered"
    finally:
        print("  finally")


async def consume():
    return [i async for i in numbers(2)]


run(consume())

agen = numbers(3)
print(type(agen).__name__, agen.__name__, agen.__aiter__() is agen)
run(agen.__anext__())
run(agen.asend("hello"))
run(agen.athrow(ValueError("thrown")))
run(agen.__anext__())
run(agen.__anext__())

agen = numbers(3)
run(agen.__anext__())
run(agen.aclose())
run(agen.aclose())
run(agen.__anext__())

agen = numbers(3)
run(agen.aclose())


async def rude():
    try:
        yield 1
    except GeneratorExit:
        yield 2


agen = rude()
run(agen.__anext__())
run(agen.aclose())

agen = numbers(1)
used = agen.__anext__()
run(used)
try:
    used.send(None)
except RuntimeError as error:
    print("RuntimeError:", error)
del used, agen


async def evil():
    yield 1
    raise StopAsyncIteration


agen = evil()
run(agen.__anext__())
run(agen.__anext__())


async def relay(source):
    async for item in source:
        yield item * 2


async def expression():
    gen = (x + y async for x in relay(numbers(2)) for y in (100, 200))
    print("  ", type(gen).__name__)
    result = []
    async for value in gen:
        result.append(value)
    return result


run(expression())


async def builtins():
    it = aiter(numbers(1))
    print("  first", await anext(it))
    print("  default", await anext(it, "none"))
    try:
        await anext(it)
    except StopAsyncIteration:
        return "over"


run(builtins())
