# except: what may stand there, when it is evaluated, what its name is bound to, and what it falls through to.
def attempt(what, error):
    try:
        try:
            raise error
        except what as e:
            return f"caught {e!r}"
    except BaseException as other:
        return f"passed {other!r} of {other.__context__!r}"
print(attempt(ValueError, ValueError(1)))
print(attempt((KeyError, ValueError), ValueError(1)))
print(attempt((KeyError, (ValueError,)), ValueError(1)))
print(attempt((), ValueError(1)))
print(attempt(5, ValueError(1)))
print(attempt("ValueError", ValueError(1)))
print(attempt((ValueError, 5), ValueError(1)))
print(attempt((5, ValueError), ValueError(1)))
print(attempt(int, ValueError(1)))
print(attempt([ValueError], ValueError(1)))
print(attempt(None, ValueError(1)))
print(attempt(ValueError(1), ValueError(1)))
print(attempt(object, ValueError(1)))
print(attempt(BaseException, KeyboardInterrupt()))
print(attempt(Exception, KeyboardInterrupt()))
def say(x, value):
    print("asks", x)
    return value
try:
    raise KeyError
except say("first", ValueError):
    print("no")
except say("second", LookupError):
    print("yes")
except say("third", KeyError):
    print("no")
e = "before"
try:
    raise KeyError("k")
except KeyError as e:
    pass
try: e
except NameError as error: print(error)
try:
    raise KeyError("k")
except KeyError as e:
    del e
def f():
    try: raise KeyError("k")
    except KeyError as e: pass
    return e
try: f()
except UnboundLocalError as error: print(error)
def kept():
    try: raise KeyError("k")
    except KeyError as e:
        saved = e
    return saved
print(repr(kept()))
class Meta(type):
    def __instancecheck__(cls, x): return True
    def __subclasscheck__(cls, x): return True
class Any(Exception, metaclass=Meta): pass
print(attempt(Any, ValueError("no hooks here")))
for i in range(3):
    try:
        if i == 1: raise ValueError
    except ValueError:
        print(i, "except"); continue
    else:
        print(i, "else")
    finally:
        print(i, "finally")
try:
    pass
except 1 / 0:
    pass
else:
    print("never evaluated")
try:
    try: raise KeyError("inner")
    except undefined: pass
except NameError as error: print(error, repr(error.__context__))
class O:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): print("never")
try:
    with O(): pass
except ValueError as error: print(error)
try: raise
except RuntimeError as error: print(error)
def reraises():
    raise
try:
    try: raise KeyError("deep")
    except KeyError: reraises()
except KeyError as error: print(repr(error))
import sys
try: raise KeyError
except KeyError:
    try: raise ValueError
    except ValueError: print(sys.exc_info()[0], sys.exception())
    print(sys.exc_info()[0])
print(sys.exc_info())
