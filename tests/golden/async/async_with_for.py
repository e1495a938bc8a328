# async with, async for, and their protocol methods.


class Step:
    def __init__(self, label, result=None):
        self.label, self.result = label, result

    def __await__(self):
        yield self.label
        return self.result


def run(coroutine):
    seen = []
    try:
        while True:
            seen.append(coroutine.send(None))
    except StopIteration as stop:
        print(seen, "->", stop.value)
    except Exception as error:
        print(seen, "!!", type(error).__name__, error)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Step(f"enter {self.name}")
        return self

    async def __aexit__(self, kind, value, traceback):
        await Step(f"exit {self.name} {kind.__name__ if kind else None}")
        return self.swallow


class Counter:
    def __init__(self, stop):
        self.now, self.stop = 0, stop

    def __aiter__(self):
        return self

    async def __anext__(self):
        await Step(f"next {self.now}")
        if self.now == self.stop:
            raise StopAsyncIteration
        self.now += 1
        return self.now


async def simple():
    async with Manager("a") as a, Manager("b"):
        return a.name


async def swallowed():
    async with Manager("quiet", True):
        raise ValueError("lost")
    return "after"


async def failing():
    async with Manager("loud"):
        raise ValueError("heard")


async def loop():
    total = []
    async for i in Counter(3):
        total.append(i)
    else:
        total.append("else")
    return total


async def early():
    async for i in Counter(5):
        if i == 1:
            continue
        if i == 3:
            break
    else:
        return "never"
    return i


async def nested():
    out = []
    async with Manager("outer"):
        async for i in Counter(2):
            async with Manager(f"inner{i}"):
                out.append(i)
                if i == 2:
                    return out


for make in (simple, swallowed, failing, loop, early, nested):
    print(make.__name__)
    run(make())


async def comprehensions():
    squares = [i * i async for i in Counter(3)]
    mapping = {i: await Step(f"map {i}", i + 1) async for i in Counter(2) if i != 9}
    awaited = [await Step("list", n) for n in (1, 2)]
    unique = {i % 2 async for i in Counter(4)}
    return squares, mapping, awaited, sorted(unique)


run(comprehensions())
