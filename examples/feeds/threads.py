"""Feeds refreshed by threads that take them from a queue.

What they found is put into a dict, under a lock, since a count and a title belong together.
"""

import queue
import threading

from common import Feeds, number_of, refresh, show

WORKERS = 4


def work(waiting, titles, totals, lock):
    while True:
        address = waiting.get()
        if address is None:
            return
        try:
            words, title = refresh(address)
        except OSError:
            with lock:
                totals["failures"] += 1
        else:
            with lock:
                totals["words"] += words
                titles[number_of(address)] = title


def main():
    waiting, lock = queue.Queue(), threading.Lock()
    titles, totals = {}, {"words": 0, "failures": 0}
    with Feeds() as addresses:
        threads = [threading.Thread(target=work, args=(waiting, titles, totals, lock)) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for address in addresses:
            waiting.put(address)
        for _ in threads:
            waiting.put(None)
        for thread in threads:
            thread.join()
    show(titles, **totals)


if __name__ == "__main__":
    main()
