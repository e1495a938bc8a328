"""raise from, implicit context, suppression, cycles, notes, and what traceback prints of them."""
import traceback


def chain(error):
    out = []
    while error is not None:
        out.append(f"{type(error).__name__}({error})[{'cause' if error.__cause__ else 'context' if error.__context__ else '-'}{', suppressed' if error.__suppress_context__ else ''}]")
        error = error.__cause__ or error.__context__
    return " <- ".join(out)


def run(function):
    try:
        function()
    except BaseException as error:
        print(function.__name__, chain(error))
        return error


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]


def explicit():
    try:
        int("x")
    except ValueError as error:
        raise KeyError("new") from error


def hidden():
    try:
        int("x")
    except ValueError:
        raise KeyError("new") from None


def from_class():
    raise OSError("outer") from LookupError


def bad_cause():
    raise OSError("outer") from 5


def in_finally():
    try:
        raise ValueError("body")
    finally:
        raise TypeError("finally")


def in_else():
    try:
        pass
    except ValueError:
        pass
    else:
        raise IndexError("else")


def reraised():
    try:
        try:
            raise ValueError("a")
        except ValueError:
            try:
                raise TypeError("b")
            except TypeError:
                pass
            raise
    except ValueError as error:
        error.add_note("seen")
        raise


def same():
    try:
        raise (error := ValueError("same"))
    except ValueError:
        raise error


def cycle():
    a, b = ValueError("a"), ValueError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except ValueError:
        raise a


def with_exit():
    class Manager:
        def __enter__(self): pass
        def __exit__(self, *exc):
            raise RuntimeError("from exit")
    with Manager():
        raise ValueError("in with")


def generator_cleanup():
    def g():
        try:
            yield
        finally:
            raise ArithmeticError("cleanup")
    it = g()
    next(it)
    try:
        raise ValueError("outer")
    except ValueError:
        it.close()


def custom_new():
    class Weird(Exception):
        def __new__(cls, *args):
            return LookupError("replaced")
    raise Weird


def not_exception():
    raise "text"


def none_active():
    raise


errors = [run(f) for f in (implicit, explicit, hidden, from_class, bad_cause, in_finally, in_else, reraised, same, cycle, with_exit, generator_cleanup, custom_new, not_exception, none_active)]
print(errors[7].__notes__, errors[8].__context__, errors[9].__context__)
text = traceback.format_exception(errors[1])
print([line for line in text if not line.startswith("  File")])
print("".join(traceback.format_exception_only(errors[7])), "".join(traceback.format_exception(errors[2], chain=True)).count("Traceback"))
e = ValueError(1, 2)
e.__cause__ = KeyError("set")
print(e.__suppress_context__, e.args, repr(e), e.with_traceback(None) is e)
e.__suppress_context__ = False
e.__context__ = None
for name, value in [("__cause__", 5), ("__context__", "x"), ("__traceback__", 3), ("args", 5), ("__suppress_context__", "x")]:
    try:
        setattr(e, name, value)
        print(name, getattr(e, name))
    except TypeError as error:
        print(type(error).__name__, error)
