# threads
"""All threads read the same clocks."""
import threading
import time

CLOCKS = [time.monotonic, time.perf_counter, time.time]


def read(seen):
    seen.extend(clock() for clock in CLOCKS)


for _ in range(3):
    before, between, after = [], [], []
    read(before)
    thread = threading.Thread(target=read, args=(between,))
    thread.start()
    thread.join()
    read(after)
    # Clocks of Workers are told from one another by what they read, so by some microseconds.
    print([a - 0.005 <= b <= c + 0.005 for a, b, c in zip(before, between, after)])
print(time.monotonic_ns() - time.monotonic() * 1e9 < 1e9, time.perf_counter() >= 0)
