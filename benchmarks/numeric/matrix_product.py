"""Products of matrices that are lists of lists of floats."""
import time

SIZE = 110


def make(size, seed):
    return [[((i * 7 + j * 3 + seed) % 11) / 8.0 for j in range(size)] for i in range(size)]


def product(a, b):
    columns = len(b[0])
    inner = len(b)
    result = []
    for row in a:
        line = []
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += row[k] * b[k][j]
            line.append(total)
        result.append(line)
    return result


start = time.perf_counter()
a, b = make(SIZE, 1), make(SIZE, 2)
for _ in range(4):
    c = product(a, b)
seconds = time.perf_counter() - start
print(sum(c[i][i] for i in range(SIZE)), c[3][7])
print("seconds", seconds)
