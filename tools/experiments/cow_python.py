"""CPython's side of the copy-on-write experiment: private memory of a forked child that only reads, in KiB."""

import gc
import os
import sys


class Record:
    def __init__(self, i):
        self.id = i
        self.name = "record %d" % i
        self.parts = [i, i + 1]


def private():
    with open("/proc/self/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_Dirty"))


def read(graph):
    total = 0
    for _ in range(3):
        for record in graph:
            total += record.id + len(record.name) + len(record.parts)
    return total


graph = [Record(i) for i in range(int(sys.argv[1]))]
how = sys.argv[2]
if how == "frozen":
    gc.collect()
    gc.freeze()
elif how == "off":
    gc.disable()
if os.fork() == 0:
    before = private()
    read(graph)
    if how != "off":
        gc.collect()
    print(private() - before, flush=True)
    os._exit(0)
os.wait()
