# threads
"""Threads make garbage, weak references to it, and collect it, all at once."""
import gc
import threading
import weakref

ROUNDS = 60


class Node:
    def __init__(self, *others):
        self.others = list(others)
        self.others.append(self)


finalised = []


class Finalised(Node):
    def __del__(self):
        finalised.append(1)


shared = {}
cache = weakref.WeakValueDictionary()
errors = []


def work(number):
    try:
        made = 0
        for i in range(ROUNDS):
            keep = Node(Node(), Node(i))
            for j in range(40):
                a, b = Node(), Node()
                a.others.append(b)
                b.others.append(a)
                cache[number, i, j] = a
                shared[number] = [a, b]
            made += 1
            Finalised(keep)
            kind = type(f"Local{number}", (Node,), {"value": i})
            instance = kind(keep)
            other = shared.get((number + 1) % 3)
            if other is not None:
                instance.others.append(other)
            for j in range(40):
                node = cache.get(((number + 1) % 3, i, j))
                if node is not None and node.others[0] is not node:
                    errors.append("a node that was taken apart")
            node = None
            generator = (x for x in [instance, keep])
            instance.generator = generator
            next(generator)
            if i % 7 == number:
                gc.collect()
            if kind.value != i or type(instance) is not kind or keep.others[-1] is not keep:
                errors.append("a thing that is not what it was")
            if len(keep.others[0].others) != 1 or keep.others[1].others[0] != i:
                errors.append("a neighbour that is gone")
        totals.append(made)
    except Exception as error:
        errors.append(repr(error))


totals = []
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
shared.clear()
gc.collect()
gc.collect()
print(totals, errors, len(finalised), len(cache))
