"""Bodies in a plane, as lists of floats."""
import time


def advance(xs, ys, vxs, vys, masses, rounds, dt):
    count = len(xs)
    for _ in range(rounds):
        for i in range(count):
            x = xs[i]
            y = ys[i]
            ax = 0.0
            ay = 0.0
            for j in range(count):
                if j != i:
                    dx = xs[j] - x
                    dy = ys[j] - y
                    square = dx * dx + dy * dy + 0.01
                    pull = masses[j] / (square * square)
                    ax += dx * pull
                    ay += dy * pull
            vxs[i] += ax * dt
            vys[i] += ay * dt
        for i in range(count):
            xs[i] += vxs[i] * dt
            ys[i] += vys[i] * dt


count = 5
xs = [i * 1.5 for i in range(count)]
ys = [i * 0.7 + 0.1 for i in range(count)]
vxs = [0.0] * count
vys = [0.1 * i for i in range(count)]
masses = [1.0 + i for i in range(count)]
start = time.perf_counter()
advance(xs, ys, vxs, vys, masses, 100_000, 0.0001)
seconds = time.perf_counter() - start
print(xs[0], ys[1])
print("seconds", seconds)
