"""The longest Collatz sequence that begins below a limit."""
import time


def steps(n):
    count = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        count += 1
    return count


def longest(limit):
    best = best_start = 0
    for n in range(1, limit):
        count = steps(n)
        if count > best:
            best, best_start = count, n
    return best_start, best


start = time.perf_counter()
result = longest(50_000)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
