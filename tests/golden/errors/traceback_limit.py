# python3.14
# Tracebacks that sys.tracebacklimit cuts: their last entries are shown.
import io
import sys


def inner():
    raise ExceptionGroup("group", [ValueError(1)])


def outer():
    inner()


for limit in 10, 2, True, 0, -1, None, 2**100:
    sys.tracebacklimit = limit
    print(limit)
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            outer()
    except ExceptionGroup as error:
        sys.stderr = io.StringIO()
        sys.__excepthook__(type(error), error, error.__traceback__)
        print(sys.stderr.getvalue().replace(__file__, "program.py"))
