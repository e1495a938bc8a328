"""A while loop of int arithmetic, ten million rounds."""
import time


def loop(n):
    i = 0
    total = 0
    while i < n:
        total = (total + i * 3) % 1000003
        i += 1
    return total


start = time.perf_counter()
result = loop(10_000_000)
seconds = time.perf_counter() - start
print(result)
print("seconds", seconds)
