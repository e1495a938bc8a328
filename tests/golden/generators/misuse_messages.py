# What generators refuse, and the state that they are in before, during and after.
import inspect
def attempt(f, *args):
    try:
        print(f(*args))
    except BaseException as error:
        print(type(error).__name__, error, "| cause:", repr(error.__cause__))
def g():
    try:
        x = yield 1
        print("got", x)
        yield 2
    finally:
        print("finally")
def state(gen): return inspect.getgeneratorstate(gen)[4:], gen.gi_frame is None, gen.gi_running
a = g()
print(state(a))
attempt(a.send, 5)
attempt(a.throw, ValueError("before the start"))
print(state(a))
attempt(next, a)
a = g()
next(a)
print(state(a), a.gi_frame.f_lineno, a.gi_code.co_name, a.gi_yieldfrom)
attempt(a.throw, 5)
attempt(a.throw, int)
attempt(a.throw, KeyError)
attempt(a.send, 1)
def itself():
    attempt(next, me)
    print(state(me))
    yield 1
    attempt(me.close)
    attempt(me.throw, KeyError("k"))
me = itself()
attempt(next, me)
attempt(next, me)
def stops():
    yield 1
    raise StopIteration("from inside")
attempt(list, stops())
def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2
i = ignores()
next(i)
attempt(i.close)
def returns():
    try:
        yield 1
    except GeneratorExit:
        return 5
r = returns()
next(r)
r.close()
attempt(next, r)
def converts():
    try:
        yield 1
    except GeneratorExit:
        raise KeyError("while closing")
c = converts()
next(c)
attempt(c.close)
def valued():
    yield
    return [1]
v = valued()
next(v)
try:
    v.send(None)
except StopIteration as stop:
    print(stop.value, stop.args)
attempt(next, v)
v.__name__ = "renamed"
print(v.__name__, v.__qualname__, repr(v).split(" at ")[0])
attempt(setattr, v, "__name__", 1)
attempt(iter(v).__next__)
