"""Hands a graph to N children in one of several ways; prints seconds and KiB. Runs on CPython, too.

usage: fork_vs_pickle.py WAY CHILDREN RECORDS MEBIBYTES
"""

import gc
import multiprocessing
import os
import pickle
import sys
import time

WAYS = ("bare", "fork", "pickle", "buffers", "shared")


class Block:
    """Bytes that go out of band where there is a band for them."""

    def __init__(self, data):
        self.data = data

    def __reduce_ex__(self, protocol):
        return (Block, (pickle.PickleBuffer(self.data) if protocol >= 5 else bytes(self.data),))


def build(records, mebibytes):
    return {
        "records": [(i, "record %d" % i, [i, i + 1]) for i in range(records)],
        "blocks": [Block(bytearray(b"%8d" % i * 131072)) for i in range(mebibytes)],
    }


def read(graph):
    total = sum(number + len(name) + len(parts) for number, name, parts in graph["records"])
    return total + sum(block.data[0] + len(block.data) for block in graph["blocks"])


def share(pid):
    """Memory of a process in KiB; what several processes have counts in equal parts."""
    with open("/proc/%d/smaps_rollup" % pid) as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))


def report(connection, graph):
    connection.send((read(graph), time.time()))
    connection.recv()


def receive(connection):
    head = connection.recv_bytes()
    buffers = [connection.recv_bytes() for _ in range(connection.recv())]
    report(connection, pickle.loads(head, buffers=buffers))


def attach(connection, name, head_bytes, sizes):
    from multiprocessing.shared_memory import SharedMemory
    memory = SharedMemory(name, track=False) if sys.version_info >= (3, 13) else SharedMemory(name)
    views, at = [], head_bytes
    for size in sizes:
        views.append(memory.buf[at:at + size])
        at += size
    graph = pickle.loads(memory.buf[:head_bytes], buffers=views)
    report(connection, graph)
    del graph
    for view in views:
        view.release()
    memory.close()


def out_of_band(graph):
    buffers = []
    head = pickle.dumps(graph, 5, buffer_callback=buffers.append)
    return head, [buffer.raw() for buffer in buffers]


def start(context, target, args):
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *args))
    process.start()
    return process, ours


def main(way, children, records, mebibytes):
    if way == "bare":
        records = mebibytes = 0
    context = multiprocessing.get_context("fork" if way == "fork" else "spawn")
    graph = build(records, mebibytes)
    expected, memory = read(graph), None
    gc.collect()
    # Whatever is imported or started once is there after this.
    process, connection = start(context, report, ({"records": [], "blocks": []},))
    connection.recv()
    connection.send(None)
    process.join()
    before = share(os.getpid())
    begin = time.time()
    if way in ("fork", "pickle", "bare"):
        running = [start(context, report, (graph,)) for _ in range(children)]
    elif way == "buffers":
        running = [start(context, receive, ()) for _ in range(children)]
        head, buffers = out_of_band(graph)
        for _, connection in running:
            connection.send_bytes(head)
            connection.send(len(buffers))
            for buffer in buffers:
                connection.send_bytes(buffer)
        del head, buffers
    else:
        from multiprocessing.shared_memory import SharedMemory
        head, buffers = out_of_band(graph)
        sizes = [buffer.nbytes for buffer in buffers]
        memory = SharedMemory(create=True, size=len(head) + sum(sizes))
        memory.buf[:len(head)] = head
        at = len(head)
        for buffer in buffers:
            memory.buf[at:at + buffer.nbytes] = buffer
            at += buffer.nbytes
        args = (memory.name, len(head), sizes)
        del head, buffers, buffer
        running = [start(context, attach, args) for _ in range(children)]
    times = []
    for _, connection in running:
        total, when = connection.recv()
        assert total == expected, (total, expected)
        times.append(when - begin)
    grown = share(os.getpid()) - before
    held = [share(process.pid) for process, _ in running]
    for process, connection in running:
        connection.send(None)
        process.join()
    if memory is not None:
        memory.close()
        memory.unlink()
    print(max(times), grown + sum(held))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
