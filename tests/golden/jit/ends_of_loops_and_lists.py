"""Truth of every kind of value, lists that shrink, loops that end or do not, max and min of two: all in compiled code."""

class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Truthful:
    def __bool__(self):
        raise ValueError("neither")


def truths(values):
    return "".join("1" if value else "0" for value in values)


def truth(value):
    while value:
        return not value, (value and 1), (value or 2)
    return not value, (value and 1), (value or 2)


VALUES = [
    0, 1, -1, 2**40, 0.0, -0.0, 1.5, float("nan"), "", "a", b"", b"a", (), (0,), [], [0], {}, {0: 0}, set(), {0},
    frozenset(), frozenset("a"), None, True, False, range(0), range(1), Sized(0), Sized(3), object, len, 0j, 1j,
    bytearray(), bytearray(b"a"),
]
for _ in range(100):
    text = truths(VALUES)
print(text, [truth(value)[0] for value in VALUES].count(True))
try:
    truths([1] * 100 + [Truthful()])
except ValueError as error:
    print(error)


def drain(items):
    """Pops until nothing is left; the storage shrinks on the way."""
    taken = []
    while items:
        taken.append(items.pop())
    return taken


def stack(rounds):
    todo, total = [], 0
    for k in range(rounds):
        todo.append((k, [k]))
        todo.append(k)
        if k % 3 == 0:
            total += todo.pop()
        if k % 7 == 0:
            total += len(todo.pop(0)) if isinstance(todo[0], tuple) else todo.pop(0)
    return total, len(todo), todo.pop(), todo.pop(-1), todo.pop(2)


def empty(items):
    try:
        return items.pop()
    except IndexError as error:
        return str(error)


class Stack(list):
    def pop(self, index=-1):
        return "mine", list.pop(self, index)


print(drain(list(range(500)))[:3], drain(["a", 1.5, None] * 40)[-4:], drain([]))
print(stack(300))
print([empty([k] * (k % 2)) for k in range(200)][-2:], empty(Stack([1])), empty(bytearray(b"ab")), empty({1}))


def sorted_while_popped():
    """A list that is being sorted is empty to all others."""
    items = [3, 1, 2] * 10
    seen = []

    def key(item):
        seen.append(empty(items))
        return item

    try:
        items.sort(key=key)
    except ValueError as error:
        seen.append(str(error))
    return set(seen)


print([sorted_while_popped() for _ in range(5)][-1])


def leaves(items):
    """Loops that are left in the midst of things, and things that are only held by the iterator."""
    found = 0
    for item in items:
        for inner in [item, item + 1, item + 2]:
            if inner % 3 == 0:
                break
            found += 1
        for inner in (item, item):
            if inner % 2:
                break
        else:
            found += 10
        for letter in str(item):
            if letter == "7":
                break
        else:
            found += 100
    return found


def grows(limit):
    """A list that gets longer while it is gone over."""
    items = [1]
    for item in items:
        if item < limit:
            items.append(item + 1)
    return len(items)


def kept(items):
    """An iterator that others hold, too, has ended for good."""
    iterator = iter(items)
    count = 0
    for item in iterator:
        count += 1
    if isinstance(items, list):
        items.append(99)
    return count, list(iterator), next(iterator, "ended")


print(leaves(range(400)), leaves(tuple(range(100))), grows(500))
for _ in range(60):
    results = kept([1, 2, 3]), kept((1, 2)), kept("abcd"), kept({1: 2}), kept(range(3))
print(results)


def extremes(a, b):
    return max(a, b), min(a, b)


def clamp(values, low, high):
    return [max(low, min(high, value)) for value in values]


def floats(rounds):
    low, high, nan = 0.0, 0.0, float("nan")
    for k in range(rounds):
        x = (k * 7919 % 1000) / 10 - 50
        low, high = min(low, x), max(high, x)
        odd = max(nan, x), max(x, nan), min(-0.0, 0.0 * x)
    return low, high, odd


def ints(rounds):
    low = high = 0
    for k in range(rounds):
        low, high = min(low, k * 31 % 17 - 8), max(high, k << 20)
    return low, high


for _ in range(100):
    results = extremes(3, 4), extremes(4, 3), extremes(-1, -1)
print(results, extremes(2**40, 1), extremes(1.5, 1), extremes(1, 1.0), extremes(True, 1), extremes("a", "b"))
print(extremes((1, 2), (1, 3)), extremes([2], [1]), clamp(range(-5, 5), -2, 3), clamp([0.5, 9, -9.5], -2.5, 3))
print(floats(300), ints(5000))
try:
    extremes(1, "a")
except TypeError as error:
    print(error)
