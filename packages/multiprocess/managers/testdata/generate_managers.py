"""Records a conversation with a manager of Python's: run as `python3 generate_managers.py`, which writes
managers.json beside it. Each entry is what the client sent and what the manager answered, as pickles in Base64.
"""
import base64
import json
import os
import queue
from multiprocessing import connection
from multiprocessing.managers import SyncManager, dispatch

log = []
original_send = connection.Connection.send_bytes
original_recv = connection.Connection.recv_bytes


def send_bytes(self, data, *arguments):
    log.append([id(self), "send", bytes(data)])
    return original_send(self, data, *arguments)


def recv_bytes(self, *arguments):
    data = original_recv(self, *arguments)
    log.append([id(self), "recv", data])
    return data


class Connection(connection.Connection):
    """Keeps what goes over the wire. Objects are sent and received through bytes, which the original does not do."""

    send_bytes = send_bytes
    recv_bytes = recv_bytes

    def send(self, value):
        self.send_bytes(connection._ForkingPickler.dumps(value))

    def recv(self):
        return connection._ForkingPickler.loads(self.recv_bytes())


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception:
        return None


def conversation(manager):
    shared = manager.list([1, "two", 3.5])
    shared.append((4, None))
    shared.extend([b"five", [6]])
    shared[0] = 10**20
    shared[0], shared[-1], shared[1:3], len(shared)
    "two" in shared
    attempt(lambda: shared[99])
    attempt(shared.remove, "absent")
    shared.pop()
    shared.reverse()
    del shared[0]
    shared._getvalue()
    mapping = manager.dict({"a": 1}, b=2)
    mapping["c"] = {"deep": [1]}
    mapping.get("nothing"), mapping.get("a"), mapping.keys(), mapping.items(), mapping.copy()
    attempt(lambda: mapping["nothing"])
    mapping.update({"a": 7})
    mapping.pop("b")
    mapping.setdefault("d", 4)
    mapping._getvalue()
    line = manager.Queue(2)
    line.put("first")
    line.put(("second", 2), True, 5)
    attempt(line.put_nowait, "third")
    line.full(), line.qsize()
    line.get(), line.get(True, 1)
    attempt(line.get_nowait)
    attempt(line.get, True, 0.01)
    event = manager.Event()
    event.is_set(), event.wait(0.01), event.set(), event.is_set(), event.wait()
    lock = manager.Lock()
    lock.acquire(), lock.acquire(False), lock.release()
    attempt(lock.release)
    space = manager.Namespace(x=1)
    space.y = "why"
    space.x, space.y
    attempt(lambda: space.z)
    value = manager.Value("i", 5)
    value.value += 1
    value.value
    array = manager.Array("d", [0.5, 1.5])
    array[0] = 2.5
    array[0], array[1], len(array)
    attempt(manager._create, "NoSuchType")
    attempt(shared._callmethod, "__class__")
    client = connection.Client(manager.address, authkey=manager._authkey)
    attempt(dispatch, client, None, "no_such_function")
    client.close()
    manager._number_of_objects()


def main():
    manager = SyncManager(authkey=b"key")
    manager.start()
    connection.Connection = Connection
    conversation(manager)
    connection.Connection = Connection.__base__
    entries, waiting, handshakes = [], {}, {}
    for number, direction, data in log:
        # The first six messages of a connection are its handshake.
        if direction == "send" and number not in waiting and data[:1] != b"\x80":
            continue
        if direction == "send" and data[:1] == b"\x80":
            waiting[number] = data
        elif direction == "recv" and number in waiting:
            entries.append([base64.b64encode(part).decode() for part in (waiting.pop(number), data)])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "managers.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")
    print(len(entries), "requests")


if __name__ == "__main__":
    main()
