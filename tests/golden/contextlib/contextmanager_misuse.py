# @contextmanager functions that yield too often or not at all, stop early, or raise what they were given.
from contextlib import contextmanager, redirect_stdout, redirect_stderr, ContextDecorator, AbstractContextManager, chdir
import io
def attempt(f, *args):
    try:
        with f(*args) as value:
            print("body", value)
        print("after")
    except BaseException as error:
        print(type(error).__name__, error)
def attempt_raising(f, error):
    try:
        with f():
            raise error
        print("swallowed")
    except BaseException as found:
        print(type(found).__name__, found, found is error, repr(found.__cause__))
@contextmanager
def none():
    return
    yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def catches_and_goes_on():
    try:
        yield 1
    except ValueError:
        yield 2
@contextmanager
def raises_before():
    raise KeyError("before")
    yield
@contextmanager
def raises_after():
    yield "v"
    raise KeyError("after")
@contextmanager
def plain():
    yield
@contextmanager
def turns():
    try:
        yield
    except Exception as e:
        raise LookupError("turned") from e
@contextmanager
def eats():
    try:
        yield
    except BaseException:
        pass
for f in none, twice, raises_before, raises_after, plain: attempt(f)
for error in ValueError("v"), StopIteration("s"), RuntimeError("r"), GeneratorExit("g"), KeyboardInterrupt("k"):
    for f in plain, turns, eats:
        attempt_raising(f, error)
attempt_raising(catches_and_goes_on, ValueError("v"))
one = plain()
with one: pass
attempt(lambda: one)
print(type(one).__name__, plain.__name__, plain.__wrapped__ is not None)
class Tag(ContextDecorator):
    def __init__(self, name): self.name = name
    def __enter__(self): print(f"<{self.name}>"); return self
    def __exit__(self, *error): print(f"</{self.name}>")
@Tag("p")
def text(): print("text"); return 5
print(text(), text())
class Base(AbstractContextManager):
    def __exit__(self, *error): return error[0] is KeyError
with Base() as b: print(b is not None)
with Base(): raise KeyError
print(isinstance(Tag("x"), AbstractContextManager), issubclass(int, AbstractContextManager))
try: AbstractContextManager()
except TypeError as error: print(str(error).split("class")[0])
out = io.StringIO()
with redirect_stdout(out) as o, redirect_stderr(out):
    print("hidden")
    with redirect_stdout(io.StringIO()): print("lost")
print(repr(out.getvalue()), o is out)
