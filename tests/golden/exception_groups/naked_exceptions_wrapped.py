# python3.14
# A naked exception that `except*` takes comes as a group of a tuple.
def attempt(f):
    try:
        f()
    except BaseException as e:
        print(repr(e), e.args, getattr(e, "exceptions", None))


def again():
    try:
        raise KeyError(1)
    except* KeyError as e:
        print(repr(e), e.args, e.exceptions)
        raise


def other():
    try:
        raise KeyError(1)
    except* KeyError:
        raise IndexError(3)


def group():
    try:
        raise ExceptionGroup("a", [KeyError(1), TypeError(2)])
    except* KeyError:
        raise IndexError(3)


for each in (again, other, group):
    attempt(each)
