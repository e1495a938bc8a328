# traceback's renderings of causes, contexts, suppression, groups, notes and recursion, without paths.
import re, traceback
def text(error):
    lines = "".join(traceback.format_exception(error)).splitlines(True)
    lines = [line for line in lines if line.strip(" |\n").strip("~^") or not line.strip(" |\n")]  # no carets
    # No lines of source either: they are only there where the file is.
    return re.sub(r'( *\|? *)File "[^"]*", line \d+(.*)\n(?:[ |]*    (?!File)[^ |+].*\n)?', r'\1File "x", line n\2\n', "".join(lines))
def catch(f):
    try:
        f()
    except BaseException as error:
        return error
def cause():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("translated") from error
def context():
    try:
        [][3]
    except IndexError:
        undefined_name
def suppressed():
    try:
        1 / 0.5 / int("0")
    except ZeroDivisionError:
        raise RuntimeError("alone") from None
def multi():
    raise ValueError("line one\nline two", 2)
def noted():
    error = TypeError()
    error.add_note("first note\nin two lines")
    error.add_note("")
    raise error
class Custom(Exception):
    def __str__(self): return ""
class Broken(Exception):
    def __str__(self): raise ValueError("no text")
class Outer:
    class Inner(Exception): pass
def loop():
    a, b = ValueError("a"), KeyError("b")
    a.__context__, b.__context__ = b, a
    raise a
for f in cause, context, suppressed, multi, noted, loop:
    print("-----", f.__name__)
    print(text(catch(f)), end="")
for error in Custom("x"), Broken(), Outer.Inner("q"), Exception(), Exception(None), Exception(""), KeyError("k"), OSError(2, "gone", "file"), StopIteration(3), SystemExit(4), KeyboardInterrupt():
    print(traceback.format_exception_only(error))
group = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [catch(cause), KeyError("z")]), catch(noted)])
print(text(group), end="")
def recurse(n): return recurse(n - 1) if n else missing
print(text(catch(lambda: recurse(9))), end="")
te = traceback.TracebackException.from_exception(catch(context))
print(str(te), str(te.__context__), [frame.name for frame in te.stack])
print([(f.name, f.lineno - context.__code__.co_firstlineno) for f in traceback.extract_tb(catch(context).__traceback__)][1:])
