# threads
"""Threads change classes, functions and globals that compiled code relies on: who reads sees nothing older than before."""
import threading
import time

STEPS = 30
level = 0


class C:
    level = 0

    def method(self):
        return 0

    def __len__(self):
        return 0


class Derived(C):
    def above(self):
        return super().method()


def function(level=0):
    return level


def constant():
    return 0


o, derived, items = C(), Derived(), {"level": 0}


def read(times):
    """The least of all that it read last."""
    seen = [0] * 8
    for _ in range(times):
        for k, value in enumerate(
            (level, o.level, o.method(), len(o), derived.above(), function(), constant(), items["level"])
        ):
            if value < seen[k]:
                raise AssertionError((k, seen[k], value))
            seen[k] = value
    return min(seen)


def read_each(times):
    a = b = c = d = 0
    for _ in range(times):
        v = o.level
        if v < a:
            raise AssertionError(("level", a, v))
        a = v
        v = o.method()
        if v < b:
            raise AssertionError(("method", b, v))
        b = v
        v = constant()
        if v < c:
            raise AssertionError(("constant", c, v))
        c = v
        v = level
        if v < d:
            raise AssertionError(("global", d, v))
        d = v
    return min(a, b, c, d)


def change(k):
    global level
    level = k
    C.level = k
    C.method = lambda self: k
    C.__len__ = lambda self: k
    function.__defaults__ = (k,)
    constant.__code__ = eval(f"lambda: {k}").__code__
    items[k] = items["level"] = k


def run(read):
    stop, turns, failures = [], [0], []

    def reader():
        try:
            while not stop:
                read(20)
                turns[0] += 1
        except AssertionError as error:
            failures.append(error)

    change(0)
    print(read(200))
    threads = [threading.Thread(target=reader) for _ in range(2)]
    for thread in threads:
        thread.start()
    for k in range(1, STEPS + 1):
        change(k)
        before = turns[0]
        while k % 3 == 0 and turns[0] < before + 2 and not failures:
            time.sleep(0)
    stop.append(True)
    for thread in threads:
        thread.join()
    print(read(3), failures)


for _ in range(3):
    run(read)
    run(read_each)
