"""What close() and throw() do to generators in each state, and with every way of answering."""


def states():
    trace = []

    def gen(mode):
        try:
            trace.append("start")
            x = yield 1
            trace.append(("got", x))
            yield 2
        except GeneratorExit:
            trace.append("exit")
            if mode == "yield":
                yield "stubborn"
            if mode == "return":
                return "value"
            if mode == "raise":
                raise KeyError("while closing")
            raise
        except ValueError as error:
            trace.append(("caught", str(error)))
            yield "after value error"
        finally:
            trace.append("finally")

    for mode in ["plain", "yield", "return", "raise"]:
        for steps in range(4):
            trace.clear()
            g = gen(mode)
            for _ in range(steps):
                next(g, None)
            try:
                result = g.close()
            except (RuntimeError, KeyError) as error:
                result = repr(error)
            print(mode, steps, result if mode != "return" else "-", trace, g.gi_frame is None)


states()


def echo():
    while True:
        try:
            got = yield
            print("  echo", got)
        except ValueError as error:
            print("  value", error, error.__context__)
        except LookupError as error:
            print("  lookup", repr(error))
            return "done"


g = echo()
print(next(g), g.send("a"), g.throw(ValueError("v")), g.send("b"))
try:
    g.throw(KeyError("k"))
except StopIteration as stop:
    print("stopped with", stop.value, stop.args)
print(next(g, "exhausted"))
for wrong in [ValueError("late"), KeyError]:
    try:
        g.throw(wrong)
    except Exception as error:
        print("thrown into finished:", repr(error))
fresh = echo()
try:
    fresh.send(1)
except TypeError as error:
    print(error)
try:
    fresh.throw(IndexError("before start"))
except IndexError as error:
    print("never started:", error, next(fresh, "over"))
try:
    echo().throw(3)
except TypeError as error:
    print(type(error).__name__)


def recursive():
    yield next(me)


me = recursive()
try:
    next(me)
except ValueError as error:
    print(error)


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def context():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            yield "in handler"
        except ValueError as error:
            yield repr(error.__context__)


c = context()
print(next(c), c.throw(ValueError("second")))
