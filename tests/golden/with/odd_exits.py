"""Managers whose methods are no plain functions: what is bound, and what a loop meets of several kinds."""
import threading


class Called:
    """An object that is called as `__exit__`."""

    def __init__(self, name):
        self.name = name

    def __call__(self, *details):
        return (self.name, [getattr(detail, "__name__", detail) for detail in details][:1])[1] == ["KeyError"]


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @staticmethod
    def __exit__(kind, value, traceback):
        return kind is KeyError


class OfClass:
    @classmethod
    def __enter__(cls):
        return cls.__name__

    @classmethod
    def __exit__(cls, kind, value, traceback):
        return kind is KeyError


class Callable:
    __enter__ = Called("enter")
    __exit__ = Called("exit")


class Plain:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is KeyError and traceback.tb_lineno == value.args[0]


class Slotted(Plain):
    __slots__ = ()


def through(managers, rounds):
    seen = []
    for k in range(rounds):
        for manager in managers:
            with manager as entered:
                seen.append(entered if isinstance(entered, (str, bool)) else type(entered).__name__)
                for n in range(k % 3):
                    if n:
                        raise KeyError(60)
            seen.append(k)
    return len(seen), seen[-8:]


def found(manager, rounds):
    for k in range(rounds):
        with manager:
            for n in range(40):
                if n * k == 24 * 16:
                    return k, n
    return None


def values(manager, count):
    with manager as entered:
        for n in range(count):
            with Plain():
                yield n
                if n % 5 == 4:
                    raise KeyError(0)


print(through([Static(), OfClass(), Callable(), Plain(), Slotted()], 40))
print(through([Plain()], 60), through([Static()], 60))
print([found(manager, 50) for manager in (Static(), OfClass(), Callable(), Plain())])
print(list(values(Callable(), 4)), list(values(Static(), 12)))
lock = threading.Lock()
for n in range(50):
    with lock:
        held = lock.locked()
print(held, lock.locked(), found(lock, 9), lock.locked())


class Changing:
    def __enter__(self):
        Changing.__exit__ = lambda self, *details: log.append("late")
        return self

    def __exit__(self, *details):
        log.append("early")


log = []
with Changing():
    pass
with Changing():
    pass
print(log)
for broken in (Plain.__enter__, type("Half", (), {"__exit__": None})()):
    try:
        with broken:
            pass
    except TypeError as error:
        print(str(error).split(" (")[0])
