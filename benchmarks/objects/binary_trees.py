"""Trees of small objects, made, counted and thrown away."""
import time


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def work(deepest):
    kept = make(deepest)
    lines = []
    for depth in range(4, deepest + 1, 2):
        rounds = 1 << (deepest - depth + 2)
        total = 0
        for _ in range(rounds):
            total += make(depth).count()
        lines.append((depth, rounds, total))
    lines.append((deepest, 1, kept.count()))
    return lines


start = time.perf_counter()
result = work(14)
seconds = time.perf_counter() - start
for line in result:
    print(*line)
print("seconds", seconds)
