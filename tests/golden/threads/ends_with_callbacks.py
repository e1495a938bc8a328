# threads
"""What a thread had for itself dies with it: finalisers and callbacks of weak references run to their ends."""
import gc
import threading
import weakref

local = threading.local()
told = []
references = []


class Value:
    def __init__(self, k):
        self.k = k

    def __del__(self):
        told.append(("dies", self.k, sum(n * n for n in range(self.k))))


def note(reference):
    def square(n):
        return n * n

    told.append(("called", sum(map(square, range(10)))))


def work(k):
    local.value = Value(k)
    references.append(weakref.ref(local.value, note))


for k in range(6):
    thread = threading.Thread(target=work, args=(k,))
    thread.start()
    thread.join()
    del thread
gc.collect()
print(sorted(told))
print([reference() for reference in references], hasattr(local, "value"))
