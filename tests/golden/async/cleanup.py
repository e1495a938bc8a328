# Cleanup in coroutines: finally with await, cancelled tasks, nested managers, generators closed early.
log = []


class Step:
    def __init__(self, label):
        self.label = label

    def __await__(self):
        log.append(self.label)
        yield self.label


class Cancelled(BaseException):
    pass


def run(coroutine, cancel_at=None):
    log.clear()
    count = 0
    try:
        coroutine.send(None)
        while True:
            count += 1
            if count == cancel_at:
                coroutine.throw(Cancelled())
            else:
                coroutine.send(None)
    except StopIteration as stop:
        print("returned", stop.value, log)
    except BaseException as error:
        print("raised", repr(error), log)


class Resource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await Step(f"open {self.name}")
        return self

    async def __aexit__(self, kind, value, traceback):
        await Step(f"close {self.name} {kind.__name__ if kind else ''}".strip())


async def work():
    async with Resource("a"):
        async with Resource("b"):
            await Step("working")
            await Step("still working")
    return "done"


for cancel_at in (None, 1, 2, 3, 4):
    run(work(), cancel_at)


async def guarded():
    try:
        await Step("begin")
        await Step("middle")
    except Cancelled:
        await Step("cancelling")
        raise
    finally:
        await Step("finally")
    return "complete"


run(guarded())
run(guarded(), 1)


async def shielded():
    try:
        await Step("one")
    except Cancelled:
        log.append("ignored")
    await Step("two")
    return "survived"


run(shielded(), 1)


async def produce():
    try:
        for i in range(5):
            await Step(f"make {i}")
            yield i
    finally:
        await Step("producer closed")


async def consume():
    source = produce()
    total = 0
    async for item in source:
        total += item
        if item == 2:
            break
    await source.aclose()
    return total


run(consume())


async def retry(attempts):
    for attempt in range(attempts):
        try:
            await Step(f"try {attempt}")
            if attempt < 2:
                raise ValueError(attempt)
            return f"ok at {attempt}"
        except ValueError as error:
            await Step(f"wait after {error}")
    return "gave up"


run(retry(5))
run(retry(1))


async def gather(*coroutines):
    results = []
    for coroutine in coroutines:
        try:
            results.append(await coroutine)
        except Exception as error:
            results.append(repr(error))
    return results


async def value(n):
    await Step(f"value {n}")
    if n == 2:
        raise KeyError(n)
    return n * n


run(gather(value(1), value(2), value(3)))
unused = value(9)
unused.close()


async def recursion(n):
    if n == 0:
        await Step("bottom")
        return 0
    return 1 + await recursion(n - 1)


run(recursion(30))
