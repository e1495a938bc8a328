"""Finds which remainders squares leave, by processes that share their results in memory.

    shared_numbers.py [processes] [limit]

Each process takes the next hundred of numbers from a Value, counts in memory of its own, and adds what it found to an
Array. A Structure holds what is known of all. Nothing is sent from one process to another.
"""

import ctypes
import multiprocessing
import sys
from multiprocessing import shared_memory

MODULUS = 16
BATCH = 100


class Summary(ctypes.Structure):
    _fields_ = [("batches", ctypes.c_int), ("numbers", ctypes.c_long), ("largest", ctypes.c_double)]


def count(next_batch, remainders, summary, limit):
    while True:
        with next_batch.get_lock():
            first = next_batch.value
            next_batch.value += BATCH
        if first >= limit:
            return
        found = [0] * MODULUS
        for number in range(first, min(first + BATCH, limit)):
            found[number * number % MODULUS] += 1
        with remainders.get_lock():
            for remainder, times in enumerate(found):
                remainders[remainder] += times
        with summary.get_lock():
            summary.batches += 1
            summary.numbers += sum(found)
            summary.largest = max(summary.largest, float(number * number))


def label(name):
    """A process of its own changes a list that all see."""
    shared = shared_memory.ShareableList(name=name)
    shared[0] = shared[0] * 2
    shared[1] = "changed"
    shared.shm.close()


def main(processes=3, limit=2000):
    context = multiprocessing.get_context("spawn")
    next_batch = context.Value("i", 0)
    remainders = context.Array("l", MODULUS)
    summary = context.Value(Summary)
    workers = [
        context.Process(target=count, args=(next_batch, remainders, summary, limit)) for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    shared = shared_memory.ShareableList([21, "as it was", None, 2.5, b"bytes"])
    worker = context.Process(target=label, args=(shared.shm.name,))
    worker.start()
    workers.append(worker)
    for worker in workers:
        worker.join()
    for remainder, times in enumerate(remainders):
        if times:
            print(f"{times:6} squares leave {remainder} when divided by {MODULUS}")
    print(f"{summary.numbers} numbers in {summary.batches} batches, the largest square {summary.largest:.0f}")
    print(list(shared))
    shared.shm.close()
    shared.shm.unlink()
    print("exit codes", [worker.exitcode for worker in workers])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
