"""Classic tables: edit distance with its script, longest common parts, coins, knapsacks, partitions, Catalan shapes."""
from bisect import bisect_left
from functools import cache
from itertools import accumulate, product


def edits(a, b):
    rows = [[*range(len(b) + 1)]]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y)))
        rows.append(row)
    i, j, script = len(a), len(b), []
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            script.append(a[i] if a[i] == b[j] else f"({a[i]}>{b[j]})")
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
            script.append(f"-{a[i]}")
        else:
            j -= 1
            script.append(f"+{b[j]}")
    return rows[-1][-1], "".join(reversed(script))


for pair in [("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same"), ("intention", "execution")]:
    print(*pair, *edits(*pair))


def lcs(a, b):
    @cache
    def at(i, j):
        if i == len(a) or j == len(b):
            return ""
        return a[i] + at(i + 1, j + 1) if a[i] == b[j] else max(at(i + 1, j), at(i, j + 1), key=len)
    return at(0, 0), at.cache_info().currsize


print(lcs("AGGTAB", "GXTXAYB"), lcs("programming", "gaming"))


def lis(values):
    tails, chosen = [], []
    for v in values:
        at = bisect_left(tails, v)
        tails[at:at + 1] = [v]
        chosen.append(at + 1)
    return len(tails), chosen


@cache
def ways(amount, coins):
    if amount <= 0 or not coins:
        return int(amount == 0)
    return ways(amount - coins[-1], coins) + ways(amount, coins[:-1])


def fewest(amount, coins):
    best = [0] + [None] * amount
    for total in range(1, amount + 1):
        options = [best[total - c] for c in coins if c <= total and best[total - c] is not None]
        best[total] = min(options) + 1 if options else None
    return best[amount]


print(lis([10, 9, 2, 5, 3, 7, 101, 18, 4]), ways(100, (1, 5, 10, 25, 50)), ways(11, (2, 4)), [fewest(n, (1, 5, 12)) for n in range(16)], fewest(7, (2, 4)))


def knapsack(items, room):
    table = [(0, ())] * (room + 1)
    for name, weight, value in items:
        for r in range(room, weight - 1, -1):
            other = table[r - weight]
            table[r] = max(table[r], (other[0] + value, other[1] + (name,)))
    return table[room]


@cache
def shapes(n):
    return ["."] if n == 0 else [f"({a}{b})" for k in range(n) for a, b in product(shapes(k), shapes(n - 1 - k))]


@cache
def partitions(n, top):
    return [()] if n == 0 else [(k, *rest) for k in range(min(n, top), 0, -1) for rest in partitions(n - k, k)]


print(knapsack([("ring", 1, 15), ("book", 4, 10), ("lamp", 3, 9), ("vase", 2, 7)], 6), [len(shapes(n)) for n in range(8)], shapes(2))
print(partitions(5, 5), [len(partitions(n, n)) for n in range(12)], max(accumulate([-2, 1, -3, 4, -1, 2, 1, -5, 4], lambda s, v: max(v, s + v))))


def matrix_chain(sizes):
    n = len(sizes) - 1
    best = {(i, i): (0, f"M{i}") for i in range(n)}
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            best[i, j] = min((best[i, k][0] + best[k + 1, j][0] + sizes[i] * sizes[k + 1] * sizes[j + 1], f"({best[i, k][1]}{best[k + 1, j][1]})") for k in range(i, j))
    return best[0, n - 1]


print(matrix_chain([10, 30, 5, 60]), matrix_chain([40, 20, 30, 10, 30]))
