# python3.14
"""Small things that builtins say: lost and broken streams for input(), names that are no text, hints that lie."""

import io
import os
import sys


def tried(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Silent:
    def write(self, text):
        pass


def ask():
    streams = sys.stdin, sys.stdout
    sys.stdin, sys.stdout = io.StringIO("line\n"), Silent()
    try:
        return input("prompt")
    finally:
        sys.stdin, sys.stdout = streams


tried(ask)


def lost():
    stream = sys.stderr
    sys.stderr = None
    try:
        return input()
    finally:
        sys.stderr = stream


tried(lost)
for name in "A\udcdcB", "A\0B":
    tried(lambda: type(name, (), {}))
tried(lambda: type("A", (), {"__doc__": "x\udcdcy"}))


class C[T]:
    pass


tried(lambda: setattr(C, "__name__", "A\udcdcB"))
tried(lambda: delattr(C, "__type_params__"))
for value in sys.flags, sys.version_info:
    tried(lambda: type(value)())


class Lying:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter((1, 2))

    def __length_hint__(self):
        return self.hint


def extended(items, hint):
    items.extend(Lying(hint))
    return items


tried(lambda: extended([0], sys.maxsize))
tried(lambda: extended([0], 5))

array = bytearray(b",")


def items():
    array.clear()
    yield b"A"


tried(lambda: array.join(items()))
tried(lambda: array.join([b"A", b"B"]))

import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for name in ".", "..", ".foo", "foo.", "int.", "nosuchbuiltin", "nosuchmodule.nothing":
        os.environ["PYTHONBREAKPOINT"] = name
        breakpoint()
    print([str(warning.message) for warning in caught])

import pickle

pair = chr(0xD800) + chr(0xDC00)
for text in pair, "x\\" + pair + "\n", "\U00010000" + pair:
    for protocol in range(6):
        data = pickle.dumps(text, protocol)
        print(protocol, data if protocol == 0 else len(data), pickle.loads(data) == text)
