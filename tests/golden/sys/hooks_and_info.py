import sys

print(sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.releaselevel, type(sys.version_info).__name__)
print(sys.maxsize, sys.byteorder, sys.maxunicode, sys.platform, sys.float_repr_style)
print(sys.float_info)
print(sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.imag, sys.hash_info.width)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
print(sys.flags.debug, sys.flags.optimize, len(sys.flags) == 18)
try: sys.version_info.major = 1
except AttributeError as e: print(e)
try: type(sys.version_info)((1, 2, 3, 4, 5))
except TypeError as e: print("no instances")
print(sys.getrecursionlimit())
for bad in (0, -1):
    try: sys.setrecursionlimit(bad)
    except ValueError as e: print(e)
print(sys.exc_info(), sys.exception())
try:
    raise KeyError("k")
except KeyError as e:
    print(sys.exc_info()[0] is KeyError, sys.exc_info()[1] is e, sys.exc_info()[2] is e.__traceback__, sys.exception() is e)
print(sys.exc_info())
print(sys.intern("a" + "b") is sys.intern("ab"))
try: sys.intern(3)
except TypeError as e: print(e)
sys.displayhook(None)
sys.displayhook([1, "x"])
import builtins
print(builtins._)
try: raise ValueError("shown")
except ValueError as e: err = e.with_traceback(None)
class Out:
    def __init__(self): self.text = ""
    def write(self, s): self.text += s
    def flush(self): pass
old, sys.stderr = sys.stderr, Out()
sys.excepthook(ValueError, err, None)
print(repr(sys.stderr.text))
sys.stderr = old
old, sys.stdout = sys.stdout, Out()
print("captured", 1)
captured, sys.stdout = sys.stdout.text, old
print(repr(captured))
events = []
sys.addaudithook(lambda event, args: events.append((event, args)) if event.startswith("test.") else None)
sys.audit("test.one", 1, "x"); sys.audit("other")
print(events)
print("sys" in sys.modules, sys.modules["sys"] is sys, "sys" in sys.builtin_module_names, "os" in sys.stdlib_module_names)
try: sys.exit(3)
except SystemExit as e: print(e.code)
try: sys.exit()
except SystemExit as e: print(e.code)
try: sys.exit((1, 2))
except SystemExit as e: print(e.code, e.args)
print(sys.getsizeof(object()) > 0, sys.getrefcount(object()) > 0)
def f(): return sys._getframe(1) is not None
print(f(), sys.gettrace(), sys.getprofile(), sys.getswitchinterval() > 0)
try: sys.setswitchinterval(0)
except ValueError as e: print(e)
