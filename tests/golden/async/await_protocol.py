# await by hand: what __await__ may give, values sent and thrown, misuse, and async for and with that lack a method.
import types, warnings
warnings.simplefilter("ignore")
def run(coroutine, *sends):
    sends = list(sends)
    out = []
    try:
        value = coroutine.send(None)
        while True:
            out.append(value)
            action = sends.pop(0) if sends else None
            value = coroutine.throw(action) if isinstance(action, BaseException) else coroutine.send(action)
    except StopIteration as stop:
        return out, stop.value
    except BaseException as error:
        return out, f"{type(error).__name__} {error}"
class Aw:
    def __init__(self, *items): self.items = items
    def __await__(self):
        got = []
        for item in self.items:
            got.append((yield item))
        return got
class Bad:
    def __init__(self, result): self.result = result
    def __await__(self): return self.result
async def awaits(x): return await x
async def two(): return await Aw(1, 2), await awaits(Aw("nested"))
print(run(two(), "a", "b", "c"))
print(run(awaits(Aw(1, 2)), KeyError("thrown")))
for value in iter([1]), (i for i in "a"):
    print(type(value).__name__, run(awaits(Bad(value))))
@types.coroutine
def old(): return (yield "old")
print(run(awaits(old()), "sent"))
async def handles():
    try: return await Aw("wait")
    except ValueError as error: return f"handled {error}"
    finally: await Aw("cleanup")
print(run(handles(), ValueError("v")), run(handles(), KeyError("k")), run(handles(), "fine"))
async def twice(c): return [await c, await c]
print(run(twice(awaits(Aw()))))
c = awaits(Aw(1))
print(c.cr_running, c.cr_await, c.cr_code.co_name, c.send(None), c.cr_await is not None, c.cr_frame is not None)
for f in (lambda: c.send, lambda: next(c), lambda: iter(c), lambda: list(c), lambda: c.throw(5), lambda: c.close(), lambda: c.send(None), lambda: c.cr_frame, lambda: awaits(1).send(5), lambda: c.close()):
    try:
        result = f()
        print(type(result).__name__ if callable(result) else result)
    except BaseException as error:
        print(type(error).__name__, error)
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        return await Aw(self.n) and self.n
class NoAnext:
    def __aiter__(self): return self
class AwaitableAiter:
    async def __aiter__(self): return AIter(1)
class PlainAnext(NoAnext):
    def __anext__(self): return 5
async def loop(it):
    out = []
    async for x in it: out.append(x)
    else: out.append("else")
    return out
for it in (AIter(3), NoAnext(), 5, [1], PlainAnext()):
    print(type(it).__name__, run(loop(it)))
async def comps():
    return [x async for x in AIter(2)], {x: await Aw(x) async for x in AIter(2) if x}, {y for x in "ab" async for y in AIter(1)}, [await z for z in (Aw("i"), Aw("j"))], [v async for v in (w async for w in AIter(2))]
print(run(comps()))
class CM:
    def __init__(self, swallow=False): self.swallow = swallow
    async def __aenter__(self): await Aw("enter"); return "value"
    async def __aexit__(self, kind, value, tb): await Aw(f"exit {kind.__name__ if kind else None}"); return self.swallow
async def managed(swallow, fail):
    async with CM(swallow) as v, CM() as w:
        if fail: raise fail
        return v + w
    return "after"
print(run(managed(False, None)), run(managed(True, KeyError("x"))), run(managed(False, ValueError("y"))))
async def stops(): raise StopIteration("s")
async def stops_async(): raise StopAsyncIteration("sa")
print(run(stops()), run(stops_async()))
async def anexts(): return [await anext(AIter(1)), await anext(AIter(0), "default")]
print(run(anexts()))
try:
    aiter(5)
except TypeError as error:
    print(error)
