"""Prints random values and their pickles, in the form of pickles.jsonl: `random_pickles.py [COUNT [SEED]]`.

Values share parts and contain themselves. Strings of C types differ between versions: use 3.13.
"""
import array
import collections
import datetime as dt
import decimal
import json
import os
import pickle
import random
import sys

import generate_pickles as kinds

if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
texts = [sys.intern("".join(chance.choices("abc\n\\\xe9\u20ac\U0001f600 \0xyz", k=chance.choice([0, 1, 1, 2, 5, 20, 100, 300]))))
         for _ in range(60)]
made = []

SCALARS = [
    lambda: None,
    lambda: chance.random() < 0.5,
    lambda: chance.randrange(-300, 70000),
    lambda: chance.randrange(-(2**40), 2**40),
    lambda: chance.randrange(-(2**600), 2**600),
    lambda: chance.choice([chance.random(), 1e300 * chance.random(), float(chance.randrange(100)), -0.0, float("inf")]),
    lambda: chance.choice(texts),
    lambda: chance.choice(texts),
    lambda: chance.randbytes(chance.choice([0, 1, 2, 30, 300])),
]
OTHERS = [
    lambda: bytearray(chance.randbytes(chance.choice([0, 1, 2, 30, 300]))),
    lambda: chance.choice([int, str, dict, kinds.Plain, kinds.Outer.Inner, collections.OrderedDict, dt.datetime, ValueError,
                           type(None), len, print, kinds.Setter]),
    lambda: chance.choice([dt.date(2000, 1, 2), dt.timedelta(chance.randrange(9), 5), dt.time(1, 2, 3),
                           dt.datetime(2020, 1, 2, 3, 4, 5, chance.randrange(10**6), chance.choice([None, dt.timezone.utc]))]),
    lambda: chance.choice([1j, array.array("d", [chance.random()]), array.array("h", [1, 2]), ..., NotImplemented, range(3),
                           decimal.Decimal(5)]),
]


def scalar():
    return chance.choice(SCALARS)()


def several(depth):
    return [value(depth - 1) for _ in range(chance.choice([0, 1, 1, 2, 3, 4, 5, 9]))]


def filled(container, fill):
    """Remembers a container before it is filled, so that it may come to contain itself."""
    made.append(container)
    fill(container)
    return container


def pairs(depth, key):
    return lambda mapping: [mapping.__setitem__(key(), item) for item in several(depth)]


def attributes(depth):
    return lambda instance: [setattr(instance, chance.choice(["alpha", "beta", "gamma"]), item) for item in several(depth)]


def value(depth):
    if made and chance.random() < 0.15:
        return chance.choice(made)
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(SCALARS + OTHERS)()
    return chance.choice([
        lambda: filled([], lambda items: items.extend(several(depth))),
        lambda: tuple(several(depth)),
        lambda: filled({}, pairs(depth, scalar)),
        lambda: {scalar() for _ in range(4)},
        lambda: frozenset(scalar() for _ in range(4)),
        lambda: filled(kinds.Plain(), attributes(depth)),
        lambda: filled(kinds.MyList(), lambda items: items.extend(several(depth))),
        lambda: filled(kinds.MyDict(), pairs(depth, lambda: chance.choice(texts))),
        lambda: filled(collections.OrderedDict(), pairs(depth, lambda: chance.choice(texts))),
        lambda: kinds.Point(value(depth - 1), value(depth - 1)),
        lambda: ValueError(chance.choice(texts), value(depth - 1)),
        lambda: collections.deque(several(depth)),
        lambda: chance.choice([kinds.State, kinds.Reduced, kinds.ReducedAll])(),
        lambda: chance.choice([kinds.MyInt(7), kinds.MyStr(chance.choice(texts)), kinds.NewArgs(1, 2)]),
    ])()


def dumped(candidate, protocol):
    try:
        return kinds.stream(pickle.dumps(candidate, protocol))
    except (TypeError, RecursionError):
        return None


for number in range(count):
    made.clear()
    candidate = value(chance.choice([2, 3, 4, 5]))
    # Before it is described: looking at an exception's attributes changes its pickle.
    streams = [dumped(candidate, protocol) for protocol in range(6)]
    try:
        description = kinds.Describer()(candidate)
    except (AssertionError, RecursionError):
        continue
    print(json.dumps({"name": f"random {number}", "value": description, "streams": streams, "dis": []}))
