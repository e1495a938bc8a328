# python3.14
# What a generator handles while it rests in blocks within a handler, with the same exception handled outside or another.
import sys, types
@types.coroutine
def sleep0(): yield
def d():
    yield 'd'
def gen1():
    try: yield from d()
    except KeyError:
        try: yield from d()
        finally: print(repr(sys.exception())); raise
def gen2():
    try: yield 'd'
    except KeyError:
        try: yield from d()
        finally: print(repr(sys.exception())); raise
def gen3():
    try: yield from d()
    except KeyError:
        try: yield 1
        finally: print(repr(sys.exception())); raise
def gen4():
    try: yield from d()
    except KeyError:
        yield 1
        print(repr(sys.exception())); raise
async def gen5():
    try: await sleep0()
    except KeyError:
        try: await sleep0()
        finally: print(repr(sys.exception())); raise
async def gen6():
    try: await sleep0()
    except KeyError:
        await sleep0()
        print(repr(sys.exception())); raise
def drive(f, thrower):
    print(f.__name__, thrower.__name__, end=' ')
    g = f(); g.send(None)
    thrower(g)
    try: g.send(None)
    except BaseException as e: print('  ', repr(e), repr(e.__context__))
def direct(g): g.throw(KeyError('k'))
def handled(g):
    try: raise KeyError('k')
    except KeyError as e: g.throw(e)
def other(g):
    try: raise ValueError('k')
    except ValueError as e: g.throw(KeyError('kk'))
for f in gen1, gen2, gen3, gen4, gen5, gen6:
    for t in direct, handled, other: drive(f, t)
def gen7():
    try: yield 1
    except KeyError:
        try: raise ValueError(1)
        except ValueError:
            try: yield 2
            finally: print(repr(sys.exception())); raise
def gen8():
    try: yield 1
    except KeyError:
        try:
            try: yield 2
            except ValueError: pass
        except TypeError: pass
        print(repr(sys.exception())); raise
def gen9():
    try: yield 1
    except KeyError:
        try: yield 2
        finally: pass
        print(repr(sys.exception())); raise
def gen10():
    try:
        try: yield 1
        finally: yield 2
    finally: print(repr(sys.exception()))
def gen11():
    try: yield 1
    except KeyError: pass
    try: yield 2
    finally: pass
    print(repr(sys.exception())); raise IndexError
def gen12():
    class C:
        def __enter__(self): pass
        def __exit__(self, *a): print('exit', repr(sys.exception()))
    try: yield 1
    except KeyError:
        with C():
            yield 2
        raise
def gen13():
    try: yield 1
    except KeyError:
        for x in [1]:
            try:
                yield 2
                continue
            finally: print(repr(sys.exception()))
        raise
def gen14():
    try:
        try: yield 1
        finally:
            try: yield 2
            finally: print(1, repr(sys.exception()))
    finally: print(2, repr(sys.exception()))
def gen15():
    try: yield 1
    except* KeyError:
        try: yield 2
        finally: print(1, repr(sys.exception())); raise
for f in gen7, gen8, gen9, gen10, gen11, gen12, gen13, gen14, gen15:
    for t in direct, handled, other: drive(f, t)
def outer_handled(f):
    print(f.__name__, end=' ')
    g = f(); g.send(None)
    try: raise KeyError('o')
    except KeyError as e: g.throw(e); 
    try: raise IndexError('z')
    except IndexError:
        try: g.send(None)
        except BaseException as e: print('  ', repr(e), repr(e.__context__))
        print(repr(sys.exception()))
    print(repr(sys.exception()))
for f in gen1, gen2, gen3, gen4, gen7, gen8, gen9, gen10, gen11, gen12, gen13, gen14: outer_handled(f)
