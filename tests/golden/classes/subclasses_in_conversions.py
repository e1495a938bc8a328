# What conversions ask of a subclass of a builtin type, and what they take from the object itself.
def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)

class Int(int):
    def __float__(self):
        return 1.5

class Wrong(int):
    def __float__(self):
        return NotImplemented

import math

show(lambda: float(Int(2)))
show(lambda: float(Wrong(2)))
show(lambda: "%f %s" % (Int(2), Int(2)))
show(lambda: format(Int(2), "f"))
show(lambda: math.sqrt(Int(4)) ** 2)
show(lambda: complex(Int(2)))
show(lambda: (Int(2) + 1.0, 2.0 ** Int(2), divmod(Int(7), 2.0), Int(2) < 2.5, Int(2) / Int(4), Int(2) * 1j, 1j - Int(2)))

class Frozen(frozenset):
    def __iter__(self):
        return iter("it")

class Set(set):
    def __iter__(self):
        return iter("it")

for kind in (Frozen, Set):
    value = kind([5])
    show(lambda: (sorted(value), {*value}, 5 in value, value == kind([5]), {5} | value))

class Text(str):
    def __repr__(self):
        return -1

show(lambda: int(Text("a")))
show(lambda: float(Text("a")))
show(lambda: complex(Text("a")))

class Sized(dict):
    def __len__(self):
        print("asked for its length")
        return 3

class Hinting:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        print("asked for a hint")
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint

class NoIterator(list):
    def __iter__(self):
        return NotImplemented

for source in (Sized(), Hinting(5), Hinting(-1), Hinting(ValueError("no")), Hinting(TypeError("no")), NoIterator(), 5.5):
    show(lambda: bytes(source))

show(lambda: {}.pop({5}))
show(lambda: {}.pop([], 1))
show(lambda: float.fromhex("0x1p5000x"))
show(lambda: float.fromhex("0x1p-5000x"))
show(lambda: float.fromhex("0x1p5000"))

class Bytes(bytes):
    def __float__(self):
        return 7.5

show(lambda: "%d" % Bytes(b"12"))
show(lambda: "%d" % Bytes(b"a"))
