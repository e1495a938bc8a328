"""Feeds refreshed by processes that share memory: the next feed's place and the words are in a Value each, with a lock
of its own, and the newest day of each feed in an Array, where each process writes only to the places that it took.
"""

import multiprocessing

from common import FEEDS, Feeds, refresh, show

WORKERS = 2


def work(addresses, next_place, words, days):
    while True:
        with next_place.get_lock():
            place = next_place.value
            next_place.value += 1
        if place >= len(addresses):
            return
        try:
            more, title = refresh(addresses[place])
        except OSError:
            days[place] = -1
            continue
        with words.get_lock():
            words.value += more
        days[place] = int(title.rsplit(" ", 1)[1])


def main():
    next_place, words = multiprocessing.Value("i", 0), multiprocessing.Value("q", 0)
    days = multiprocessing.Array("i", FEEDS + 1)
    with Feeds() as addresses:
        shared = (addresses, next_place, words, days)
        workers = [multiprocessing.Process(target=work, args=shared) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    titles = {number: f"Feed {number}, day {day}" for number, day in enumerate(days) if day >= 0}
    show(titles, words.value, sum(day < 0 for day in days))


if __name__ == "__main__":
    main()
