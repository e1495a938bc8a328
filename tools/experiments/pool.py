"""Small tasks for a pool of processes. Runs on CPython, too.

usage: pool.py HOW ITEMS WORKERS CHUNKSIZE

HOW is map or imap (of Pool) or executor (ProcessPoolExecutor.map). Prints milliseconds for all items.
"""

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor

context = multiprocessing.get_context("fork")


def work(item):
    total = 0
    for i in range(100):
        total += i ^ item
    return total


def main(how, items, workers, chunk):
    wanted = [work(item) for item in range(items)]
    if how == "executor":
        with ProcessPoolExecutor(workers, mp_context=context) as executor:
            list(executor.map(work, range(4 * workers)))
            begin = time.perf_counter()
            results = list(executor.map(work, range(items), chunksize=chunk))
            milliseconds = (time.perf_counter() - begin) * 1000
    else:
        with context.Pool(workers) as pool:
            pool.map(work, range(4 * workers), 1)
            begin = time.perf_counter()
            results = list((pool.map if how == "map" else pool.imap)(work, range(items), chunk))
            milliseconds = (time.perf_counter() - begin) * 1000
    assert results == wanted
    print(milliseconds)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
