# throw and close: what the generator sees, what comes out, what contexts and causes say.
def g():
    while True:
        try:
            yield "ready"
        except KeyError as error:
            yield f"key {error}"
        except ValueError:
            raise TypeError("turned")
        except GeneratorExit:
            print("closing")
            raise
def attempt(f, *args):
    try:
        print(f(*args))
    except BaseException as error:
        print(type(error).__name__, error, "| context", repr(error.__context__), "| cause", repr(error.__cause__))
a = g(); next(a)
attempt(a.throw, KeyError("k"))
attempt(next, a)
attempt(a.throw, KeyError)
attempt(next, a)
attempt(a.throw, ValueError("v"))
attempt(a.throw, ValueError("after the end"))
attempt(a.close)
a = g(); next(a)
attempt(a.close)
attempt(a.close)
a = g()
attempt(a.close)
attempt(next, a)
a = g()
attempt(a.throw, KeyError("before"))
attempt(next, a)
a = g(); next(a)
attempt(a.throw, StopIteration("stop"))
a = g(); next(a)
attempt(a.throw, GeneratorExit)
a = g(); next(a)
attempt(a.throw, "text")
attempt(a.throw, None)
attempt(next, a)
attempt(a.throw)
def inner():
    try:
        yield 1
    except KeyError:
        yield "inner has it"
    finally:
        print("inner ends")
def outer():
    try:
        yield from inner()
    except ValueError as error:
        yield f"outer has {error}"
o = outer(); next(o)
attempt(o.throw, KeyError("x"))
attempt(o.throw, ValueError("y"))
attempt(o.close)
o = outer(); next(o)
attempt(o.close)
class NoThrow:
    def __iter__(self): return self
    def __next__(self): return 1
class Closes(NoThrow):
    def close(self): print("close called"); raise KeyError("in close")
class Throws(NoThrow):
    def throw(self, *args): return ("thrown", len(args), args[0])
def over(x): yield from x
for cls in NoThrow, Closes, Throws:
    w = over(cls()); next(w)
    attempt(w.throw, LookupError("into"))
    w = over(cls()); next(w)
    attempt(w.close)
class SendBad(NoThrow): pass
w = over(SendBad()); next(w)
attempt(w.send, 5)
def reraise():
    try:
        yield
    except Exception as error:
        raise RuntimeError("wrapped") from error
w = reraise(); next(w)
attempt(w.throw, LookupError("original"))
try:
    raise KeyError("handled")
except KeyError:
    w = g(); next(w)
    attempt(w.throw, ValueError("with context"))
