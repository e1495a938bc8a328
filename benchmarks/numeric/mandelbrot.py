"""Points of the Mandelbrot set on a grid, in floats."""
import time

SIZE, ROUNDS = 340, 50


def escapes(x, y):
    """Rounds until the orbit of a point leaves the circle of radius 2; ROUNDS if it does not."""
    re = im = 0.0
    for k in range(ROUNDS):
        re2, im2 = re * re, im * im
        if re2 + im2 > 4.0:
            return k
        im = 2.0 * re * im + y
        re = re2 - im2 + x
    return ROUNDS


def picture(size):
    inside = total = 0
    for row in range(size):
        y = 2.0 * row / size - 1.0
        for column in range(size):
            k = escapes(2.5 * column / size - 2.0, y)
            total += k
            if k == ROUNDS:
                inside += 1
    return inside, total


start = time.perf_counter()
result = picture(SIZE)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
