# python3.14
"""compile() with PyCF_ALLOW_TOP_LEVEL_AWAIT: code that awaits makes a coroutine, in whatever namespace it runs."""

import ast
import asyncio
import inspect
from types import FunctionType

FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


class Guard:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *info):
        pass


SAMPLES = [
    "a = await asyncio.sleep(0, result=1)",
    "async for i in numbers(2):\n    a = i",
    "async with Guard() as g:\n    a = 1",
    "a = [x async for x in numbers(2)][1]",
    "a = {x: 1 async for x in numbers(1)}[0]",
    "a = [x async for x in (y async for y in numbers(5))][1]",
    "a = [await asyncio.sleep(0, 1) for _ in [0]][0]",
    "a = (lambda x=[await asyncio.sleep(0, 1) for _ in [0]]: x)()[0]",
    "assert await asyncio.sleep(0) is None; a = 1",
    "class C:\n    b = 1\na = C.b + await asyncio.sleep(0, 0)",
    "def f():\n    return a\na = await asyncio.sleep(0, 1)\na = f()",
    "total = 0\nfor i in range(3000):\n    total += await asyncio.sleep(0, i) if i % 500 == 0 else i\na = total // total",
]

for mode in "exec", "single":
    for sample in SAMPLES:
        if mode == "single" and sample.count("\na"):
            continue
        for optimize in 0, 1:
            code = compile(sample + "\n", "?", mode, FLAGS, optimize=optimize)
            assert code.co_flags & inspect.CO_COROUTINE, sample
            space = {"asyncio": asyncio, "numbers": numbers, "Guard": Guard, "a": 0}
            asyncio.run(FunctionType(code, space)())
            own = {}
            asyncio.run(eval(code, space, own))
            print(mode, optimize, repr(sample[:24]), space["a"], own.get("a"), sorted(set(own) - {"a"}))

print(asyncio.run(eval(compile("await asyncio.sleep(0, 'value')", "?", "eval", FLAGS))))
print(compile("[x for x in y]", "?", "exec", FLAGS).co_flags & inspect.CO_COROUTINE)
tree = ast.parse("x = await asyncio.sleep(0, 5)")
space = {"asyncio": asyncio}
asyncio.run(eval(compile(tree, "?", "exec", FLAGS), space))
print(space["x"])
for source in "return await f", "yield 1", "class A:\n  await f", "def g():\n  await f", "lambda: await f":
    try:
        compile(source, "?", "exec", FLAGS)
    except SyntaxError as error:
        print(error)
for source in SAMPLES[:4]:
    try:
        compile(source, "?", "exec")
    except SyntaxError as error:
        print(error)
coroutine = eval(compile("x = 1\nawait f()", "?", "exec", FLAGS), {"f": 1}, {})
print(coroutine.cr_frame.f_locals, coroutine.cr_code.co_name)
coroutine.close()
