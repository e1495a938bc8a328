"""Compares small images, all with all, by threads and by processes, and shows both in one table.

    similar_images.py [--images 1000] [--workers 2] [--check]

An image is 8 by 8 pixels of grey. Its print is a number of 64 bits that says which pixels are lighter than their
neighbours; images are alike where few bits differ. With --check no times are shown.
"""

import argparse
import concurrent.futures
import random
import time

SIDE = 8
ALIKE = 6


def make(count):
    """Images of which every tenth is another one with a little noise."""
    source = random.Random(1)
    images = []
    for k in range(count):
        if k % 10 == 9:
            images.append(bytes(min(255, pixel + source.randrange(3)) for pixel in images[source.randrange(k)]))
        else:
            images.append(source.randbytes(SIDE * SIDE))
    return images


def fingerprint(image):
    bits = 0
    for row in range(SIDE):
        for column in range(SIDE):
            here = image[row * SIDE + column]
            bits = bits << 1 | (here > image[row * SIDE + (column + 1) % SIDE])
    return bits


def compare(prints, first, last):
    """Pairs that are alike, of images first to last with all after them."""
    pairs = []
    for a in range(first, last):
        mine = prints[a]
        for b in range(a + 1, len(prints)):
            if (mine ^ prints[b]).bit_count() <= ALIKE:
                pairs.append((a, b))
    return pairs


def parts(count, workers):
    """Ranges of first images with about as many pairs each."""
    wanted, done, first = count * (count - 1) / 2 / (workers * 4), 0, 0
    for a in range(count):
        done += count - 1 - a
        if done >= wanted or a == count - 1:
            yield first, a + 1
            first, done = a + 1, 0


def by_pool(pool, prints, workers):
    with pool(workers) as executor:
        futures = [executor.submit(compare, prints, *part) for part in parts(len(prints), workers)]
        return [pair for future in futures for pair in future.result()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    prints = [fingerprint(image) for image in make(options.images)]
    ways = {
        "one after the other": lambda: compare(prints, 0, len(prints)),
        f"{options.workers} threads": lambda: by_pool(concurrent.futures.ThreadPoolExecutor, prints, options.workers),
        f"{options.workers} processes": lambda: by_pool(concurrent.futures.ProcessPoolExecutor, prints, options.workers),
    }
    print(f"{'':20} {'pairs alike':>12} {'seconds':>9}")
    for name, way in ways.items():
        start = time.perf_counter()
        pairs = way()
        seconds = "" if options.check else f"{time.perf_counter() - start:9.2f}"
        print(f"{name:20} {len(pairs):12} {seconds}".rstrip())


if __name__ == "__main__":
    main()
