"""An event bus with weak references, decorators and a context manager that records."""
import weakref
from contextlib import contextmanager
from functools import wraps


class Bus:
    def __init__(self):
        self._handlers = {}

    def on(self, name):
        def register(function):
            self._handlers.setdefault(name, []).append(
                weakref.WeakMethod(function) if hasattr(function, "__self__") else weakref.ref(function))
            return function
        return register

    def emit(self, name, *args):
        results = []
        for handler in self._handlers.get(name, ()):
            function = handler()
            if function is not None:
                results.append(function(*args))
        return results

    @contextmanager
    def recording(self, name):
        seen = []

        def note(*args):
            seen.append(args)

        self.on(name)(note)
        try:
            yield seen
        finally:
            seen.append("closed")


def counted(function):
    @wraps(function)
    def call(*args):
        call.calls += 1
        return function(*args)

    call.calls = 0
    return call


class Listener:
    def __init__(self, name):
        self.name = name

    def hear(self, text):
        return f"{self.name} heard {text}"


bus = Bus()


@bus.on("said")
@counted
def shout(text):
    """Says it loudly."""
    return text.upper()


listener = Listener("ann")
bus.on("said")(listener.hear)
print(bus.emit("said", "hello"), shout.calls, shout.__name__, shout.__doc__)
with bus.recording("said") as seen:
    bus.emit("said", "again")
print(seen, shout.calls)
del listener
print(bus.emit("said", "bye"), bus.emit("nothing", 1))
try:
    with bus.recording("said") as seen:
        raise KeyError("inside")
except KeyError as error:
    print(seen, error)
