"""Loops over tuples, and over what is now a tuple and now a list; iterators that others have, too."""


import gc


def total(items):
    found = 0
    for item in items:
        found += item
    return found


def words(items):
    text = ""
    for item in items:
        text += str(item)
    return text


def pairs(rows):
    found = []
    for a, (b, c) in rows:
        for d in (a, b, c):
            found.append(d)
    return found


def taken_in_between(items):
    iterator = iter(items)
    found = []
    for item in iterator:
        found.append((item, next(iterator, None)))
    return found, list(iterator)


def ends_early(items, limit):
    for place, item in enumerate(items):
        for inner in (item, item + 1, item + 2):
            if inner > limit:
                return place, inner
    return None


class Counted:
    alive = 0

    def __init__(self, number):
        self.number = number
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1


def lets_go(count):
    found = 0
    for item in tuple(Counted(n) for n in range(count)):
        found += item.number
        del item
    gc.collect()
    return found, Counted.alive


for n in range(60):
    numbers = tuple(range(n))
    assert total(numbers) == total(list(numbers)) == n * (n - 1) // 2
    assert words(numbers) == words([*numbers])
print(total((1.5, 2, True)), words((None, "x", 2.5, ())), total(()))
print(pairs(((1, (2, 3)),) * 2), pairs([(1, (2, 3))]))
for n in range(50):
    result = taken_in_between(tuple(range(n % 7)))
print(result, taken_in_between([1, 2, 3]))
for n in range(50):
    result = ends_early((n, n + 1, n + 2), 40)
print(result)
for n in range(50):
    result = lets_go(n)
print(result)
