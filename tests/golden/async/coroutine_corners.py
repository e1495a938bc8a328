"""Coroutines without a loop: sending, throwing, closing, wrapping, chains of awaits, reuse, names and flags."""
import types


class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer


async def leaf(n):
    try:
        return n + await Ask(f"leaf {n}")
    except KeyError as error:
        return f"leaf saw {error}"
    finally:
        trace.append(f"leaf {n} done")


async def branch(n):
    left = await leaf(n)
    right = await leaf(n + 1)
    return left, right


trace = []
c = branch(10)
print(c.send(None), c.cr_await is not None, type(c.cr_await).__name__, c.cr_running, c.cr_frame.f_code.co_name)
print(c.send(1))
try:
    c.send(2)
except StopIteration as stop:
    print(stop.value, trace, c.cr_frame, c.cr_await)
for action in [lambda: c.send(None), lambda: c.throw(ValueError("x")), lambda: c.close(), lambda: next(c), lambda: iter(c), lambda: list(c)]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
trace.clear()
c = branch(0)
c.send(None)
print(c.throw(KeyError("thrown")), trace)
print(c.close(), trace)
c = leaf(5)
try:
    c.send("too early")
except TypeError as error:
    print(error)
try:
    c.throw(LookupError("unstarted"))
except LookupError as error:
    print(error)


async def ignores_close():
    try:
        await Ask("q")
    except GeneratorExit:
        await Ask("again")


c = ignores_close()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print(error)


@types.coroutine
def old_style(n):
    total = 0
    for i in range(n):
        total += yield i
    return total


async def mixed():
    return await old_style(3) * 10


c, sent = mixed(), None
try:
    while True:
        sent = c.send(sent and sent + 1)
except (TypeError, StopIteration) as error:
    print(type(error).__name__)
c = mixed()
values = [c.send(None), c.send(5), c.send(6)]
try:
    c.send(7)
except StopIteration as stop:
    print(values, stop.value)


class Iterable:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        return self.result


async def awaits(x):
    return await x


for x in [Iterable(iter("ab")), Iterable(5), Iterable([1]), 7, leaf, Iterable(awaits(1))]:
    c = awaits(x)
    try:
        print(c.send(None), c.send(None))
    except (TypeError, StopIteration) as error:
        print(type(error).__name__)
    c.close()
    if isinstance(x, Iterable) and hasattr(x.result, "close"):
        x.result.close()
shared = leaf(1)
first, second = awaits(shared), awaits(shared)
first.send(None)
try:
    second.send(None)
except RuntimeError as error:
    print(error)
first.close()


async def deep(n):
    return await deep(n - 1) + 1 if n else await Ask("bottom")


c = deep(60)
print(c.send(None))
try:
    c.send(100)
except StopIteration as stop:
    print(stop.value)


async def stop_inside():
    raise StopIteration(5)


try:
    stop_inside().send(None)
except RuntimeError as error:
    print(error, repr(error.__cause__))
print(leaf.__name__, leaf.__qualname__, bool(leaf.__code__.co_flags & 0x80), type(leaf).__name__)


async def context():
    try:
        raise ValueError("kept")
    except ValueError as error:
        await Ask("while handling")
        return repr(error), repr(__import__("sys").exception())


c = context()
c.send(None)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
for source in ["async def f():\n yield from x", "def f():\n await x", "async def f():\n return 1\n yield", "await x", "async with a: pass", "[x async for x in y]", "def f():\n async for x in y: pass", "async def f():\n await = 1", "async def f(x=await y): pass", "lambda: await x"]:
    try:
        compile(source, "t", "exec")
        print("ok")
    except SyntaxError as error:
        print(type(error).__name__, repr(source))
