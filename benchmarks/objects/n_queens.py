"""All ways to put queens on a board, by permutations from a recursive generator."""
import time


def place(row, size, columns, rising, falling):
    """Yields solutions as lists of columns, given what the rows before have taken."""
    if row == size:
        yield []
        return
    for column in range(size):
        if column in columns or row + column in rising or row - column in falling:
            continue
        for rest in place(row + 1, size, columns | {column}, rising | {row + column}, falling | {row - column}):
            yield [column] + rest


def solve(size):
    count = checksum = 0
    for solution in place(0, size, frozenset(), frozenset(), frozenset()):
        count += 1
        for row, column in enumerate(solution):
            checksum += row * column
    return count, checksum


start = time.perf_counter()
result = solve(11)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
