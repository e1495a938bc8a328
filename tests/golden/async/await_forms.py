# Coroutines driven by hand: await of objects, async for and with, comprehensions, and errors on the way.
class Step:
    def __init__(self, tag): self.tag = tag
    def __await__(self):
        got = yield self.tag
        return f"{self.tag}->{got}"
def drive(coro, sends=()):
    out, sends = [], list(sends)
    try:
        out.append(coro.send(None))
        while True: out.append(coro.send(sends.pop(0) if sends else None))
    except StopIteration as s: return out, s.value
    except Exception as e: return out, f"{type(e).__name__}: {e}"
async def basic(): return await Step("a"), await Step("b")
print(drive(basic(), [1, 2]))
async def nested(n): return await Step(n) if n == 0 else [await nested(n - 1), n]
print(drive(nested(3), ["x"]))
class Aiter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await Step(f"next{self.n}")
        return self.n
async def loop():
    out = []
    async for x in Aiter(2): out.append(x)
    else: out.append("else")
    return out
print(drive(loop()))
async def comps(): return [x async for x in Aiter(2)], {x: await Step(x) for x in "a"}, {x async for x in Aiter(1) if x == 0}, [await Step(y) for y in "b"], [x async for x in (i async for i in Aiter(1))]
print(drive(comps()))
class CM:
    async def __aenter__(self): await Step("enter"); return self
    async def __aexit__(self, *a): await Step("exit"); return a[0] is KeyError
async def withs():
    async with CM() as a, CM(): raise KeyError("swallowed")
    return "after"
print(drive(withs()))
async def agen(n):
    try:
        for i in range(n): got = yield await Step(i); print("got", got)
    finally: print("agen ends")
async def uses():
    g = agen(3)
    return await g.__anext__(), await g.asend("sent"), await g.aclose(), [x async for x in g]
print(drive(uses()))
async def throws():
    g = agen(2); await anext(g)
    try: await g.athrow(ValueError("in"))
    except ValueError as e: return repr(e), await anext(g, "default")
print(drive(throws()))
class NoAwait: pass
class BadAwait:
    def __await__(self): return 5
class BadIter:
    def __aiter__(self): return 5
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def bad(kind):
    if kind == 0: await 5
    if kind == 1: await NoAwait()
    if kind == 2: await BadAwait()
    if kind == 3:
        async for x in 5: pass
    if kind == 4:
        async for x in BadIter(): pass
    if kind == 5:
        async for x in BadNext(): pass
    if kind == 6: raise StopIteration("s")
    if kind == 7: raise StopAsyncIteration("s")
    if kind == 8: [x for x in Aiter(1)]
for k in range(3, 9): print(k, drive(bad(k)))
c = basic(); c.close(); print(drive(c)); c = basic(); print(c.cr_running, c.cr_frame is not None, c.cr_code.co_name, c.cr_await, c.send(None)); c.close(); print(c.cr_frame)
for f in (lambda: anext(5)), (lambda: aiter(5)), (lambda: list(basic.__call__.__name__) and iter(c)), (lambda: next(c)):
    try: f()
    except TypeError as e: print(e)
