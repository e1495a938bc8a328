# ExitStack: the order of leaving, exceptions that pass, are swallowed or replaced, and what they chain to.
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
@contextmanager
def cm(name, swallow=False, fail=None):
    print("enter", name)
    try:
        yield name
    except Exception as error:
        print(name, "sees", repr(error), "after", repr(error.__context__))
        if not swallow: raise
    finally:
        print("exit", name)
        if fail: raise fail
def attempt(f):
    try:
        print("->", f())
    except Exception as error:
        print("=>", repr(error), "context", repr(error.__context__))
def plain():
    with ExitStack() as stack:
        names = [stack.enter_context(cm(n)) for n in "abc"]
        stack.callback(print, "callback", end="!\n")
        return names
attempt(plain)
def failing():
    with ExitStack() as stack:
        for n in "ab": stack.enter_context(cm(n))
        raise ValueError("body")
attempt(failing)
def swallowed():
    with ExitStack() as stack:
        stack.enter_context(cm("outer"))
        stack.enter_context(cm("middle", swallow=True))
        stack.enter_context(cm("inner"))
        raise ValueError("body")
    return "after"
attempt(swallowed)
def replaced():
    with ExitStack() as stack:
        stack.enter_context(cm("outer"))
        stack.enter_context(cm("inner", fail=KeyError("inner")))
        raise ValueError("body")
attempt(replaced)
def pushed():
    with ExitStack() as stack:
        @stack.push
        def leave(kind, error, tb):
            print("leave", kind, error, tb is not None)
            return True
        @stack.callback
        def also(): print("also")
        1 / 0
    return "swallowed"
attempt(pushed)
def moved():
    with ExitStack() as stack:
        stack.callback(print, "later")
        kept = stack.pop_all()
        print("body")
    print("out")
    kept.close()
    kept.close()
attempt(moved)
class Has:
    def __enter__(self): return 1
    def __exit__(self, *a): return False
class No: pass
for thing in No(), type("Half", (), {"__enter__": lambda s: 1})():
    try:
        ExitStack().enter_context(thing)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
try:
    ExitStack().push(5)
except Exception as error:
    print(repr(error))
with suppress(KeyError, IndexError): [][1]
with suppress(): print("nothing to suppress")
with nullcontext(5) as n: print(n)
class Door:
    def close(self): print("closed")
with closing(Door()) as d: print(type(d).__name__)
@cm("decorator")
def decorated(x): return x * 2
print(decorated(4), decorated.__name__)
print(decorated(5))
