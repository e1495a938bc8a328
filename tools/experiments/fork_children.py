"""Children that are forked from a large heap, for two experiments. Runs on CPython, too.

usage: fork_children.py start MEBIBYTES            the process's KiB; then for each line of standard input a child, and the
                                                   milliseconds until its first line
       fork_children.py read MEBIBYTES CHILDREN HOW   KiB that are a child's own: median before and after it has read all
                                                      records, how much of that is of Orochi's heap, and the most after

HOW is "mortal", "frozen" (gc.freeze) or "immortal" (orochi.immortalize).
"""

import gc
import multiprocessing
import sys
import time

context = multiprocessing.get_context("fork")


class Record:
    def __init__(self, number):
        self.number = number
        self.name = "record %d" % number
        self.parts = [number, number + 1]
        self.text = self.name * 8


def figure(name, file="/proc/self/smaps_rollup"):
    """A figure of a process's memory, in KiB."""
    with open(file) as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith(name + ":"))


def of_heap(pid):
    """Pages of Orochi's heap that are the process's own, in KiB; 0 where there is no such heap."""
    own, inside = 0, False
    with open("/proc/%d/smaps" % pid) as lines:
        for line in lines:
            fields = line.split()
            if "-" in fields[0]:
                inside = "orochi-heap" in line and fields[1].endswith("p")
            elif inside and fields[0] == "Private_Dirty:":
                own += int(fields[1])
    return own


def build(mebibytes):
    """Records until the process has grown by so much."""
    records, before = [], figure("Rss")
    while figure("Rss") - before < mebibytes * 1024:
        records.extend(map(Record, range(len(records), len(records) + 10_000)))
    return records


def read(records):
    total = 0
    for _ in range(2):
        for record in records:
            total += record.number + len(record.name) + len(record.parts) + len(record.text)
    return total


def first_line(connection):
    connection.send(time.time())


def start(mebibytes):
    records = build(mebibytes)
    print(figure("Rss"), flush=True)
    for _ in sys.stdin:
        ours, theirs = context.Pipe(False)
        process = context.Process(target=first_line, args=(theirs,))
        begin = time.time()
        process.start()
        print((ours.recv() - begin) * 1000, flush=True)
        process.join()


def reader(connection, records):
    connection.send(None)
    connection.recv()
    connection.send(read(records))
    connection.recv()


def children(mebibytes, count, how):
    records = build(mebibytes)
    expected = read(records)
    if how == "frozen":
        gc.collect()
        gc.freeze()
    elif how == "immortal":
        import orochi
        orochi.immortalize(records, deep=True)
    running = []
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=reader, args=(theirs, records))
        process.start()
        ours.recv()
        running.append((process, ours))
    before = [figure("Private_Dirty", "/proc/%d/smaps_rollup" % process.pid) for process, _ in running]
    for _, connection in running:
        connection.send(None)
    for _, connection in running:
        assert connection.recv() == expected
    after = [figure("Private_Dirty", "/proc/%d/smaps_rollup" % process.pid) for process, _ in running]
    heap = [of_heap(process.pid) for process, _ in running]
    print(*(sorted(each)[count // 2] for each in (before, after, heap)), max(after))
    for process, connection in running:
        connection.send(None)
        process.join()


if __name__ == "__main__":
    if sys.argv[1] == "start":
        start(int(sys.argv[2]))
    else:
        children(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
