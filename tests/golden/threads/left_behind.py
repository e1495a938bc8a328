# threads
"""What a thread replaced just before its end is dropped when it has been joined, or at the latest by a collection."""
import gc
import threading
import weakref


class Value:
    pass


class Holder:
    pass


def replace(holder, references):
    # Another thread might be reading the instance's old dict.
    value = Value()
    references.append(weakref.ref(value))
    holder.__dict__ = {"value": value}


holder, references = Holder(), []
for number in range(12):
    thread = threading.Thread(target=replace, args=(holder, references))
    thread.start()
    thread.join()
gc.collect()
print([number for number, reference in enumerate(references) if reference() is not None])
stop = threading.Event()
idle = threading.Thread(target=stop.wait)
idle.start()
for number in range(5):
    replace(holder, references)
gc.collect()
print([number for number, reference in enumerate(references) if reference() is not None])
stop.set()
idle.join()
holder.__dict__ = {}
gc.collect()
print([number for number, reference in enumerate(references) if reference() is not None])
