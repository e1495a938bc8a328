# Calls each operation and says what was seen: run by measure.ts, which brings the module `_probe`.
import _io, _probe, _queue, _thread, collections, hashlib, itertools, os, pickle, time, weakref, zlib

this_file = _probe.file
ran = []


def noted(name):
    def method(self, *args):
        ran.append(name)
        return getattr(self.value, name)(*(a.value if type(a) is Hooked else a for a in args))

    return method


class Hooked:
    """An element whose methods are Python functions that note that they ran."""

    def __init__(self, value):
        self.value = value


for name in "__eq__", "__lt__", "__hash__":
    setattr(Hooked, name, noted(name))


class Plain:
    def __init__(self):
        self.value = 1


def numbers():
    yield 1


def held_lock():
    lock = _thread.allocate_lock()
    lock.acquire()
    return lock




def filled_queue():
    queue = _queue.SimpleQueue()
    queue.put(1)
    return queue


def plain(value):
    return value


def call(line, element):
    """Calls an operation; what the lock strategy saw, and whether the first argument can be pickled."""
    global K
    K = element
    function, arguments = line[:-1].split("(", 1)
    function = eval(function)
    arguments = eval("(" + arguments + ",)") if arguments else ()
    ran.clear()
    events = _probe.measure(function, arguments)
    hooks = sorted(set(ran))
    try:
        pickle.dumps(arguments[0] if arguments else None)
        pickles = "yes"
    except Exception as error:
        pickles = str(error)
    return events, hooks, type(arguments[0]).__name__ if arguments else "", pickles


def main():
    for line in _probe.operations.splitlines():
        if line.startswith("##"):
            _probe.tell("group", line[3:], "", "", "")
        elif line and not line.startswith("#"):
            events, hooks, kind, pickles = call(line, plain)
            if "K(" in line:
                hooks = call(line, Hooked)[1]
            _probe.tell(line, events, " ".join(hooks), kind, pickles)


main()
