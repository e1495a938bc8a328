"""Conway's game of life on a set of cells."""
from collections import Counter
from itertools import product


def step(cells):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if dx or dy)
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in cells}


def show(cells, width, height):
    return "\n".join("".join(".#"[(x, y) in cells] for x in range(width)) for y in range(height))


def parse(text):
    return {(x, y) for y, line in enumerate(text.split()) for x, char in enumerate(line) if char == "#"}


glider = parse(".#. ..# ###")
for generation in range(5):
    print(generation, sorted(glider))
    glider = step(glider)
print(show(glider, 6, 6))
acorn = parse(".#..... ...#... ##..###")
sizes = []
for _ in range(60):
    sizes.append(len(acorn))
    acorn = step(acorn)
print(sizes)
blinker = parse("### ... ...")
assert step(step(blinker)) == blinker != step(blinker)
print(step(set()), step({(0, 0)}))
