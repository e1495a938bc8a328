# Exceptions made by hand: args, str and repr, attributes of the special ones, and pickling's __reduce__.
def show(*errors):
    for error in errors:
        print(repr(error), "|", str(error), "|", error.args)
show(ValueError(), ValueError("a"), ValueError("a", 1), ValueError(None), ValueError(("t",)), KeyError(), KeyError("k"), KeyError(1, 2), KeyError(""))
show(OSError(), OSError(2), OSError(2, "gone"), OSError(2, "gone", "file"), OSError(2, "gone", "a", None, "b"), OSError("x", "y"), OSError(1, 2, 3, 4, 5, 6))
print(type(OSError(2, "x")), type(OSError(13, "x")), type(OSError(99999, "x")), type(OSError("2", "x")), type(FileNotFoundError(13, "x")), type(IOError(17, "")))
e = OSError(2, "gone", "a", None, "b")
print(e.errno, e.strerror, e.filename, e.filename2, e.args)
e = OSError(2, "gone"); e.filename = "later"
print(e, e.args)
show(SyntaxError(), SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text")), SyntaxError("m", ("f", 1, 2, "text", 1, 4)), SyntaxError("m", (None, None, None, None)))
e = SyntaxError("m", ("f.py", 3, 2, "text"))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.print_file_and_line)
e.filename = None; print(e); e.lineno = None; print(e)
for bad in ("f", 1), 5:
    try: print(repr(SyntaxError("m", bad)))
    except Exception as error: print(type(error).__name__, str(error)[:30])
show(ImportError("m"), ImportError("m", name="n", path="p"), ModuleNotFoundError(name="x"))
e = ImportError("m", name="n", path="p"); print(e.name, e.path, e.msg)
e = AttributeError("m", name="n", obj=5); print(e.name, e.obj, e)
e = NameError("m", name="n"); print(e.name, e)
for f in (lambda: NameError(wrong=1), lambda: ValueError(x=1), lambda: ImportError(x=1), lambda: SystemExit(x=1)):
    try: f()
    except TypeError as error: print("no such keyword")
show(SystemExit(), SystemExit(3), SystemExit("a", "b"), StopIteration(), StopIteration(1, 2))
print(SystemExit().code, SystemExit(3).code, SystemExit("a", "b").code)
e = UnicodeDecodeError("ascii", b"ab\xff", 2, 3, "reason"); show(e); print(e.start, e.end, e.object, e.reason, e.encoding)
e = UnicodeEncodeError("ascii", "aé", 1, 2, "reason"); show(e);
e = UnicodeTranslateError("aé中", 1, 3, "reason"); show(e)
for args in (), ("a",), ("a", "b", 1, 2, "c"), ("a", b"b", "1", 2, "c"):
    try: UnicodeDecodeError(*args)
    except TypeError as error: print(error)
class Own(Exception):
    def __init__(self, a, b=2): self.a = a
class Named(Exception):
    def __str__(self): return "str of mine"
show(Own(1), Own(1, b=3), Own(a=5), Named(), Named("x"))
class Sub(KeyError): pass
show(Sub("k"), Sub())
for e in ValueError("a"), OSError(2, "x", "f"), ImportError("m", name="n"), Own(1), StopIteration(4), UnicodeDecodeError("a", b"b", 0, 1, "c"):
    print(e.__reduce__())
e = ValueError("x"); e.extra = 1; e.add_note("note"); print(e.__reduce__(), e.__notes__)
try: e.add_note(5)
except TypeError as error: print(error)
for name, value in ("args", 5), ("__cause__", 5), ("__context__", "a"), ("__traceback__", 1), ("__suppress_context__", "x"):
    try: setattr(e, name, value)
    except TypeError as error: print(name, error)
e.args = [1, 2]; print(e.args, e)
e.__setstate__({"more": 2}); print(e.more); 
try: e.__setstate__(5)
except TypeError as error: print(error)
print(e.with_traceback(None) is e, ValueError("a") == ValueError("a"))
