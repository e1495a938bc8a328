"""Dynamic programming: knapsack, edit distance, longest common subsequence, ways to give change."""
from functools import cache


def knapsack(items, capacity):
    best = [[(0, ())] * (capacity + 1)]
    for name, weight, value in items:
        row = []
        for room in range(capacity + 1):
            options = [best[-1][room]]
            if weight <= room:
                worth, names = best[-1][room - weight]
                options.append((worth + value, names + (name,)))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return best[-1][capacity]


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


@cache
def common(a, b):
    if not a or not b:
        return ""
    if a[0] == b[0]:
        return a[0] + common(a[1:], b[1:])
    return max(common(a[1:], b), common(a, b[1:]), key=len)


def ways(amount, coins):
    table = [1] + [0] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            table[total] += table[total - coin]
    return table[amount]


print(knapsack([("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("tin", 68, 45)], 180))
for pair in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same")):
    print(pair, distance(*pair))
print(common("AGGTABQWX", "GXTXAYBWX"), common.cache_info().currsize > 50)
print([ways(n, (1, 2, 5, 10, 20, 50)) for n in (5, 10, 50, 200)])
