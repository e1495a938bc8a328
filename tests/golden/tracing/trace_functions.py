"""Trace functions themselves: what they return, set and raise; frames' own ones; generators."""
import sys

events = []
here = sys._getframe().f_code.co_filename


def show(title):
    print(title)
    for event in events:
        print("   ", *event)
    del events[:]


def tracer(frame, event, arg):
    code = frame.f_code
    if code.co_filename != here or code.co_name == "<module>":
        return None
    if event == "exception":
        arg = arg[0].__name__
    events.append((code.co_name, event, frame.f_lineno - code.co_firstlineno, arg))
    return tracer


def add(a, b):
    c = a + b
    return c


def nest(n):
    if n:
        nest(n - 1)
    return n


# None as the answer to "call": no lines of that frame, but calls from it
def calls_only(frame, event, arg):
    tracer(frame, event, arg)


sys.settrace(calls_only)
nest(2)
sys.settrace(None)
show("calls only")

# another function for the rest of the frame, and None that changes nothing
def second(frame, event, arg):
    events.append(("second", event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return None


def first(frame, event, arg):
    return second if frame.f_code is add.__code__ else None


sys.settrace(first)
add(1, 2)
sys.settrace(None)
show("another function")


# no events for lines
def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    return tracer(frame, event, arg) and no_lines


sys.settrace(no_lines)
nest(1)
sys.settrace(None)
show("no lines")


# events for instructions: as many as they are, but some
def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    events.append(event)
    return opcodes


sys.settrace(opcodes)
add(1, 2)
sys.settrace(None)
print("opcodes", events.count("opcode") > 1, events.count("line"), events.count("return"))
del events[:]

# a trace function that raises is taken away
for bad in "call", "line", "return", "exception":

    def raising(frame, event, arg):
        if frame.f_code.co_filename != here:
            return None
        if event == bad:
            raise ValueError(bad)
        return raising

    def victim():
        try:
            add(1, "x" if bad == "exception" else 2)
        except TypeError:
            print("not reached")

    sys.settrace(raising)
    try:
        victim()
    except ValueError as error:
        print("raised", error, sys.gettrace())


# frames that run already
def enclosing():
    def start():
        sys.settrace(tracer)
        frame = sys._getframe().f_back
        frame.f_trace = tracer

    x = 1
    start()
    x = 2
    sys.settrace(None)
    x = 3


enclosing()
show("set for a frame that runs")


# generators
def numbers():
    got = yield 1
    try:
        yield got
    except KeyError:
        yield 3


def uses():
    made = numbers()
    next(made)
    made.send(5)
    made.throw(KeyError)
    try:
        next(made)
    except StopIteration:
        pass
    for x in numbers():
        pass


sys.settrace(tracer)
uses()
sys.settrace(None)
show("generators")


def outer():
    yield from numbers()
    return 4


sys.settrace(tracer)
list(outer())
sys.settrace(None)
show("yield from")


async def coroutine():
    return 5


async def awaits():
    value = await coroutine()
    return value


def drive():
    try:
        awaits().send(None)
    except StopIteration as stop:
        return stop.value


sys.settrace(tracer)
drive()
sys.settrace(None)
show("coroutines")


# what is seen of a frame meanwhile
def looks(frame, event, arg):
    if frame.f_code is not add.__code__:
        return None
    events.append((event, sorted(frame.f_locals.items()), frame.f_trace is looks, frame.f_back.f_code.co_name))
    return looks


sys.settrace(looks)
add(3, 4)
sys.settrace(None)
show("locals")

print(sys.gettrace())
