"""Feeds refreshed by a pool of processes that put what they find into a dict of a Manager.

The dict lives in a process of its own; the others hold proxies, and each access is a message. That is slower than shared
memory, but the dict takes any value, and could be on another machine.
"""

import multiprocessing

from common import Feeds, number_of, refresh, show

WORKERS = 2


def work(address, titles, counts, lock):
    try:
        words, title = refresh(address)
    except OSError:
        words, title = 0, None
    with lock:
        counts["words"] += words
        counts["failures"] += title is None
    if title is not None:
        titles[number_of(address)] = title


def main():
    with Feeds() as addresses, multiprocessing.Manager() as manager, multiprocessing.Pool(WORKERS) as pool:
        titles, counts, lock = manager.dict(), manager.dict(words=0, failures=0), manager.Lock()
        pool.starmap(work, [(address, titles, counts, lock) for address in addresses], chunksize=3)
        show(dict(titles), **dict(counts))


if __name__ == "__main__":
    main()
