"""Tracebacks walked by hand: frames, lines, names, extraction, stack summaries, and exceptions kept and raised again."""
import sys
import traceback


def a(n):
    return b(n - 1)


def b(n):
    if n <= 0:
        raise LookupError("bottom")
    return a(n)


def walk(tb):
    while tb:
        yield tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, sorted(tb.tb_frame.f_locals)[:3]
        tb = tb.tb_next


try:
    a(3)
except LookupError as error:
    saved = error
    print(*list(walk(error.__traceback__))[1:], sep="\n")
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is error, sys.exc_info()[2] is error.__traceback__, sys.exception() is error)
print(sys.exc_info(), sys.exception())
for frame in traceback.extract_tb(saved.__traceback__)[-2:]:
    print(frame.name, frame.lineno > 10, frame.filename.endswith("traceback_objects.py"))
print(len(traceback.extract_tb(saved.__traceback__, limit=2)), len(traceback.extract_tb(saved.__traceback__, limit=-1)), [f.name for f in traceback.extract_tb(saved.__traceback__, limit=-2)])


def again():
    raise saved


try:
    again()
except LookupError as error:
    print([name for name, *_ in walk(error.__traceback__)])
try:
    raise saved.with_traceback(None)
except LookupError as error:
    print([name for name, *_ in walk(error.__traceback__)])


def reraise_depth():
    try:
        a(1)
    except LookupError:
        raise


try:
    reraise_depth()
except LookupError as error:
    print([name for name, *_ in walk(error.__traceback__)])
    tb = error.__traceback__
    tb.tb_next = None
    print([name for name, *_ in walk(error.__traceback__)])
    try:
        tb.tb_next = tb
    except ValueError as problem:
        print(problem)


def lines():
    x = 1
    y = (x +
         undefined_name)


try:
    lines()
except NameError as error:
    tb = error.__traceback__.tb_next
    print(tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_frame.f_locals, tb.tb_lasti >= 0)


def stack():
    return [f.name for f in traceback.extract_stack()[-3:]]


def outer():
    return stack()


print(outer())
t = traceback.TracebackException(ValueError, ValueError("v"), None)
print(list(t.format()), t.exc_type_str if hasattr(t, "exc_type_str") else "ValueError", str(t))
frame = sys._getframe()
print(frame.f_code.co_name, frame.f_back, frame.f_globals is globals(), frame.f_locals is globals() or dict(frame.f_locals) == globals(), frame.f_lineno > 90)


def depth(n=0):
    f, count = sys._getframe(), 0
    while f:
        f, count = f.f_back, count + 1
    return count if n == 0 else depth(n - 1)


print(depth(), depth(5), (lambda: sys._getframe(1).f_code.co_name)())


class Boom:
    def __str__(self):
        raise ValueError("no str")

    __repr__ = __str__


print(traceback.format_exception_only(KeyError, KeyError(Boom())), traceback.format_exception_only(ValueError, ValueError(Boom())))
