"""Ints leave 31 bits, then 64, in loops that were compiled for less."""


def powers(n):
    x = 1
    for i in range(n):
        x *= 3
    return x


def factorial(n):
    r = 1
    while n > 1:
        r = r * n
        n -= 1
    return r


def sum_squares(start, n):
    total = start
    for i in range(n):
        total += i * i
    return total


def shifts(n):
    out = []
    v = 1
    for i in range(n):
        v = v << 1
        out.append(v)
        if v > 1 << 40:
            v = -v >> 20
    return out[-5:], sum(out)


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


for k in (5, 19, 20, 40, 41, 64, 100):
    print(k, powers(k), factorial(k), fib(k * 2))
print(sum_squares(0, 2000), sum_squares(2**62, 2000), sum_squares(-(2**63), 500))
print(shifts(100))

m = 0
for i in range(3000):
    m = (m * 1103515245 + 12345) % 2147483648
print(m)

h = 14695981039346656037
for c in b"interpreter" * 20:
    h = ((h ^ c) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
print(h)


def negatives(n):
    rows = []
    for a in range(-n, n + 1):
        for b in (-7, -3, -1, 1, 3, 7, 8):
            rows.append((a // b, a % b, -a // b, -a % b, a & b, a | b, a ^ b, ~a))
    return hash(tuple(rows)) != 0, rows[:3], rows[-3:]


print(negatives(50))
for i in range(200):
    x = 4611686018427387904 - 100 + i
    y = x + x
    if i % 50 == 0:
        print(x, y, -x - x, x * 2 - y, x // 3, x % 1000)
