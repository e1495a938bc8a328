"""Dicts and sets: graphs, memo tables, tuples as keys, algebra of sets."""
import time


def neighbours(n, size):
    return (n * 7 + 1) % size, (n * 3 + 5) % size, (n + 1) % size


def breadth_first(size):
    graph = {n: neighbours(n, size) for n in range(size)}
    distance = {0: 0}
    level = [0]
    while level:
        following = []
        for node in level:
            for other in graph[node]:
                if other not in distance:
                    distance[other] = distance[node] + 1
                    following.append(other)
        level = following
    return len(distance), max(distance.values())


def life(rounds):
    cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (10, 10), (11, 10), (12, 10), (11, 11), (10, 12)}
    for _ in range(rounds):
        around = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        key = (x + dx, y + dy)
                        around[key] = around.get(key, 0) + 1
        cells = {cell for cell, count in around.items() if count == 3 or (count == 2 and cell in cells)}
    return len(cells)


def edit_distance(a, b, memo):
    key = (len(a), len(b))
    if key in memo:
        return memo[key]
    if not a or not b:
        found = len(a) or len(b)
    elif a[0] == b[0]:
        found = edit_distance(a[1:], b[1:], memo)
    else:
        found = 1 + min(
            edit_distance(a[1:], b, memo), edit_distance(a, b[1:], memo), edit_distance(a[1:], b[1:], memo)
        )
    memo[key] = found
    return found


def algebra(rounds):
    total = 0
    for k in range(rounds):
        evens = set(range(0, 200, 2))
        others = {n * (k % 5 + 1) for n in range(100)}
        total += len(evens & others) + len(evens | others) - len(evens - others)
        total += len(evens ^ others) + (4 in others)
        evens.discard(k % 200)
        evens.update((1, 3, 5))
        total += len(evens)
    return total


start = time.perf_counter()
result = [
    breadth_first(120_000),
    life(120),
    edit_distance("intentionally" * 6, "executioners" * 6, {}),
    algebra(2_000),
]
seconds = time.perf_counter() - start
print(result)
print("seconds", seconds)
