"""Events with priorities, weakly held listeners, wildcards, and handlers that stop or fail."""
import weakref
from collections import defaultdict
from functools import partial
from itertools import count


class Stop(Exception):
    pass


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)
        self.numbers = count()
        self.failures = []

    def on(self, name, handler=None, *, priority=0):
        if handler is None:
            return partial(self.on, name, priority=priority)
        entry = (-priority, next(self.numbers), handler)
        self.handlers[name].append(entry)
        self.handlers[name].sort(key=lambda e: e[:2])
        return handler

    def off(self, name, handler):
        self.handlers[name] = [e for e in self.handlers[name] if e[2] is not handler]

    def emit(self, name, /, **data):
        ran = []
        for key in (name, name.split(".")[0] + ".*", "*"):
            for _, number, handler in list(self.handlers.get(key, ())):
                ran.append(number)
                try:
                    handler(name, data)
                except Stop as stop:
                    return ran, stop.args[0] if stop.args else None
                except Exception as error:
                    self.failures.append((name, repr(error)))
        return ran, None


bus = Bus()
log = []


@bus.on("user.login", priority=5)
def first(name, data):
    log.append(("first", name, sorted(data.items())))


@bus.on("user.login")
def second(name, data):
    data["seen"] = data.get("seen", 0) + 1
    log.append(("second", data["seen"]))


@bus.on("user.*")
def any_user(name, data):
    if data.get("who") == "root":
        raise Stop("no root")
    log.append(("any", data.get("seen")))


bus.on("*", lambda name, data: log.append(("all", name)), priority=-1)
bus.on("bad", lambda name, data: data["missing"])
bus.on("bad", lambda name, data: 1 / len(data))

for call in [("user.login", {"who": "ann"}), ("user.login", {"who": "root"}), ("user.logout", {}), ("bad", {}), ("other.x", {"name": 3})]:
    print(call[0], bus.emit(call[0], **call[1]))
    print("   ", log)
    log.clear()
print(bus.failures)
bus.off("user.login", first)
print(bus.emit("user.login", who="bob"), log)


class Widget:
    def __init__(self, label):
        self.label = label

    def clicked(self, name, data):
        log.append((self.label, data))


def weakly(method):
    held = weakref.WeakMethod(method)

    def handler(name, data):
        alive = held()
        if alive is not None:
            alive(name, data)
    return handler


log.clear()
one, two = Widget("one"), Widget("two")
bus.on("click", weakly(one.clicked))
bus.on("click", weakly(two.clicked))
bus.handlers["*"].clear()
bus.emit("click", x=1)
print(log, weakref.WeakMethod(one.clicked) == weakref.WeakMethod(one.clicked))
