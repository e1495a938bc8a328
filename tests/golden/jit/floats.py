"""Floats held in registers: nan, infinities, signed zeros, mixed with ints."""


def mandel(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        if zr * zr + zi * zi > 4.0:
            return n
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
    return limit


rows = []
for y in range(-12, 13):
    row = ""
    for x in range(-30, 15):
        n = mandel(x / 20.0, y / 10.0, 60)
        row += " .:-=+*#%@"[n % 10]
    rows.append(row)
print("\n".join(rows))


def walk(n):
    x = 0.0
    steps = 0
    while x < 1e6:
        x = x * 1.5 + 1
        steps += 1
        if steps > n:
            x = -x
            break
    return x, steps


print(walk(10), walk(1000))


def special(values):
    out = []
    for v in values:
        w = v * 2.0 - v
        out.append((w == v, w != w, -w, abs(w), v > 0.0, v <= 0, +w, w ** 2))
    return out


inf = float("inf")
for row in special([0.0, -0.0, 1.5, -2.5, inf, -inf, float("nan")] * 30)[:7]:
    print(row)


def root(x):
    return x ** 0.5


for i in range(200):
    root(float(i))
print(root(2.0), root(-0.0), root(0.0), root(16), root(inf))
print(type(root(-4.0)).__name__)


def average(n):
    total = 0
    count = 0
    for i in range(n):
        total += i / 2
        count += 1
    return total / count


print(average(500), average(7))


def swap(n):
    a, b = 1.5, 2
    for i in range(n):
        a, b = b, a
    return a, b


print(swap(200), swap(201))


def accumulate(n):
    out = [0.0] * 4
    for i in range(n):
        out[i % 4] += i * 0.25
        out[(i + 1) & 3] -= 1
    keep = out[1]
    for i in range(n):
        out[1] = out[1] + 1.0
    return keep, out


print(accumulate(400))


def integral(n):
    h = 1.0 / n
    s = 0.0
    for i in range(n):
        x = h * (i + 0.5)
        s += 4.0 / (1.0 + x * x)
    return s * h


print(integral(1000))
print(10 ** 400 > 1e308, 2.0 ** 3, 7.0 // 2, -7.5 % 2, 1e16 + 1 == 10**16)
