"""The spectral norm of an infinite matrix, by the power method on its corner."""
import math
import time

SIZE = 220


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    n = len(vector)
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(i, j) * vector[j]
        result.append(total)
    return result


def times_transposed(vector):
    n = len(vector)
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(j, i) * vector[j]
        result.append(total)
    return result


def norm(size):
    u = [1.0] * size
    for _ in range(8):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    uv = vv = 0.0
    for x, y in zip(u, v):
        uv += x * y
        vv += y * y
    return math.sqrt(uv / vv)


start = time.perf_counter()
result = norm(SIZE)
seconds = time.perf_counter() - start
print(f"{result:.6f}")
print("seconds", seconds)
