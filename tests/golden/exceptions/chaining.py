# __cause__, __context__, __suppress_context__, raise from, re-raising.


def describe(error, depth=0):
    while error is not None and depth < 5:
        print("  " * depth + repr(error), "cause", repr(error.__cause__), "suppress", error.__suppress_context__)
        error, depth = error.__context__, depth + 1


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]


def explicit():
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("explicit") from error


def suppressed():
    try:
        int("x")
    except ValueError:
        raise RuntimeError("quiet") from None


def deep():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise IndexError(2)
    except IndexError:
        raise TypeError(3)


for function in (implicit, explicit, suppressed, deep):
    try:
        function()
    except Exception as error:
        print(function.__name__)
        describe(error)

try:
    try:
        raise ValueError("a")
    except ValueError as first:
        raise first
except ValueError as error:
    print(repr(error), error.__context__)

try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error), repr(error.__cause__))
for bad in (lambda: exec("raise 5"), lambda: exec("raise int"), lambda: exec("raise ValueError from 5"), lambda: exec("raise")):
    try:
        bad()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


def reraise():
    try:
        raise OSError("disk")
    except OSError:
        try:
            raise
        except OSError as again:
            return again


print(repr(reraise()), reraise().__context__)


def finally_replaces():
    try:
        raise ValueError("lost")
    finally:
        raise KeyError("kept")


try:
    finally_replaces()
except KeyError as error:
    print(repr(error), repr(error.__context__))

error = ValueError("manual")
error.__context__ = KeyError("c")
error.__cause__ = TypeError("t")
describe(error)
try:
    error.__cause__ = 5
except TypeError as problem:
    print(problem)
cycle = ValueError("self")
try:
    try:
        raise cycle
    except ValueError:
        raise cycle
except ValueError as error:
    print(error.__context__)


def sequence():
    for kind in (ValueError, KeyError, TypeError):
        try:
            raise kind(kind.__name__)
        except (ValueError, KeyError) as error:
            yield repr(error)
        except Exception as error:
            yield f"other {error!r} {error.__context__}"


print(list(sequence()))
