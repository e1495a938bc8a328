# python3.14
# Annotations of statements that may not run, of modules that are not done yet, and what setting __annotate__ does.
import sys
import types


class Swallower:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True


def annotations(source):
    """Of a class body and of a module that ends with it."""
    body = "\n".join("    " + line for line in source.splitlines())
    namespace = {"Swallower": Swallower}
    exec(f"class C:\n{body}", namespace)
    module = types.ModuleType("m")
    module.Swallower = Swallower
    exec(source, vars(module))
    assert namespace["C"].__annotations__ == module.__annotations__
    return module.__annotations__


for yes in "True", "False", "len", "not len":
    print(yes, annotations(f"if {yes}:\n    a: 1\n    if {yes}:\n        b: 2\nelse:\n    c: 3\nd: 4"))
    print(annotations(f"while {yes}:\n    a: 1\n    break\nelse:\n    b: 2"))
    print(annotations(f"for _ in [1] if {yes} else []:\n    a: 1\nelse:\n    b: 2"))
    print(annotations(f"try:\n    if {yes}: raise OSError\n    a: 1\nexcept OSError:\n    b: 2\nfinally:\n    c: 3"))
    print(annotations(f"try:\n    if {yes}: raise OSError\n    a: 1\nexcept* OSError:\n    b: 2\nelse:\n    c: 3"))
    print(annotations(f"with Swallower():\n    if {yes}:\n        a: 1\n        raise OSError\n    b: 2"))
    print(annotations(f"match bool({yes}):\n    case True:\n        a: 1\n    case False:\n        a: 2"))

# What a module notes, and what it can break.
namespace = {}
exec("a: int\nif not len:\n    b: int\nc: str = 'x'\n(d): int\ne = []\ne.x: int", namespace)
print(namespace["__conditional_annotations__"], namespace["__annotate__"](1))
for value in "0", "{}", "[]", "frozenset()":
    try:
        exec(f"__conditional_annotations__ = {value}\nx: int", {})
    except TypeError as error:
        print(error)
module = types.ModuleType("m")
try:
    exec("x: int\nraise OSError\ny: int", vars(module))
except OSError:
    print(module.__annotations__)

# A class has the set in a cell, only if it needs one.
class Plain:
    x: int
    print("__conditional_annotations__" in locals())


class Nested:
    if sys:
        x: int

    class Inner:
        y: str
        if not sys:
            z: float

        def method(self, p: int) -> str: ...

    print("__conditional_annotations__" in locals())


print(Plain.__annotate__.__code__.co_freevars, Nested.__annotate__.__code__.co_freevars)
print(Nested.__annotations__, Nested.Inner.__annotations__)
print(Nested.Inner.__annotate__.__qualname__, Nested.Inner.method.__annotate__.__qualname__)

# Strings are stored as the statements run.
future = "from __future__ import annotations\n"
namespace = {}
exec(future + "a: int\nclass C:\n    b: [x]\n    if 0:\n        c: y\n    print(__annotations__)\nd: C = 1", namespace)
print(namespace["__annotations__"], namespace["C"].__annotations__, namespace["C"].__annotate__)
print("__annotate__" in namespace)


def show(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for thing in lambda: 0, types.ModuleType("m"), type("T", (), {}):
    print(type(thing).__name__, thing.__annotations__, thing.__annotate__)
    for bad in 42, lambda: 42, lambda form: 42:
        show(lambda: (setattr(thing, "__annotate__", bad), thing.__annotations__))
    thing.__annotate__ = lambda form: {"x": form}
    print(thing.__annotations__)
    thing.__annotate__ = None
    print(thing.__annotations__)
    thing.__annotate__ = lambda form: {"y": form}
    print(thing.__annotations__)
    thing.__annotations__ = {"z": 43}
    print(thing.__annotate__, thing.__annotations__)
    show(lambda: delattr(thing, "__annotate__"))


class Own:
    a: int

    def __annotate__(form):
        return {"a": str}


print(Own.__annotations__, Own.__annotate__(1))

for source in (
    "async def f(x: [y async for y in x]): ...",
    "async def f():\n def g() -> [y async for y in x]: ...",
    "async def f():\n (x): {y async for y in x}",
    "async def f():\n type A = [y async for y in x]",
    "async def f():\n def g[T: [y async for y in x]](): ...",
    "async def f():\n class C[T = {y: y async for y in x}]: ...",
):
    try:
        compile(source, "?", "exec")
    except SyntaxError as error:
        print(error, error.offset)
