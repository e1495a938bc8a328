"""Threads that work independently, read, write or queue what they share. Arguments: kind, threads, rounds."""
import queue
import sys
import threading
import time


def independent(rounds, shared):
    """Numbers, and objects of the thread's own."""
    own = [0] * 64
    for i in range(rounds):
        own[i & 63] += i
    return own


def reads(rounds, shared):
    """Items of one list, which are objects that all threads count references of."""
    total = 0
    table = shared["table"]
    for i in range(rounds):
        total += len(table[i & 63])
    return total


def writes(rounds, shared):
    """Items of one list, each write in its critical section."""
    table = shared["cells"]
    for i in range(rounds):
        table[i & 63] = i
    return table


def queued(rounds, shared):
    """A queue that all put to and get from."""
    items = shared["queue"]
    for i in range(rounds // 20):
        items.put(i)
        items.get()


KINDS = {"independent": independent, "reads": reads, "writes": writes, "queue": queued}


def main():
    kind, threads, rounds = KINDS[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3])
    shared = {"table": [(i,) * 3 for i in range(64)], "cells": [0] * 64, "queue": queue.SimpleQueue()}
    kind(2000, shared)
    gate = threading.Barrier(threads + 1)

    def body():
        gate.wait()
        kind(rounds, shared)

    workers = [threading.Thread(target=body) for _ in range(threads)]
    for worker in workers:
        worker.start()
    gate.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    print(time.perf_counter() - start)


main()
