"""Code objects through marshal, and functions made of them."""
import marshal
import types

SOURCE = '''
"""Module docstring."""
import sys

BIG = 123456789012345678901234567890
NEGATIVE = -0.0
COMPLEX = 1.5e300 + 2j
TEXT = "plain", "\\u00e9\\u4e2d\\U0001f600", "", b"bytes\\x00\\xff", ...
SET = 3 in {1, 2, 3, "x", (4, 5)}


def outer(a, /, b=2, *args, c, d=4, **rest):
    """Outer docstring."""
    total = 0

    def inner(x):
        nonlocal total
        total += x + a
        return total

    try:
        for i in range(b):
            inner(i)
        1 // 0
    except ZeroDivisionError as error:
        rest["error"] = type(error).__name__
    finally:
        rest["done"] = True
    return total, args, c, d, sorted(rest.items()), [y * y for y in range(3)]


def generate():
    yield from range(3)
    yield None


class Thing:
    value: int = 3

    def method(self):
        return super().__repr__()[:6], __class__.__name__


async def later():
    return 1
'''

code = compile(SOURCE, "source.py", "exec")
data = marshal.dumps(code)
again = marshal.loads(data)
print(type(again), again is code, again.co_filename, again.co_name, again.co_firstlineno)
for name in ("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_flags", "co_names", "co_varnames"):
    print(name, getattr(again, name) == getattr(code, name))
print(again.co_consts[0] if isinstance(again.co_consts[0], str) else "no docstring")

namespace = {"__name__": "made"}
exec(again, namespace)
print(namespace["__doc__"], namespace["BIG"], namespace["NEGATIVE"], namespace["COMPLEX"])
print(namespace["TEXT"], namespace["SET"])
print(namespace["outer"](1, 4, 5, c=6, z=7), namespace["outer"].__doc__)
print(list(namespace["generate"]()))
print(namespace["Thing"]().method(), namespace["Thing"].value)
coroutine = namespace["later"]()
try:
    coroutine.send(None)
except StopIteration as stop:
    print("coroutine", stop.value)


def scaled(values, factor=3):
    return [value * factor for value in values]


copy = types.FunctionType(marshal.loads(marshal.dumps(scaled.__code__)), globals(), "copy", scaled.__defaults__)
print(copy([1, 2.5, "ab"]), copy.__name__, copy.__code__.co_qualname)

failing = marshal.loads(marshal.dumps(compile("\n\nx = 1\ny = x.missing\n", "failing.py", "exec")))
try:
    exec(failing, {})
except AttributeError as error:
    trace = error.__traceback__.tb_next
    print(error, trace.tb_lineno, trace.tb_frame.f_code.co_filename)

for bad in (data[:20], b"c"):
    try:
        marshal.loads(bad)
    except (EOFError, ValueError) as error:
        print(type(error).__name__)
