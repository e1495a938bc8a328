"""Two threads that each compute a Fibonacci number, against one thread that computes both."""
import threading
import time


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def in_threads(n):
    threads = [threading.Thread(target=fib, args=(n,)) for _ in range(2)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def in_turn(n):
    start = time.perf_counter()
    fib(n)
    fib(n)
    return time.perf_counter() - start


N = 35
SECONDS = 6
in_turn(26)
in_threads(26)
turns, together = [], []
start = time.perf_counter()
while len(turns) < 3 or time.perf_counter() - start < SECONDS:
    turns.append(in_turn(N))
    together.append(in_threads(N))
print(fib(20))
# The quickest of each, as timeit takes them: others who use the cores only ever make a round slower.
print("speed-up", min(turns) / min(together))
