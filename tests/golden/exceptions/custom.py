# Exceptions as classes: arguments, attributes, str and repr, hierarchies.


class AppError(Exception):
    """Base of all."""

    code = 1


class NotFound(AppError, KeyError):
    code = 404

    def __init__(self, what, *, hint=None):
        super().__init__(what)
        self.what, self.hint = what, hint

    def __str__(self):
        return f"{self.what} not found" + (f" (try {self.hint})" if self.hint else "")


class Quiet(AppError):
    def __repr__(self):
        return "<quiet>"


for error in (AppError(), AppError("one"), AppError("one", 2), NotFound("page", hint="home"), Quiet("x"), KeyError("k"), KeyError()):
    print(str(error) or "(empty)", "|", repr(error), "|", error.args)

for kind in (NotFound, AppError, KeyError, LookupError, Exception, BaseException):
    try:
        raise NotFound("thing")
    except kind as error:
        print(kind.__name__, "caught", error.what, error.code)

try:
    raise NotFound("it")
except (TypeError, ValueError):
    print("no")
except (AppError, OSError) as error:
    print("tuple", error)

classes = (ArithmeticError, LookupError, AppError)
try:
    raise IndexError("named tuple")
except classes as error:
    print(error)

try:
    try:
        raise ValueError("x")
    except 5:
        pass
except TypeError as error:
    print(error)

e = Exception("a")
e.args = ("b", "c")
print(e, e.args)
e.extra = [1]
print(e.__dict__)
e.add_note("first note")
e.add_note("second")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)

print(issubclass(NotFound, LookupError), NotFound.__mro__[1:4])
print(ValueError("x") == ValueError("x"), e == e, isinstance(NotFound("q"), KeyError))
print(StopIteration(3).value, SystemExit(4).code, StopIteration().value)
o = OSError(2, "No such file", "f.txt")
print(type(o).__name__, o.errno, o.strerror, o.filename, o.args, o)
print(OSError("only message"), OSError(1, "x").args, type(OSError(17, "e")).__name__, type(OSError(999, "e")).__name__)
print(ImportError("m", name="n", path="p").name, UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))
s = SyntaxError("bad", ("file.py", 3, 5, "x = = 1\n"))
print(s.filename, s.lineno, s.offset, s.text.strip(), s.msg, s)
try:
    raise AppError
except AppError as error:
    print(repr(error), error.__traceback__ is not None)


def which():
    for make in (lambda: 1 / 0, lambda: [][0], lambda: {}["k"], lambda: int("z"), lambda: undefined, lambda: None.x, lambda: "a" + 1, lambda: next(iter([]))):
        try:
            make()
        except Exception as error:
            yield type(error).__name__


print(list(which()))
print([c.__name__ for c in ZeroDivisionError.__mro__])
