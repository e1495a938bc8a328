# threads
"""Calls with * and ** while other threads run: a dict that is shared is copied before it is taken apart."""
import math
import threading

shared = {"k": 1, "j": 2}


class Base:
    def __init__(self, a, **more):
        self.a = a
        self.more = more


class Child(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.root = math.sqrt(len(args))


def f(a, *rest, k, j=0):
    return a + len(rest) + k + j


def work(out, at):
    total = 0
    for n in range(400):
        total += f(n, 1, **shared)
        total += f(*(n, 2, 3), **{"k": n})
        total += Child(n, x=n).more["x"] + Child(n).root
    out[at] = total


out = [0] * 3
threads = [threading.Thread(target=work, args=(out, at)) for at in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(out)
