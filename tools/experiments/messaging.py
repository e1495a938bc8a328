"""An echo server for size-prefixed messages: blocking sockets, or non-blocking ones with coroutines; unloaded, or beside a
thread that computes. Arguments: "blocking" or "coroutines", "unloaded", "loaded" or "lowered". Prints its port, ends
with its client."""
import selectors
import socket
import struct
import sys
import threading


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def compute(stop, lowered):
    if lowered:
        sys.setpriority(-1)
    while not stop.is_set():
        fib(15)


def receive(connection, size):
    parts = []
    while size > 0:
        part = connection.recv(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve_blocking(listener):
    connection, _ = listener.accept()
    while (head := receive(connection, 4)) is not None:
        (size,) = struct.unpack("!I", head)
        connection.sendall(head + receive(connection, size))
    connection.close()


def receiving(connection, size):
    """As `receive`, giving way to the scheduler where it would block."""
    parts = []
    while size > 0:
        yield selectors.EVENT_READ
        try:
            part = connection.recv(size)
        except BlockingIOError:
            continue
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def sending(connection, data):
    view = memoryview(data)
    while view:
        try:
            view = view[connection.send(view):]
        except BlockingIOError:
            yield selectors.EVENT_WRITE


def echo(connection):
    while (head := (yield from receiving(connection, 4))) is not None:
        (size,) = struct.unpack("!I", head)
        body = yield from receiving(connection, size)
        yield from sending(connection, head + body)


def serve_coroutines(listener):
    connection, _ = listener.accept()
    connection.setblocking(False)
    selector = selectors.DefaultSelector()
    for wanted in echo(connection):
        selector.register(connection, wanted)
        selector.select()
        selector.unregister(connection)
    selector.close()
    connection.close()


def main():
    kind, load = sys.argv[1], sys.argv[2]
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()
    threads = [] if load == "unloaded" else [threading.Thread(target=compute, args=(stop, load == "lowered"))]
    for thread in threads:
        thread.start()
    with open(sys.argv[3], "w") as file:
        file.write(f"{listener.getsockname()[1]}\n")
    {"blocking": serve_blocking, "coroutines": serve_coroutines}[kind](listener)
    stop.set()
    for thread in threads:
        thread.join()
    listener.close()


main()
