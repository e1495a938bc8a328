"""Draws the Mandelbrot set as a PGM picture with some threads: python mandelbrot.py FILE WIDTH HEIGHT THREADS"""
import sys
import threading

LIMIT = 200


def escape(re, im):
    """Rounds until a point is seen to run away, at most LIMIT."""
    x = y = 0.0
    for n in range(LIMIT):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return n
        y = 2.0 * x * y + im
        x = xx - yy + re
    return LIMIT


def draw(rows, first, step, width, height):
    for j in range(first, height, step):
        im = 2.4 * j / height - 1.2
        row = [0] * width
        for i in range(width):
            row[i] = 255 - 255 * escape(3.2 * i / width - 2.3, im) // LIMIT
        rows[j] = bytes(row)


def main():
    path = sys.argv[1]
    width, height, number = map(int, sys.argv[2:5])
    rows = [b""] * height
    threads = [
        threading.Thread(target=draw, args=(rows, k, number, width, height)) for k in range(number)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open(path, "wb") as file:
        file.write(b"P5 %d %d 255\n" % (width, height))
        file.write(b"".join(rows))
    dark = sum(row.count(0) for row in rows)
    print(f"{width} x {height} points, {dark} of them in the set")


if __name__ == "__main__":
    main()
