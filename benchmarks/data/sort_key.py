"""Sorting by keys: attributes, tuples, strings, stability, a heap and a merge in Python."""
import time
from operator import attrgetter, itemgetter


class Item:
    def __init__(self, name, weight, group):
        self.name = name
        self.weight = weight
        self.group = group


def make(count):
    seed = 99
    items = []
    for k in range(count):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        items.append(Item(f"item{seed % 10007}", (seed >> 8) % 1000 / 8, k % 13))
    return items


def merge_sort(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left, right = merge_sort(values[:middle]), merge_sort(values[middle:])
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def heap_push(heap, value):
    heap.append(value)
    at = len(heap) - 1
    while at > 0:
        parent = (at - 1) >> 1
        if heap[parent] <= value:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = value


start = time.perf_counter()
items = make(60_000)
by_weight = sorted(items, key=lambda item: item.weight)
by_group = sorted(by_weight, key=attrgetter("group"))
by_both = sorted(items, key=lambda item: (item.group, -item.weight, item.name))
names = sorted(item.name for item in items)
pairs = sorted(((item.name, item.group) for item in items), key=itemgetter(1, 0), reverse=True)
merged = merge_sort([item.weight for item in items[:20_000]])
heap = []
for item in items[:20_000]:
    heap_push(heap, item.weight)
seconds = time.perf_counter() - start
print(by_weight[100].name, by_group[5000].name, by_both[777].name, names[12_345], pairs[40], merged[9_999], heap[:3])
print("seconds", seconds)
