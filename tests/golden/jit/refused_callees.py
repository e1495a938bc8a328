# threads
"""Functions that are never compiled, as they look at their own locals, called by compiled ones in many threads."""
import threading


def looks(n):
    twice = n * 2
    return sum(locals().values()) + twice


def looks_and_adds(n, *more):
    return len(vars()) + n + len(more)


def caller(n):
    return looks(n) + looks_and_adds(n, 1, 2) - 2


def rounds(count):
    total = 0
    for n in range(count):
        total += caller(n)
    return total


# Refused before there is compiled code that calls them.
for n in range(300):
    looks(n)
    looks_and_adds(n)
print(rounds(300))
results = []
threads = [threading.Thread(target=lambda: results.append(rounds(300))) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
