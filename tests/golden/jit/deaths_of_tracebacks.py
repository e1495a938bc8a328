# python3.14
"""Exceptions die with their tracebacks, and these with the frames they have passed and with what these held, in order."""
import sys
import types

deaths = []


class Tracked:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        deaths.append(self.name)


class Refused(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


def check(n):
    inner = Tracked(f"inner {n}")
    if n >= 0:
        raise Refused(n)
    return inner


def deep(n, depth):
    own = Tracked(f"deep {n} {depth}")
    if depth == 0:
        return check(n)
    return deep(n, depth - 1), own


def shown():
    seen = list(deaths)
    deaths.clear()
    return seen


def plain(n):
    try:
        deep(n, 2)
    except Refused as error:
        return error.number
    return None


for n in range(60):
    assert plain(n) == n
    seen = shown()
    assert len(seen) == 4, seen
print(seen)


def named_again(n):
    """The exception raised again in the same frame, and in one that calls it."""
    try:
        try:
            deep(n, 1)
        except Refused as error:
            raise error
    except Refused as error:
        count, entry = 0, error.__traceback__
        while entry is not None:
            count, entry = count + 1, entry.tb_next
        return count


for n in range(60):
    assert named_again(n) == 5
    seen = shown()
print(seen)


def keeps_traceback(n):
    """A frame's variable that is the traceback with the frame in it: a ring, which is opened by hand."""
    try:
        deep(n, 1)
    except Refused as error:
        entry = error.__traceback__
    assert entry.tb_frame is sys._getframe()
    last = entry
    while last.tb_next is not None:
        last = last.tb_next
    kept = sorted(last.tb_frame.f_locals)
    entry = last = None
    return kept


for n in range(60):
    kept = keeps_traceback(n)
    seen = shown()
print(kept, seen)


def put_together(n):
    """Tracebacks whose frames do not call one another."""
    entries = []
    for k in range(3):
        try:
            deep(n * 10 + k, 0)
        except Refused as error:
            entries.append(error.__traceback__.tb_next)
    made = None
    for entry in entries:
        frame = entry.tb_frame
        made = types.TracebackType(made, frame, frame.f_lasti, frame.f_lineno)
    entries = entry = frame = None
    made = None
    return shown()


for n in range(60):
    seen = put_together(n)
print(seen)


last = [None]


def step(k):
    """Exceptions in the variables of frames of exceptions, a chain of them."""
    try:
        raises_with(last[0], k)
    except Refused as error:
        last[0] = error


def raises_with(held, k):
    mark = Tracked(k)
    raise Refused(k)


for n in (10, 40, 3000):
    for k in range(n):
        step(k)
    assert shown() == []
    last[0] = None
    seen = shown()
    print(len(seen), seen[:3], seen[-3:])


def matches(error, *wanted):
    found = []
    for kind in wanted:
        try:
            try:
                raise error
            except kind:
                found.append("yes")
        except TypeError as other:
            found.append(str(other) if other is not error else "other")
        except BaseException:
            found.append("no")
    return found


class Mixed:
    pass


class Both(Mixed, KeyError):
    pass


for n in range(60):
    result = [
        matches(Both(1), KeyError, LookupError, ValueError, (ValueError, Both), BaseException),
        matches(Both(1), Mixed, object, int, 3, None, (KeyError, 3), "x"),
        matches(ValueError(1), ValueError, Both, Exception, ()),
    ]
print(result)


def handled(n):
    """What is handled, on the way in and out."""
    states = [sys.exception()]
    try:
        raise KeyError(n)
    except KeyError as outer:
        states.append(sys.exception() is outer)
        try:
            raise ValueError(n)
        except ValueError as inner:
            states.append((sys.exception() is inner, inner.__context__ is outer))
        finally:
            states.append(sys.exception() is outer)
    states.append(sys.exception())
    return states


for n in range(60):
    result = handled(n)
print(result)
