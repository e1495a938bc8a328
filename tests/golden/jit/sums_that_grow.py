"""Sums that are small where a loop is first entered, and large, huge or no ints at all where it is entered anew."""


def add(total, step, rounds):
    for k in range(rounds):
        total += step
    return total


# The same loop begins with each of these.
for total in [0, 1, 2**30 - 1, 2**30, 2**40, -(2**40), 2**62, 2**63 - 1, 2**63, -(2**63), 2**80, True, 1.5]:
    print(add(total, 3, 400), add(total, 2**35, 400), add(total, -(2**61), 9))


def scaled(rounds):
    # Grows beyond every local, and back again.
    number = kept = 1
    for k in range(rounds):
        number = number * 3 if k % 100 < 50 else number // 3
        kept += number % 1000
    return number, kept


print(scaled(900))


def fades(rounds):
    """A variable that is there in some rounds only."""
    found = []
    for outer in range(rounds):
        last = outer
        for k in range(150):
            last += outer << 27
        found.append(last)
        del last
        try:
            last
        except UnboundLocalError as error:
            found.append(type(error).__name__)
    return found[-4:], sum(x for x in found if x != "UnboundLocalError")


print(fades(60))


def running(step):
    total = 0
    while True:
        total += step
        yield total


for step in (1, 2**28, 2**58, 2**70, -(2**58)):
    sums = running(step)
    last = [next(sums) for _ in range(300)]
    print(last[0], last[100], last[-1])


def keeps_what_it_is(big, rounds):
    """What a loop only hands on stays the object that it was."""
    same = 0
    for k in range(rounds):
        if k == rounds // 2:
            big = big + 1
        other = big
        same += other is big
    return same, big


for big in (5, 2**40, 2**70):
    print(keeps_what_it_is(big, 300))


print(add(2**33, 5, 300))
try:
    add(2**33, "text", 3)
except TypeError as error:
    print(error)
try:
    add("text", 2**33, 3)
except TypeError as error:
    print(error)
