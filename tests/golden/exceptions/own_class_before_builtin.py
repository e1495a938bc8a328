# python3.14
"""Exceptions with a class of the program first and a builtin one with fields of its own behind it."""
import copy


class Own(Exception):
    pass


class OwnOS(Own, OSError):
    pass


error = OwnOS(2, "gone", "file")
print(error.errno, error.filename, error.args, error, OwnOS.__base__)
copied = copy.copy(error)
print(copied.errno, copied.filename, copied.args)


class OwnMissing(Own, FileNotFoundError):
    pass


print(OwnMissing(2, "gone").errno, OwnMissing(2, "gone"), repr(OwnMissing(2, "gone")))
for builtin, args in (
    (KeyError, ("k",)),
    (SystemExit, (3,)),
    (StopIteration, (5,)),
    (SyntaxError, ("m", ("f", 1, 2, "t"))),
    (ImportError, ("m",)),
    (UnicodeDecodeError, ("ascii", b"x", 0, 1, "bad")),
    (ExceptionGroup, ("m", [ValueError(1)])),
):
    made = type("Made", (Own, builtin), {})
    error = made(*args)
    print(made.__base__.__name__, str(error), error.args)
    for name in ("code", "value", "lineno", "msg", "start", "exceptions"):
        if hasattr(error, name):
            print("   ", name, getattr(error, name))
try:
    type("Made", (Own, UnicodeDecodeError), {})("a")
except TypeError as refused:
    print(refused)


class OwnBlocking(Own, BlockingIOError):
    pass


print(OwnBlocking(1, "x", 7).filename, BlockingIOError(1, "x", 7).characters_written)


class WithCode(Exception):
    def __init__(self, message, code=3):
        super().__init__(message)
        self.code = code


class WithCodeOS(WithCode, ConnectionError):
    pass


error = WithCodeOS("m")
print(error.args, error.code, error.errno)

for bases in (
    (OSError, SyntaxError),
    (StopIteration, OSError),
    (OwnOS, SystemExit),
    (KeyError, OSError),
    (ExceptionGroup, OSError),
    (NameError, AttributeError),
    (UnboundLocalError, NameError),
    (UnicodeError, OSError),
):
    try:
        print(type("Made", bases, {}).__base__)
    except TypeError as refused:
        print(refused)
