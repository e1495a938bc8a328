# Tracebacks as objects: frames, lines, with_traceback, chains; notes; and what traceback prints of them.
import traceback
def inner(n): return 1 / n
def middle(n):
    try: return inner(n)
    except ZeroDivisionError as e:
        e.add_note("first note"); e.add_note("second\nnote")
        raise ValueError("middle") from e
def names(tb):
    out = []
    while tb: out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
    return out
try: middle(0)
except ValueError as e: error = e
print(names(error.__traceback__), names(error.__cause__.__traceback__), error.__cause__.__notes__, error.__suppress_context__)
print([f.name for f in traceback.extract_tb(error.__traceback__)], traceback.format_exception_only(error), traceback.format_exception_only(error.__cause__)[-2:])
error.__traceback__.tb_next = None if False else error.__traceback__.tb_next
fresh = KeyError("fresh").with_traceback(error.__traceback__); print(names(fresh.__traceback__))
try: raise fresh
except KeyError as e: print(names(e.__traceback__))
def again():
    try: raise error
    except ValueError as e: return names(e.__traceback__)
print(len(again()), len(again()))
for bad in 5, "x":
    try: error.with_traceback(bad)
    except TypeError as e: print(e)
try: error.__traceback__.tb_next = 5
except TypeError as e: print(e)
tb = error.__traceback__
try: tb.tb_next.tb_next = tb
except (ValueError, AttributeError) as e: print(e)
def reraised():
    try:
        try: inner(0)
        finally: print("cleanup")
    except ZeroDivisionError as e:
        raise
try: reraised()
except ZeroDivisionError as e: print(names(e.__traceback__))
def in_loop():
    for i in range(2):
        try: inner(i - 1)
        except ZeroDivisionError as e: yield names(e.__traceback__)
print(list(in_loop()))
class Long(Exception):
    def __str__(self): raise RuntimeError("no str")
print(traceback.format_exception_only(Long()), traceback.format_exception_only(Exception("a\nb")), traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(SystemExit()))
try:
    try: raise KeyError("a")
    except KeyError: raise ValueError("b") from None
except ValueError as e: print(repr(e.__context__), e.__cause__, e.__suppress_context__, len(traceback.format_exception(e)))
