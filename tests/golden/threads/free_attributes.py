# threads
"""Attributes of functions, classes, exceptions and modules that threads replace while others take them."""
import collections
import functools
import threading
import types

ROUNDS = 15


def together(*functions):
    """Runs functions in threads that begin at the same time; returns what they raised."""
    barrier = threading.Barrier(len(functions))
    errors = []

    def run(function):
        barrier.wait()
        try:
            function()
        except Exception as error:
            errors.append((type(error).__name__, str(error)))

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


class Box:
    __slots__ = ("slot", "__dict__", "__weakref__")
    shared = 1

    @property
    def computed(self):
        return 1


def function(a=1, *, b=2):
    return a


def generate():
    yield 1


def enclose():
    captured = 0
    return lambda: captured


def caught(make):
    try:
        raise make()
    except Exception as error:
        return error


text = lambda name, n: f"{name}{n}"
pair = lambda name, n: (n, str(n))
table = lambda name, n: {"k": str(n)}
error = lambda name, n: ValueError(str(n))

box, failed = Box(), caught(lambda: ValueError("first"))
system, syntax = OSError(1, "a", "b"), SyntaxError("m", ("f", 1, 2, "t"))
places = [
    (box, text, "slot", "other"),
    (box, table, "__dict__"),
    (Box, text, "shared", "__doc__", "__name__", "__qualname__", "__module__"),
    (generate(), text, "__name__", "__qualname__"),
    (Box.__dict__["computed"], text, "__doc__"),
    (function, text, "__name__", "__qualname__", "__doc__", "__module__"),
    (function, pair, "__defaults__"),
    (function, table, "__kwdefaults__", "__dict__", "__annotations__"),
    (enclose().__closure__[0], text, "cell_contents"),
    (failed, pair, "args"),
    (failed, error, "__context__", "__cause__"),
    (failed, lambda name, n: failed.__traceback__ if n % 2 else None, "__traceback__"),
    (failed, lambda name, n: [str(n)], "__notes__"),
    (system, text, "strerror", "filename"),
    (syntax, text, "msg", "filename", "text"),
    (StopIteration(3), text, "value"),
    (ImportError("x"), text, "name", "path"),
    (types.ModuleType("m"), text, "__name__", "other"),
    (types.SimpleNamespace(a=1), text, "a"),
    (collections.defaultdict(list), lambda name, n: functools.partial(list, [n]), "default_factory"),
]


def replace(place, make, name):
    for n in range(ROUNDS):
        setattr(place, name, make(name, n))


def take(place, make, name):
    for _ in range(ROUNDS):
        value = getattr(place, name, None)
        repr(value), repr(place)
        assert not isinstance(value, str) or make is text or name == "__module__", value
        if isinstance(place, BaseException):
            str(place)


for place, make, *names in places:
    for name in names:
        change = functools.partial(replace, place, make, name)
        print(type(place).__name__, name, together(change, change, functools.partial(take, place, make, name)))

# An exception that several threads raise at once, with a context and a traceback each.
shared = ValueError("shared")


def throw():
    for n in range(ROUNDS):
        try:
            try:
                {}[n]
            except KeyError:
                raise shared
        except ValueError as found:
            assert found is shared and len(found.args) == 1


def look():
    for _ in range(ROUNDS):
        repr(shared.__context__), repr(shared.__traceback__), str(shared)


print(together(throw, throw, look))

# Updates of a set are one step for others, whatever the items come from.
flipped = set(range(30))


def flip():
    for _ in range(ROUNDS):
        flipped.symmetric_difference_update(range(5))
        flipped.symmetric_difference_update(frozenset(range(5, 9)))
        flipped.difference_update([40, 41])
        flipped.intersection_update(range(100))


print(together(flip, flip), flipped == set(range(30)))
