"""Feeds refreshed by processes: addresses go to them through one queue, results come back through another.

Nothing is shared, so nothing needs a lock; each result travels as a pickle.
"""

import multiprocessing

from common import Feeds, number_of, refresh, show

WORKERS = 2


def work(waiting, found):
    for address in iter(waiting.get, None):
        try:
            words, title = refresh(address)
        except OSError as error:
            found.put((address, 0, None, str(error)))
        else:
            found.put((address, words, title, None))


def main():
    waiting, found = multiprocessing.Queue(), multiprocessing.Queue()
    titles, words, failures = {}, 0, 0
    with Feeds() as addresses:
        workers = [multiprocessing.Process(target=work, args=(waiting, found)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for address in addresses:
            waiting.put(address)
        for _ in workers:
            waiting.put(None)
        for _ in addresses:
            address, more, title, error = found.get()
            words += more
            if error is None:
                titles[number_of(address)] = title
            else:
                failures += 1
        for worker in workers:
            worker.join()
    show(titles, words, failures)


if __name__ == "__main__":
    main()
