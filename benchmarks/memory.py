"""Bytes of memory per element, payload and overhead together, of things that programs make many of."""

import random
import sys

# How much a table has to spare depends on how many it holds: dicts and sets are made of two sizes.
N = 1_000_000
FEWER = 100_000

try:
    from orochi import heap

    def used():
        return heap()["block_bytes"]
except ImportError:
    import tracemalloc

    tracemalloc.start()

    def used():
        return tracemalloc.get_traced_memory()[0]


class Plain:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


class Slots:
    __slots__ = ("a", "b", "c")

    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def floats():
    # Of its size from the beginning: the room that a list has for more is not theirs.
    made = [None] * N
    for i in range(N):
        made[i] = i + 0.5
    return made


def instances():
    return [Plain(1, 2, 3) for _ in range(N)]


def slotted():
    return [Slots(1, 2, 3) for _ in range(N)]


def int_dict():
    return {i: i + 1 for i in range(FEWER)}


def large_dict():
    return {i: i + 1 for i in range(N)}


def strings():
    return ["%010d" % i for i in range(N)]


def pairs():
    return [(i, 1) for i in range(N)]


def lists():
    return [[i, 1, 2] for i in range(N)]


def int_set():
    return set(range(FEWER))


def large_set():
    return set(range(N))


def big_ints():
    return [2**40 + i for i in range(N)]


# What the list that holds them takes is not theirs, but for the list of floats.
LIST_BYTES = {"instances", "slotted", "strings", "pairs", "lists", "big_ints"}

for build in (
    floats,
    instances,
    slotted,
    int_dict,
    large_dict,
    strings,
    pairs,
    lists,
    int_set,
    large_set,
    big_ints,
):
    build()
    before = used()
    made = build()
    bytes_used = used() - before
    if build.__name__ in LIST_BYTES:
        bytes_used -= sys.getsizeof(made)
    print(build.__name__, round(bytes_used / len(made), 1))
    del made
