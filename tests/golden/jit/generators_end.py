"""Generators that are made, end and die in compiled code, with all that may look at them meanwhile."""
import gc
import sys
import weakref

log = []


class Resumes:
    """Resumes another generator when it dies."""

    def __init__(self, other):
        self.other = other

    def __del__(self):
        log.append(next(self.other, "end"))


def numbers(n):
    for i in range(n):
        yield i


def delegating(n):
    result = yield from numbers(n)
    yield result
    return n


def finishing():
    try:
        yield 1
        yield 2
    finally:
        log.append("closed")


def holding(value):
    yield 1


def many(a, b, c, d=4, *rest, e=5, **names):
    yield a + b + c + d + e + len(rest) + len(names)


def failing(n):
    yield n
    raise KeyError(n)


def handling(n):
    try:
        yield from failing(n)
    except KeyError as error:
        yield error.args[0] + 1


def ends(rounds):
    total = 0
    for i in range(rounds):
        for x in delegating(i % 4):
            total += x or 0
        for x in handling(i):
            total += x
        for x in many(1, 2, i):
            total += x
        begun = finishing()
        next(begun)
        begun = None
        unused = numbers(3)
        reference = weakref.ref(unused)
        del unused
        assert reference() is None
        looked_at = numbers(2)
        reference = weakref.ref(looked_at, lambda _: log.append("gone"))
        for x in looked_at:
            assert looked_at.gi_frame.f_locals["n"] == 2
        assert looked_at.gi_frame is None
        assert looked_at.gi_code is numbers.__code__
        assert looked_at.__name__ == "numbers"
        assert next(looked_at, None) is None
        del looked_at
        other = numbers(5)
        for x in holding(Resumes(other)):
            total += x

        def inner(k=i):
            yield k

        for x in inner():
            total += x
        renamed = numbers(1)
        renamed.__name__ = "renamed %d" % i
        for x in renamed:
            total += 1
        if i % 100 == 0:
            gc.collect()
    return total


print(ends(600))
print({entry: log.count(entry) for entry in sorted(set(log), key=str)})


def elsewhere():
    """The same code with globals of its own."""
    space = {"value": 0}
    source = "def generate(n):\n    for i in range(n):\n        yield i + value\n"
    exec(source, space)
    code = space["generate"].__code__
    Function = type(elsewhere)
    functions = [Function(code, {"value": k, "range": range}) for k in range(3)]
    total = 0
    for i in range(600):
        for function in functions:
            for x in function(2):
                total += x
    return total


print(elsewhere())
