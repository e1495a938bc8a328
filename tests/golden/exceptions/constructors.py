# Arguments, attributes and texts of the builtin exceptions.
import errno
def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
def attrs(error, *names): return [getattr(error, name) for name in names], str(error), repr(error), error.args
for text in """attrs(OSError())
attrs(OSError(1), "errno", "strerror")
attrs(OSError(2, "no"), "errno", "strerror", "filename", "filename2")
attrs(OSError(2, "no", "f"), "filename", "filename2")
attrs(OSError(2, "no", "f", 0, "g"), "filename", "filename2")
attrs(OSError(2, "no", "f", None, "g", 6), "filename")
type(OSError(errno.EACCES, "x")), type(OSError(errno.EAGAIN, "")), type(OSError(-1, "")), type(FileNotFoundError(errno.EACCES, "x"))
attrs(BlockingIOError(11, "b", 5), "characters_written")
BlockingIOError(11, "b").characters_written
attrs(UnicodeDecodeError("utf-8", b"ab\\xff", 2, 3, "bad"), "encoding", "object", "start", "end", "reason")
attrs(UnicodeEncodeError("ascii", "é€", 0, 2, "bad"))
attrs(UnicodeEncodeError("ascii", "é€", 1, 2, "bad"))
attrs(UnicodeTranslateError("a\\U0001f600", 1, 2, "bad"), "object")
UnicodeDecodeError("utf-8", "ab", 2, 3, "bad")
UnicodeDecodeError("utf-8")
attrs(ImportError("m", name="n", path="p"), "name", "path", "msg")
ImportError(1, 2).msg, ModuleNotFoundError().msg
attrs(NameError("m", name="n"), "name")
attrs(AttributeError("m", name="n", obj=5), "name", "obj")
KeyError(1, 2), str(KeyError("a")), str(KeyError(1, 2)), str(KeyError())
attrs(StopIteration(1, 2), "value")
StopIteration().value, StopAsyncIteration(4).args
attrs(SystemExit(), "code"), attrs(SystemExit(1, 2), "code")
attrs(SyntaxError("m", ("f", 1, 2, "text")), "msg", "filename", "lineno", "offset", "text", "end_lineno")
attrs(SyntaxError("m", ("f", 1, 2, "text", 3, 4)), "end_lineno", "end_offset", "print_file_and_line")
SyntaxError("m", ("f", 1))
SyntaxError("m", 5)
str(SyntaxError("m", ("/a/b.py", 7, 0, ""))), str(SyntaxError()), SyntaxError().msg
Exception(a=1)
ValueError(1, "a", None), str(ValueError(1, "a"))
BaseExceptionGroup("m", [ValueError(1)]), BaseExceptionGroup("m", [KeyboardInterrupt()])
ExceptionGroup("m", [KeyboardInterrupt()])
ExceptionGroup("m", [])
ExceptionGroup("m", 5)
ExceptionGroup(1, [ValueError()])
ExceptionGroup("m", [ValueError, 1])
ExceptionGroup("m")
str(ExceptionGroup("m", [ValueError()])), str(ExceptionGroup("m", [ValueError(), KeyError(), KeyError()]))
[c.__name__ for c in FileNotFoundError.__mro__], [c.__name__ for c in ExceptionGroup.__mro__]
type("E", (OSError, ValueError), {})(2, "x", "y").filename
type("E", (OSError, KeyError, int), {})
issubclass(EnvironmentError, IOError), UnicodeError.__base__, RecursionError.__base__, TabError.__mro__[1]
Exception.__new__(ValueError, 1, 2)
BaseException.__reduce__(ValueError(1)), ImportError("m", name="n").__reduce__(), OSError(2, "a", "b").__reduce__()""".splitlines():
    attempt(text)
