"""The sieve of Eratosthenes on a list of truth values."""
import time


def sieve(limit):
    prime = [True] * limit
    prime[0] = prime[1] = False
    i = 2
    while i * i < limit:
        if prime[i]:
            for k in range(i * i, limit, i):
                prime[k] = False
        i += 1
    count = last = 0
    for i in range(limit):
        if prime[i]:
            count += 1
            last = i
    return count, last


start = time.perf_counter()
for _ in range(3):
    result = sieve(1_000_000)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
