"""Eight ways to sort, each checked against sorted(), with counts of comparisons and stability."""
import heapq
import random
from functools import cmp_to_key


class Counted:
    compared = 0

    def __init__(self, key, tag=0):
        self.key, self.tag = key, tag

    def __lt__(self, other):
        Counted.compared += 1
        return self.key < other.key


def insertion(a):
    for i in range(1, len(a)):
        j, item = i, a[i]
        while j and item < a[j - 1]:
            a[j] = a[j - 1]
            j -= 1
        a[j] = item
    return a


def selection(a):
    for i in range(len(a)):
        best = min(range(i, len(a)), key=a.__getitem__)
        a[i], a[best] = a[best], a[i]
    return a


def shell(a):
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            item = a[i]
            while i >= gap and item < a[i - gap]:
                a[i] = a[i - gap]
                i -= gap
            a[i] = item
        gap //= 2
    return a


def merge(a):
    if len(a) < 2:
        return a
    middle = len(a) // 2
    left, right = merge(a[:middle]), merge(a[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]


def quick(a):
    if len(a) < 2:
        return a
    pivot, *rest = a
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if not x < pivot])


def heap(a):
    heapq.heapify(a)
    return [heapq.heappop(a) for _ in range(len(a))]


def bubble(a):
    for end in range(len(a), 1, -1):
        swapped = False
        for i in range(end - 1):
            if a[i + 1] < a[i]:
                a[i], a[i + 1] = a[i + 1], a[i]
                swapped = True
        if not swapped:
            break
    return a


def builtin(a):
    a.sort()
    return a


random.seed(5)
keys = [random.randrange(20) for _ in range(40)]
for method in [insertion, selection, shell, merge, quick, heap, bubble, builtin]:
    Counted.compared = 0
    done = method([Counted(key, i) for i, key in enumerate(keys)])
    count, pairs = Counted.compared, [(c.key, c.tag) for c in done]
    print(f"{method.__name__:10} {[k for k, _ in pairs] == sorted(keys)} stable={pairs == sorted(pairs)!s:5} {count if method is not builtin else count < 200}", method([]), method([1]), "".join(method(list("sorting"))), method([2.5, -1, True]))
words = "the quick brown Fox jumps Over the lazy dog".split()
print(sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=cmp_to_key(lambda a, b: (a[-1] > b[-1]) - (a[-1] < b[-1]))))
