"""Ints of many limbs: enough of them that the passes over limbs are those of WebAssembly."""
import random

random.seed(11)
SIZES = [1, 5, 20, 31, 32, 33, 63, 64, 65, 255, 256, 257, 300, 1000, 3000]


def number():
    bits = random.choice(SIZES)
    value = random.getrandbits(bits)
    kind = random.random()
    if kind < 0.1:
        value = (1 << bits) - 1
    elif kind < 0.2:
        value = 1 << bits
    return value if random.random() < 0.6 else -value


def mix(total, value):
    return (total * 1000003 + value % (2**61 - 1) + value.bit_length()) % (1 << 64)


def work(rounds):
    totals = [0] * 6
    product = number()
    for _ in range(rounds):
        a, b = number(), number()
        if random.random() < 0.2:
            b = a + random.choice([-1, 0, 1])
        if random.random() < 0.2:
            a = product * b + random.choice([-1, 0, 1, b - 1])
        results = [a + b, a - b, a * b, (a > b) - (a < b)]
        if b:
            results += [a // b, a % b]
            assert a == results[4] * b + results[5] and (results[5] == 0 or (results[5] < 0) == (b < 0))
        for index, value in enumerate(results):
            totals[index] = mix(totals[index], value)
        product = number()
    return totals


print(work(2500))

# Carries and borrows through every limb, and results that lose most of theirs.
full = (1 << 640) - 1
print(full + 1 == 1 << 640, (1 << 640) - full, full - full, hex(-full - 1)[:8], (full * full) % 97)
print((full << 3) // full, -(full << 3) // full, (full * 5 + 4) // full, (full * 5 - 1) // full, (full * 5 - 1) % full == full - 1)
for divisor in (7, -7, 2**31, 2**32 - 1, -(2**32 - 1)):
    print(full // divisor % 1009, full % divisor, -full // divisor % 1009, -full % divisor)
