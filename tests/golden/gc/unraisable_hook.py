# sys.unraisablehook is asked, and coroutines that nobody awaited are warned of.
import sys
import warnings


class Broken:
    def __del__(self):
        raise ValueError("del is broken")


seen = []


def hook(details):
    seen.append((details.exc_type.__name__, str(details.exc_value), details.exc_traceback is not None))


sys.unraisablehook = hook
Broken()
print(seen)


def generate():
    try:
        yield 1
    finally:
        raise KeyError("closing")


g = generate()
next(g)
del g
print(seen[1:])
sys.unraisablehook = sys.__unraisablehook__


async def work():
    pass


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    work()
    awaited = work()
    awaited.close()
    try:
        work().send(None)
    except StopIteration:
        pass
print([str(warning.message) for warning in caught])


def delegate():
    yield from inner


def rest():
    print(outer.gi_yieldfrom)
    yield


inner = rest()
outer = delegate()
print(outer.gi_yieldfrom)
next(outer)
print(outer.gi_yieldfrom is inner)
list(outer)
print(outer.gi_yieldfrom)
for name in ("__name__", "__qualname__"):
    try:
        setattr(outer, name, 1)
    except TypeError as error:
        print(error)
outer.__name__ = "renamed"
print(outer.__name__)
