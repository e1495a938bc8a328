# Factors and masks that are objects: computed with as numbers, whatever the other operand turns out to be.


def linear(seed, rounds):
    for _ in range(rounds):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return seed


def mixed(value):
    return (
        value & 0xFFFFFFFF,
        value | -0x80000000,
        value ^ 0x123456789ABCDEF,
        value - 4611686018427387903,
        value < 5000000000,
        value == 5000000000,
        value % 1000000007,
        value // 1000000007,
        0x7FFFFFFFFFFFFFFF + value,
        -0x7FFFFFFFFFFFFFFF - value,
        0x3FFFFFFFFFFFFFFF * value,
        0x10000000000000000 + value,
    )


def shifted(value):
    return value << 3, 5000000000 << 2, 5000000000 >> value


def scaled(value):
    return value * 5000000000, value / 5000000000, 2 ** 40 > value


for rounds in (10, 100, 1000):
    print(linear(12345, rounds), linear(2 ** 70, 3), linear(-1, rounds))
for value in list(range(40)) + [2 ** 31, 2 ** 40, 2 ** 62, 2 ** 63, -(2 ** 63), 2 ** 80, True, 5000000000]:
    print(mixed(value))
for value in range(40):
    print(shifted(value), scaled(value), scaled(value / 2))
try:
    for value in [1] * 30 + [None]:
        scaled(value)
except TypeError as error:
    print(error)
