"""Compiled code that is entered with other types than before: only bets that have always held are made again."""


def grows(rounds):
    """A total that is a small int at first, a large one when the loop is entered again, then a float."""
    total, kind = 2**29, 1
    for n in range(rounds):
        total += kind * n
        if n == rounds // 2:
            kind = 0.5
    return total


def nested(rounds):
    last = None
    seen = []
    for n in range(rounds):
        inner = 0
        for k in range(n % 7):
            inner += k
            last = (n, k)
        if n % 50 == 0:
            last = None if n % 100 else n
            seen.append(last)
    return seen, last


def guarded(rounds):
    """Ranges in a function with handlers, entered again and again."""
    caught = total = 0
    for n in range(rounds):
        try:
            total += 100 // (n % 5)
        except ZeroDivisionError:
            caught += 1
            total *= 1 if n % 3 else 3
    return caught, total


def several(values):
    result = None
    for value in values:
        result = value
        for k in range(40):
            result = result + value
    return result


def numbers(limit, step):
    """Ranges of generators that yield in their loops: forwards, backwards, empty."""
    total = 0
    for n in range(0, limit, step):
        total += n
        sent = yield total
        if sent is not None:
            total = sent


def pairs(size):
    for a in range(size):
        for b in range(a, size):
            yield a, b
        for b in range(size, a, -2):
            yield b


def shared():
    """An iterator of a range that others have too, in loops that are compiled."""
    taken = []
    iterator = iter(range(1000))
    for n in iterator:
        if n % 10 == 0:
            taken.append(next(iterator))
    return sum(taken), len(taken)


print(grows(100), grows(1000), grows(50_000), grows(200_000))
print(nested(300))
print(guarded(100), guarded(2000), guarded(30_000))
print(several([1, 2.5, 2**40, "ab", (1,), [2]] * 3)[:3], several(range(100)), several([2**61] * 50))
for arguments in ((10, 1), (1000, 3), (-500, -7), (5, -1), (2**33, 2**30)):
    print(arguments, sum(numbers(*arguments)), len(list(numbers(*arguments))))
generator = numbers(10_000, 1)
next(generator)
print([generator.send(value) for value in [1, 2.5, 2**70, None, 3] * 60][-5:], sum(generator))
print(len(list(pairs(40))), [item for item in pairs(3)])
print([shared() for _ in range(10)][-1])
try:
    list(numbers(10, 0))
except ValueError as error:
    print(error)
