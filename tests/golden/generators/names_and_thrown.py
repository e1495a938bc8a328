# python3.14
# Names of generators, and what is thrown into them.
def func():
    yield 1


async def co():
    pass


def names(f):
    g = f()
    found = g.__name__, g.__qualname__, repr(g).partition(" at ")[0]
    g.close()
    return found


def often(n):
    for k in range(n):
        found = names(func)
    return found


print(often(300))
func.__name__ = "name"
print(often(300))
func.__qualname__ = "Q.name"
print(often(300))
print([names(func) for _ in range(3)][-1])
co.__name__, co.__qualname__ = "n", "q"
print(names(co))


# An exception class that makes something else.
class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls


def boring():
    yield


for begun in False, True:
    g = boring()
    if begun:
        next(g)
    try:
        g.throw(E)
    except TypeError as e:
        print(e)
    try:
        next(g)
    except StopIteration:
        print("ended")
    else:
        print("goes on")


# What is thrown by who handles it is handled inside as well, under a name or not.
import sys


def keeps():
    try:
        yield
    except Exception as exc:
        yield
        print(repr(sys.exception()))
        yield
        raise


def keeps_in_cell():
    try:
        yield
    except Exception as exc:
        f = lambda: exc
        yield
        print(repr(sys.exception()), f() is sys.exception())
        yield
        raise


for make in keeps, keeps_in_cell:
    g = make()
    next(g)
    try:
        raise ValueError(1)
    except ValueError as e:
        g.throw(e)
    print(sys.exception())
    next(g)
    try:
        next(g)
    except ValueError as e:
        print("out", repr(e))
