import warnings
warnings.simplefilter("ignore")  # Some of these are deprecated since 3.14.
import sys
def g():
    try:
        yield 1
    except ValueError:
        print('a', repr(sys.exception()))
        yield 2
        print('b', repr(sys.exception()))
        raise
def t(x, how):
    next(x)
    print(x.throw(ValueError('v')))
    try: how(x)
    except ValueError as e: print('ok', repr(e))
    except RuntimeError as e: print(e)
t(g(), next)
async def h2():
    await W()
class W:
    def __await__(self):
        yield 5
async def h():
    try:
        await W()
    except ValueError:
        print('a', repr(sys.exception()))
        await W()
        print('b', repr(sys.exception()))
        raise
def t2(x):
    x.send(None)
    print(x.throw(ValueError('v')))
    try: x.send(None)
    except ValueError as e: print('ok', repr(e))
    except RuntimeError as e: print(e)
t2(h())
async def k():
    await h()
t2(k())
def y():
    yield from g()
t(y(), next)
def inexc(f,*a):
    try: raise KeyError
    except KeyError: f(*a)
inexc(t2,h())
def part(x):
    x.send(None)
    try:
        raise KeyError
    except KeyError:
        print(x.throw(ValueError('v')))
    try: x.send(None)
    except ValueError as e: print('ok', repr(e))
    except RuntimeError as e: print(e)
part(h())
part(k())
def part2(x):
    x.send(None)
    try:
        try:
            raise ValueError
        except ValueError as e:
            x.throw(e)
    finally: pass
    try: x.send(None)
    except ValueError as e: print('ok', repr(e))
    except RuntimeError as e: print(e)
part2(h())
part2(k())


def passing():
    """Handles nothing itself: what is handled outside is seen only while it is."""
    while True:
        yield repr(sys.exception())


p = passing()
try:
    raise KeyError(1)
except KeyError:
    print(next(p), next(p))
print(next(p))


def manager():
    """Several kinds of blocks that handle what was thrown in."""
    try:
        try:
            yield 1
        finally:
            yield repr(sys.exception())
    except ValueError as error:
        try:
            yield repr(sys.exception())
        finally:
            yield repr(error)
    yield repr(sys.exception())


for _ in range(300):
    m = manager()
    next(m)
    seen = []
    try:
        raise ValueError(7)
    except ValueError as error:
        seen.append(m.throw(error))
    seen.extend(m)
print(seen)

m = manager()
next(m)
try:
    raise KeyError(1)
except KeyError:
    print(m.throw(ValueError(2)))
try:
    raise IndexError(3)
except IndexError:
    print(next(m), next(m), next(m))


def frames(trace):
    names = []
    while trace is not None:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return names


def origin():
    raise ValueError(8)


try:
    origin()
except ValueError as error:
    kept = error
trace = kept.__traceback__
for args in (ValueError, ValueError(9), 32), (ValueError, ValueError(9), trace), (ValueError(9), None, trace), (ValueError(9), None, None):
    waiting = passing()
    next(waiting)
    try:
        waiting.throw(*args)
    except (TypeError, ValueError) as error:
        print(repr(error), frames(error.__traceback__))
