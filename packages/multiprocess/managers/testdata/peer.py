"""The Python side of interop.ts: `peer.py serve|use|knock ADDRESS KEY`."""
import multiprocessing
import queue
import sys
import threading
from multiprocessing.managers import RemoteError, SyncManager


class Counter:
    def __init__(self, start=0):
        self.value = start

    def add(self, amount, *, twice=False):
        self.value += 2 * amount if twice else amount
        return self.value

    def fail(self):
        raise ZeroDivisionError("by zero")


class Manager(SyncManager):
    pass


Manager.register("Counter", Counter)


def serve(address, key):
    server = Manager(address, key).get_server()
    print("ready", flush=True)
    server.serve_forever()


def has_sets(manager):
    """Whether both sides know sets: Python 3.14 does, and ours."""
    if not hasattr(manager, "set"):
        return False
    try:
        manager.set()
        return True
    except RemoteError as error:
        assert "KeyError: 'set'" in str(error)
        return False


def use(address, key):
    manager = Manager(address, key)
    manager.connect()
    shared = manager.list([3, 1, 2])
    shared.sort()
    shared.append("last")
    assert shared[1:] == [2, 3, "last"] and len(shared) == 4 and 3 in shared, shared[:]
    try:
        shared[9]
    except IndexError as error:
        assert str(error) == "list index out of range"
    mapping = manager.dict({("a", 1): 2.5}, key=b"value")
    assert mapping[("a", 1)] == 2.5 and sorted(map(str, mapping.keys())) == ["('a', 1)", "key"]
    assert mapping.copy() == {("a", 1): 2.5, "key": b"value"}
    assert sorted(map(str, mapping)) == ["('a', 1)", "key"]
    if has_sets(manager):
        numbers = manager.set([1, 2, (3, 4)])
        numbers.add((3, 4))
        numbers |= {5}
        assert len(numbers) == 4 and (3, 4) in numbers and numbers & {1, 9} == {1} and numbers >= {5}
    line = manager.Queue(1)
    threading.Timer(0.05, line.put, ["late"]).start()
    assert line.get(timeout=5) == "late"
    try:
        line.get_nowait()
        raise AssertionError
    except queue.Empty:
        pass
    lock = manager.Lock()
    with lock:
        assert not lock.acquire(False)
    event = manager.Event()
    threading.Timer(0.05, event.set).start()
    assert event.wait(5)
    space = manager.Namespace(x=1)
    space.y = space.x + 1
    assert space.y == 2
    value = manager.Value("i", 5)
    value.value += 1
    assert value.value == 6
    counter = manager.Counter(10)
    assert counter.add(1) == 11 and counter.add(1, twice=True) == 13
    try:
        counter.fail()
        raise AssertionError
    except (ValueError, ZeroDivisionError) as error:
        assert str(error) in ("never", "by zero"), error
    print("done")


def knock(address, key):
    try:
        Manager(address, key).connect()
        print("let in")
    except multiprocessing.AuthenticationError as error:
        print("AuthenticationError:", error)


if __name__ == "__main__":
    {"serve": serve, "use": use, "knock": knock}[sys.argv[1]](sys.argv[2], sys.argv[3].encode())
