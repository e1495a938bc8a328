"""Messages between two processes: latency and throughput of one way to send them. Runs on CPython, too.

usage: ipc.py WAY

WAY is pipe, simple (SimpleQueue), queue (Queue), ring (shared memory and semaphores) or manager (a Queue of a manager).
Prints microseconds of a round trip, small messages in a second, and MiB in a second of large ones.
"""

import multiprocessing
import sys
import time

context = multiprocessing.get_context("fork")
SMALL, LARGE = bytes(64), bytes(65536)
ROUND_TRIPS, SMALLS, LARGES = 300, 2000, 200
SLOTS = 16


class Ring:
    """Messages of one sender to one receiver, in memory that both have."""

    def __init__(self):
        self.free, self.filled = context.Semaphore(SLOTS), context.Semaphore(0)
        self.lengths = context.RawArray("i", SLOTS)
        self.slots = [memoryview(context.RawArray("B", len(LARGE))).cast("B") for _ in range(SLOTS)]
        self.next = 0

    def put(self, message):
        self.free.acquire()
        at, self.next = self.next, (self.next + 1) % SLOTS
        self.slots[at][:len(message)] = message
        self.lengths[at] = len(message)
        self.filled.release()

    def get(self):
        self.filled.acquire()
        at, self.next = self.next, (self.next + 1) % SLOTS
        message = bytes(self.slots[at][:self.lengths[at]])
        self.free.release()
        return message


class End:
    """One end of a pipe, as a queue."""

    def __init__(self, connection):
        self.put, self.get = connection.send_bytes, connection.recv_bytes


def serve(incoming, outgoing, counts):
    round_trips, smalls, larges = counts
    for _ in range(round_trips):
        outgoing.put(incoming.get())
    for count in smalls, larges:
        for _ in range(count):
            incoming.get()
        outgoing.put(b"done")


def ends(way, manager):
    """For each process, what it gets from and what it puts to."""
    if way == "pipe":
        (ours, theirs) = map(End, context.Pipe())
        return (ours, ours), (theirs, theirs)
    make = {"simple": context.SimpleQueue, "queue": context.Queue, "ring": Ring, "manager": manager and manager.Queue}[way]
    there, back = make(), make()
    return (back, there), (there, back)


def measure(way, manager=None):
    scale = 10 if way == "manager" else 1
    counts = ROUND_TRIPS // scale, SMALLS // scale, LARGES // scale
    (incoming, outgoing), theirs = ends(way, manager)
    process = context.Process(target=serve, args=(*theirs, (counts[0] + 20, *counts[1:])), daemon=True)
    process.start()
    for _ in range(20):
        outgoing.put(SMALL)
        incoming.get()
    times = []
    for _ in range(counts[0]):
        begin = time.perf_counter()
        outgoing.put(SMALL)
        assert incoming.get() == SMALL
        times.append(time.perf_counter() - begin)
    print(sorted(times)[len(times) // 2] * 1e6)
    for message, count in (SMALL, counts[1]), (LARGE, counts[2]):
        begin = time.perf_counter()
        for _ in range(count):
            outgoing.put(message)
        assert incoming.get() == b"done"
        seconds = time.perf_counter() - begin
        print(count / seconds if message is SMALL else count * len(message) / seconds / 2**20)
    process.join()


if __name__ == "__main__":
    if sys.argv[1] == "manager":
        with context.Manager() as manager:
            measure("manager", manager)
    else:
        measure(sys.argv[1])
