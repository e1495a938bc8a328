# __context__, __cause__ and __suppress_context__ as raise, except, finally, with and generators set them.
def chain(error):
    parts = []
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        parts.append(f"{type(error).__name__}({error})" + ("!" if error.__suppress_context__ else ""))
        error = error.__cause__ if error.__cause__ is not None else error.__context__
    return " <- ".join(parts)
def show(f):
    try:
        f()
    except BaseException as error:
        print(f.__name__, chain(error))
def plain():
    try: raise KeyError(1)
    except KeyError: raise ValueError(2)
def after_handler():
    try: raise KeyError(1)
    except KeyError: pass
    raise ValueError(2)
def in_finally():
    try: raise KeyError(1)
    finally: raise ValueError(2)
def nested():
    try:
        try: raise KeyError(1)
        except KeyError: raise ValueError(2)
    except ValueError: raise TypeError(3)
def same_again():
    try: raise KeyError(1)
    except KeyError as error:
        try: raise ValueError(2)
        except ValueError: raise error
def cycle_cut():
    a, b, c = KeyError("a"), ValueError("b"), TypeError("c")
    try: raise a
    except KeyError:
        try: raise b
        except ValueError:
            try: raise c
            except TypeError: raise a
def from_class():
    raise KeyError from ValueError
def from_none():
    try: raise KeyError(1)
    except KeyError: raise ValueError(2) from None
def from_wrong():
    raise KeyError(1) from 5
def bad_class():
    raise int
def called_fails():
    class E(Exception):
        def __init__(self): raise OSError("in init")
    raise E
def not_an_exception():
    class E(Exception):
        def __new__(cls): return 5
    raise E
def bare():
    raise
def bare_in_function():
    def again(): raise
    try: raise KeyError(1)
    except KeyError: again()
def in_exit():
    class M:
        def __enter__(self): pass
        def __exit__(self, *a): raise ValueError("exit")
    with M(): raise KeyError("body")
def in_generator():
    def g():
        try: yield
        except KeyError: raise ValueError("g")
    it = g(); next(it)
    try: raise TypeError("outside")
    except TypeError: it.throw(KeyError("thrown"))
def handler_of_generator():
    def g():
        try: raise KeyError("own")
        except KeyError: yield
        raise ValueError("later")
    it = g(); next(it); next(it)
def except_expression():
    def pick(): raise OSError("in the expression")
    try: raise KeyError(1)
    except pick(): pass
def except_wrong():
    try: raise KeyError(1)
    except "text": pass
def except_tuple_wrong():
    try: raise KeyError(1)
    except (ValueError, (KeyError, 5)): pass
for f in (plain, after_handler, in_finally, nested, same_again, cycle_cut, from_class, from_none, from_wrong, bad_class, called_fails, not_an_exception, bare,
          bare_in_function, in_exit, in_generator, handler_of_generator, except_expression, except_wrong, except_tuple_wrong):
    show(f)
for name, value in ("__cause__", 1), ("__context__", 1), ("__traceback__", 1), ("args", 1), ("__notes__", 1), ("args", [1, 2]), ("__suppress_context__", "x"):
    error = Exception("e")
    try:
        setattr(error, name, value)
        print(name, getattr(error, name))
    except TypeError as problem:
        print(name, problem)
e = Exception("e")
e.__cause__ = KeyError("c")
print(e.__suppress_context__, e.with_traceback(None) is e)
for bad in (lambda: e.with_traceback(1), lambda: e.add_note(1), lambda: delattr(e, "args"), lambda: delattr(e, "__cause__"), lambda: e.__setstate__(1)):
    try:
        bad()
    except Exception as problem:
        print(type(problem).__name__, problem)
