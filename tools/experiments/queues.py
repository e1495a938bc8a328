"""A work queue from one producer to some workers: one by one, in batches, or by key to the same worker.
Arguments: items, workers, "one", "batch" or "key"."""
import queue
import sys
import threading
import time

BATCH = 64


def work(item, table):
    """A little work on the state of the item's key."""
    key = item % 97
    total = table.get(key, 0)
    for i in range(20):
        total = (total * 31 + item + i) % 1000003
    table[key] = total


def worker(source, table, interactions):
    count = 0
    while True:
        got = source.get()
        count += 1
        if got is None:
            break
        for item in got:
            work(item, table)
    interactions.append(count)


def main():
    items, workers, how = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    shared = queue.SimpleQueue()
    own = [queue.SimpleQueue() for _ in range(workers)]
    table, interactions = {}, []
    sources = own if how == "key" else [shared] * workers
    tables = [{} for _ in range(workers)] if how == "key" else [table] * workers
    threads = [threading.Thread(target=worker, args=(s, t, interactions)) for s, t in zip(sources, tables)]
    for thread in threads:
        thread.start()
    start = time.perf_counter()
    puts = 0
    if how == "one":
        for item in range(items):
            shared.put((item,))
            puts += 1
    elif how == "batch":
        for first in range(0, items, BATCH):
            shared.put(range(first, min(items, first + BATCH)))
            puts += 1
    else:
        waiting = [[] for _ in range(workers)]
        for item in range(items):
            to = item % 97 % workers
            waiting[to].append(item)
            if len(waiting[to]) == BATCH:
                own[to].put(waiting[to])
                waiting[to] = []
                puts += 1
        for to in range(workers):
            own[to].put(waiting[to])
            puts += 1
    for source in sources:
        source.put(None)
    for thread in threads:
        thread.join()
    print((time.perf_counter() - start) * 1000, puts + sum(interactions))


main()
