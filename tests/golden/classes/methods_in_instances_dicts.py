"""Methods of builtin types that an instance has in its own dict: what one call has met says nothing of the next instance."""
import io
from collections import OrderedDict, defaultdict, deque


class Keys(dict):
    word = "of the class"


class Items(list):
    pass


class Number(int):
    pass


class Error(ValueError):
    pass


class Queue(deque):
    pass


class Slotted:
    __slots__ = ("a", "__dict__")

    def copy(self):
        return "own method"


def copied(thing):
    return thing.copy()


def word_of(thing):
    return thing.word


def with_traceback(error):
    return error.with_traceback(None)


def bits(number):
    return number.bit_length()


def seekable(stream):
    return stream.seekable()


def other():
    return "of the instance"


for make in (Keys, Items, Queue, OrderedDict, Slotted, lambda: defaultdict(int, a=1), Keys):
    for turn in range(3):
        plain = repr(copied(make()))
        for again in range(50):
            copied(make())
        thing = make()
        if hasattr(thing, "__dict__"):
            thing.copy = other
            print(plain, copied(thing), repr(copied(make())) == plain)

for turn in range(3):
    print(word_of(Keys()))
    keys = Keys()
    keys.word = turn
    print(word_of(keys))
    error = Error(turn)
    print(repr(with_traceback(error)))
    error.with_traceback = lambda nothing: "of the instance"
    print(with_traceback(error), bits(Number(5)))
    number = Number(5)
    number.bit_length = other
    print(bits(number))
    stream = io.BytesIO()
    print(seekable(stream))
    stream.seekable = other
    print(seekable(stream), seekable(io.BytesIO()))
