# Coroutines driven without an event loop: every suspension is visible.


class Pause:
    """An awaitable that hands a value to whoever drives the coroutine and returns what is sent back."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        answer = yield self.value
        return answer


def drive(coroutine, answers):
    answers = iter(answers)
    try:
        request = coroutine.send(None)
        while True:
            print("  request", request)
            request = coroutine.send(next(answers))
    except StopIteration as stop:
        return stop.value


async def leaf(n):
    got = await Pause(f"leaf {n}")
    return got * 10


async def middle(n):
    total = 0
    for i in range(n):
        total += await leaf(i)
    return total


async def top():
    first = await middle(2)
    second = await Pause("between")
    return first, second, await leaf(9)


print(drive(top(), [1, 2, "x", 3]))


async def empty():
    pass


async def returns():
    return "plain"


print(drive(empty(), []), drive(returns(), []))
coroutine = returns()
print(type(coroutine).__name__, coroutine.__name__, coroutine.cr_running, coroutine.cr_await)
coroutine.close()
try:
    coroutine.send(None)
except RuntimeError as error:
    print("RuntimeError:", error)

wrapper = returns().__await__()
print(type(wrapper).__name__)
try:
    next(wrapper)
except StopIteration as stop:
    print("wrapped", stop.value)

started = leaf(1)
try:
    started.send("early")
except TypeError as error:
    print("TypeError:", error)
started.close()

waiting = middle(1)
print(waiting.send(None), waiting.cr_await is not None)
print(waiting.cr_await.__name__, waiting.cr_await.cr_await is not None)
waiting.close()
print(waiting.cr_await)
