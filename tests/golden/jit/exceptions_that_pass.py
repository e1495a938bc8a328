"""Exceptions that leave compiled functions without handlers: lines, locals, what dies; and exceptions made of arguments."""
import sys
import traceback


class Held:
    alive = 0

    def __init__(self):
        Held.alive += 1

    def __del__(self):
        Held.alive -= 1


class Plain(Exception):
    pass


class Derived(Plain, KeyError):
    """Without functions of its own."""


class Counting(Exception):
    made = 0

    def __new__(cls, *args):
        cls.made += 1
        return super().__new__(cls, *args)


def bottom(n, held):
    doubled = n * 2
    if n % 3 == 0:
        raise ValueError(n, doubled / 4)
    return doubled


def middle(n):
    held = Held()
    text = f"n is {n}"
    total = [n, bottom(n, held)]
    return sum(total), text


def top(n, depth):
    if depth:
        return top(n, depth - 1)
    return middle(n)


def caught(rounds):
    count, last = 0, None
    for n in range(rounds):
        try:
            top(n, 3)
        except ValueError as error:
            count += error.args[0]
            last = error
    return count, last


count, last = caught(400)
print(count, last.args, Held.alive)
frames = traceback.extract_tb(last.__traceback__)
print([(frame.name, frame.lineno) for frame in frames])
at = last.__traceback__
while at is not None:
    variables = at.tb_frame.f_locals
    print(at.tb_frame.f_code.co_name, {name: variables[name] for name in sorted(variables) if name in "n depth doubled text"})
    at = at.tb_next
last = at = variables = None
print(Held.alive)


def kept(rounds):
    """Exceptions that are kept keep what their frames held."""
    errors = []
    for n in range(rounds):
        try:
            middle(n)
        except ValueError as error:
            errors.append(error)
    return errors


errors = kept(60)
print(len(errors), Held.alive, errors[5].__traceback__.tb_next.tb_frame.f_locals["text"])


def items(limit):
    for n in range(limit):
        yield bottom(n + 1, None)


def through(rounds):
    """Through generators, operators and natives."""
    seen = []
    for n in range(rounds):
        try:
            seen.append(sum(items(n % 5)))
        except ValueError as error:
            seen.append(error.args)
        try:
            sorted([n, 1, 2], key=lambda k: bottom(k, None))
        except ValueError:
            seen.append("key")
    return seen[-6:]


print(through(200))


def traced():
    events = []

    def trace(frame, event, argument):
        if frame.f_code.co_name in ("top", "middle", "bottom"):
            events.append((frame.f_code.co_name, event, frame.f_lineno))
            return trace

    sys.settrace(trace)
    try:
        top(3, 1)
    except ValueError:
        pass
    finally:
        sys.settrace(None)
    return events


events = traced()
print(len(events), [event for event in events if event[1] != "line"])


def make(kind, *arguments):
    if kind == 0:
        return ValueError()
    if kind == 1:
        return ValueError(arguments)
    if kind == 2:
        return Plain(1.5 * len(arguments), arguments, "third")
    if kind == 3:
        return Derived("key")
    if kind == 4:
        return StopIteration(5)
    if kind == 5:
        return OSError(2, "no such thing", "name")
    if kind == 6:
        return Counting(kind)
    if kind == 7:
        return SystemExit(3)
    if kind == 8:
        return KeyError(kind)
    return ExceptionGroup("group", [ValueError(1), Plain(2)])


for k in range(1000):
    error = make(k % 10, k)
for k in range(10):
    error = make(k, "x", None)
    print(type(error).__name__, error.args, str(error), error.__traceback__, error.__context__)
print(make(4).value, make(5).errno, make(5).filename, make(7).code, Counting.made > 100)


def changing():
    """The class gets an `__init__`, and the name another meaning."""
    seen = []
    for k in range(300):
        if k == 200:
            Plain.__init__ = lambda self, *args: setattr(self, "note", args)
        error = Plain(k)
        if k % 50 == 49:
            seen.append((error.args, getattr(error, "note", None)))
    del Plain.__init__
    return seen


print(changing())
ValueError = KeyError
try:
    top(3, 1)
except KeyError as error:
    print(type(error), error.args)
