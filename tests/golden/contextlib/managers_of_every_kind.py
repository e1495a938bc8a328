"""contextlib: generators as managers, stacks, suppression, redirection, decorators, re-use, and errors in each."""
import contextlib
import io
import sys
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress

log = []


@contextmanager
def tag(name, swallow=()):
    log.append(f"<{name}>")
    try:
        yield name.upper()
    except swallow as error:
        log.append(f"!{error!r}")
    finally:
        log.append(f"</{name}>")


def show(result=None):
    print(result, *log)
    log.clear()


with tag("a") as a, tag("b", ValueError) as b:
    raise ValueError(a + b)
show("swallowed")
try:
    with tag("a"):
        1 / 0
except ZeroDivisionError as error:
    show(error)


@tag("decorator")
def decorated(x):
    log.append(x)
    return x


show((decorated(1), decorated(2), decorated.__name__))


@contextmanager
def never():
    return
    yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def stubborn():
    try:
        yield
    except KeyError:
        yield


@contextmanager
def replaces():
    try:
        yield
    except Exception as error:
        raise RuntimeError("replaced") from error


@contextmanager
def stops():
    try:
        yield
    except StopIteration:
        raise


for manager, problem in [(never(), None), (twice(), None), (stubborn(), KeyError("k")), (replaces(), KeyError("k")), (stops(), StopIteration("s")), (tag("g"), StopIteration(5))]:
    try:
        with manager:
            if problem:
                raise problem
    except Exception as error:
        show((type(error).__name__, str(error), repr(error.__cause__)))
once = tag("once")
with once:
    pass
try:
    with once:
        pass
except (RuntimeError, AttributeError) as error:
    show(type(error).__name__)
with suppress(KeyError, IndexError):
    {}["x"]
with suppress():
    pass
try:
    with suppress(KeyError):
        int("x")
except ValueError:
    show("not suppressed")
with ExitStack() as stack:
    names = [stack.enter_context(tag(n)) for n in "xyz"]
    stack.callback(log.append, "callback")

    @stack.push
    def on_exit(kind, value, tb):
        log.append(f"exit {kind and kind.__name__}")
        return True
    stack.callback(lambda *a, **k: log.append((a, k)), 1, k=2)
    raise LookupError("in stack")
show(names)
with ExitStack() as outer:
    outer.enter_context(tag("kept"))
    moved = outer.pop_all()
show("moved")
moved.close()
show("closed")
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.enter_context(tag("inner"))
        raise KeyError("first")
except ZeroDivisionError as error:
    show((error, repr(error.__context__)))
buffer, errors = io.StringIO(), io.StringIO()
with redirect_stdout(buffer), contextlib.redirect_stderr(errors):
    print("captured")
    print("oops", file=sys.stderr)
    with redirect_stdout(sys.stderr):
        print("nested")
show((buffer.getvalue(), errors.getvalue()))


class Door:
    def __init__(self):
        self.open = True

    def close(self):
        self.open = False


with closing(Door()) as door:
    log.append(door.open)
show(door.open)


class Timer(ContextDecorator, AbstractContextManager):
    count = 0

    def __enter__(self):
        Timer.count += 1
        return self

    def __exit__(self, *details):
        log.append(details[0] and details[0].__name__)


@Timer()
def work(n):
    return 10 / n


work(5)
try:
    work(0)
except ZeroDivisionError:
    pass
show((Timer.count, isinstance(tag("q"), AbstractContextManager), isinstance(5, AbstractContextManager)))
with nullcontext(5) as value, nullcontext() as nothing:
    show((value, nothing))
with (tag("p1") as x, tag("p2") as (first, *rest)):
    show((x, first, rest))
with contextlib.chdir("/"):
    import os
    show(os.getcwd())
class Bad:
    def __enter__(self):
        raise OSError("enter")
    def __exit__(self, *a):
        log.append("never called")
try:
    with tag("before"), Bad():
        log.append("body never runs")
except OSError as error:
    show(error)
for target in ["a.b", "a[0]", "(a, b)", "[a, *b]"]:
    a, b = type("A", (list,), {})([0]), None
    with nullcontext("xy") as a.b:
        pass
    with nullcontext("xy") as a[0]:
        pass
show((a.b, a[0]))
