"""A number is what it was, wherever compiled code keeps it."""


def products(a, b, rounds):
    same = other = 0
    for k in range(rounds):
        x = a * b + k
        y = x
        z = x + 1
        same += y is x
        other += z is x or z is y or x is not y
    return same, other


def sums(x, step, rounds):
    same = other = 0
    for k in range(rounds):
        y = x
        x = x + step
        other += y is x
        y = x
        same += y is x
    return same, other


def handed_on(x, rounds):
    same = 0
    for k in range(rounds):
        if k == rounds // 2:
            x = x + 1
        y = x
        same += y is x
    return same, x


def kept(values, rounds):
    """What a list holds of it, and what is no number at all."""
    found = nothing = 0
    x = 2**35
    for k in range(rounds):
        x += 1
        values[0] = x
        found += x is values[0]
        for other in (None, "x", True, 1.5, 2**80, -(2**63), 3):
            nothing += x is other or values[0] is other
    return found, nothing


print(products(2**20, 2**20, 300), products(3, 5, 300), products(0.5, 3.0, 300), products(2**40, 2**40, 300))
for step in (1, 2**20, 2**59, 0.25):
    print(sums(2**40, step, 300), sums(1, step, 300), sums(0.5, step, 300))
for x in (5, 2**40, 2**70, 1.5):
    print(handed_on(x, 300))
print(kept([None], 300))
