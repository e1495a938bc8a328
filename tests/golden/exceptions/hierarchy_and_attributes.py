"""The tree of exceptions, their attributes, str and repr, and how handlers are matched."""
import builtins


def tree(cls, depth=0):
    kids = sorted((c for c in cls.__subclasses__() if c.__module__ == "builtins" and getattr(builtins, c.__name__, None) is c), key=lambda c: c.__name__)
    if cls.__name__ not in ("PythonFinalizationError", "_IncompleteInputError"):
        print("  " * depth + cls.__name__)
    for kid in kids:
        tree(kid, depth + 1)


tree(BaseException)
samples = [OSError(2, "No such file", "a.txt"), OSError(13, "denied"), OSError("just text"), OSError(2, "m", "a", None, "b"), OSError(), OSError(1, 2, 3, 4, 5, 6),
           KeyError("k"), KeyError(), KeyError(1, 2), StopIteration(5), SystemExit(3), SystemExit("bye"), ImportError("m", name="n", path="p"),
           UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad"), UnicodeEncodeError("ascii", "é", 0, 1, "no"), UnicodeTranslateError("xyz", 0, 2, "why"),
           SyntaxError("msg", ("f.py", 3, 7, "some text", 3, 9)), SyntaxError("only"), AttributeError("a", name="nm", obj=5), NameError("n", name="x"), ValueError(""), ValueError("a", "b"), Exception(), StopAsyncIteration("v"), BlockingIOError(11, "busy", 7)]
for error in samples:
    extra = {n: getattr(error, n) for n in ("errno", "strerror", "filename", "filename2", "value", "code", "name", "path", "start", "end", "reason", "encoding", "lineno", "offset", "end_lineno", "text", "msg", "characters_written") if hasattr(error, n)}
    print(repr(error), "|", str(error), "|", error.args, extra)


class WithInit(Exception):
    def __init__(self, code, *, detail=None):
        self.code, self.detail = code, detail


class WithStr(ValueError):
    def __str__(self):
        return "custom text"


class Multi(KeyError, ValueError):
    pass


print(repr(WithInit(5, detail="d")), WithInit(5).args, str(WithStr("arg")), repr(WithStr("arg")), repr(Multi("m")), Multi.__mro__[1:4])
for raised, handlers in [(Multi("x"), (ValueError,)), (OSError(17, "e"), (FileExistsError,)), (IOError(1, "e"), (PermissionError,)), (IndexError(), (KeyError, LookupError)), (KeyboardInterrupt(), (Exception,)), (GeneratorExit(), (BaseException,))]:
    try:
        try:
            raise raised
        except handlers as error:
            print("caught", type(error).__name__, handlers[0].__name__)
    except BaseException as error:
        print("missed", type(error).__name__)
for handler in [5, "x", (ValueError, 5), [ValueError], None]:
    try:
        try:
            raise KeyError("k")
        except handler:
            print("matched")
    except TypeError as error:
        print(error, repr(error.__context__))
    except KeyError:
        print("KeyError passes", handler)


class Tricky(type):
    def __instancecheck__(cls, obj):
        return True

    def __subclasscheck__(cls, sub):
        return True


class Any(Exception, metaclass=Tricky):
    pass


try:
    try:
        raise KeyError("not matched by hooks")
    except Any:
        print("hook used")
except KeyError as error:
    print("real inheritance only", error)


def evaluated():
    print("handler expression evaluated")
    return ValueError


try:
    raise KeyError
except evaluated():
    pass
except (LookupError, evaluated()):
    print("second")
