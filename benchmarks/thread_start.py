"""A thread from the warm pool: start and join."""
import threading
import time


def nothing():
    pass


def once():
    start = time.perf_counter()
    thread = threading.Thread(target=nothing)
    thread.start()
    thread.join()
    return time.perf_counter() - start


for _ in range(5):
    once()
print("started")
print("seconds", sorted(once() for _ in range(101))[50])
