# Context managers made from generators, and managers used as values.


class GeneratorManager:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        if kind is None:
            try:
                next(self.generator)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.generator.throw(value)
        except StopIteration as stop:
            return stop is not value
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw")


def manager(function):
    def make(*args, **kwargs):
        return GeneratorManager(function(*args, **kwargs))

    return make


@manager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield name.upper()
    finally:
        out.append(f"</{name}>")


@manager
def suppress(*kinds):
    try:
        yield
    except kinds as error:
        print("suppressed", repr(error))


@manager
def translate(source, target):
    try:
        yield
    except source as error:
        raise target(str(error)) from error


out = []
with tag("html", out) as html:
    out.append(html)
    with tag("body", out), tag("p", out) as p:
        out.append(p)
print(out)
with suppress(ValueError, KeyError):
    int("x")
print("after")
with suppress(KeyError):
    with suppress(ValueError):
        {}["missing"]
try:
    with translate(KeyError, LookupError):
        {}["k"]
except LookupError as error:
    print(type(error).__name__, error, repr(error.__cause__))
try:
    with suppress(KeyError):
        raise OSError("through")
except OSError as error:
    print(error)


def nested(depth, out):
    if depth == 0:
        out.append("bottom")
        return
    with tag(f"d{depth}", out):
        nested(depth - 1, out)


out = []
nested(3, out)
print(out)


class Stack:
    def __enter__(self):
        self.exits = []
        return self

    def enter(self, manager):
        result = manager.__enter__()
        self.exits.append(manager.__exit__)
        return result

    def __exit__(self, *details):
        swallowed = False
        while self.exits:
            if self.exits.pop()(*details):
                swallowed, details = True, (None, None, None)
        return swallowed


out = []
with Stack() as stack:
    names = [stack.enter(tag(n, out)) for n in "abc"]
    out.append("inside")
print(names, out)
out = []
with Stack() as stack:
    stack.enter(tag("outer", out))
    stack.enter(suppress(ZeroDivisionError))
    1 / 0
print(out)


def returns_from_with():
    out = []
    with tag("r", out):
        return out


print(returns_from_with())
