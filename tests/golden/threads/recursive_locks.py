# python3.14
"""Arguments of RLock are ignored after a warning; classes derived from it may want some."""
import _thread
import threading
import warnings

lock = _thread.RLock(1, a=2)
print(type(lock), lock.acquire(), lock.acquire(), lock.locked())
lock.release()
lock.release()


class Named(_thread.RLock):
    def __init__(self, name, *, shared):
        super().__init__()
        self.name = name


named = Named("a", shared=True)
print(named.name, type(named).__name__)
with named, named:
    print(named._is_owned())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    threading.RLock()
    threading.RLock(1)
    print([str(warning.message) for warning in caught])
try:
    Named()
except TypeError as error:
    print(error)
