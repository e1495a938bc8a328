"""An event loop of 60 ticks a second beside CPU-bound threads. Arguments: ticks, "alone", "beside" or "lowered"."""
import sys
import threading
import time

PERIOD = 1 / 60


def spin(stop, lowered):
    if lowered:
        sys.setpriority(-1)
    while not stop.is_set():
        n = 2000
        while n > 0:
            n -= 1


def event_loop(ticks):
    """How late each tick was, in milliseconds. A tick does a little work, in blocking calls and out of them."""
    late = []
    due = time.perf_counter()
    for _ in range(ticks):
        due += PERIOD
        time.sleep(max(0, due - time.perf_counter()))
        late.append((time.perf_counter() - due) * 1000)
        sum(range(200))
        if time.perf_counter() > due + PERIOD:
            due = time.perf_counter()
    return late


def main():
    ticks, how = int(sys.argv[1]), sys.argv[2]
    stop = threading.Event()
    threads = [] if how == "alone" else [threading.Thread(target=spin, args=(stop, how == "lowered"))]
    for thread in threads:
        thread.start()
    late = sorted(event_loop(ticks))
    stop.set()
    for thread in threads:
        thread.join()
    print(*(late[min(len(late) - 1, int(len(late) * part))] for part in (0.5, 0.9, 0.99, 1)))


main()
