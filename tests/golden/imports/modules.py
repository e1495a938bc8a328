# Importing modules of one's own: packages, relative imports, __init__, star imports, caching.
import sys

import _shapes
import _shapes.square
import _shapes.round as round_shapes
from _shapes import area, circle as make_circle
from _shapes.round import *
from _shapes.deep.inner import whoami, climb

print(_shapes.__name__, _shapes.square.__name__, round_shapes.__name__)
print(area(_shapes.square.Square(3)), area(make_circle(2)))
print(sorted(name for name in ("Circle", "_hidden", "PI", "unlisted") if name in globals()))
print(whoami(), climb())
print(_shapes.square is sys.modules["_shapes.square"], "_shapes.deep" in sys.modules, _shapes.loaded)
import _shapes.square as again

print(again is _shapes.square, _shapes.square.count)
from _shapes import deep

print(deep.__name__, deep.__package__, _shapes.__package__, _shapes.square.__package__)
for statement in (
    "import _no_such_module",
    "import _shapes.missing",
    "from _shapes import nothing",
    "from _shapes.square import Triangle",
    "import _shapes.square.deeper",
    "from . import relative",
    "from _broken_module import anything",
    "import _syntax_module",
):
    try:
        exec(statement)
    except ImportError as error:
        print(type(error).__name__, error.msg.split(" (")[0], error.name)
    except SyntaxError as error:
        print("SyntaxError", error.msg, error.lineno)
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
print("_broken_module" in sys.modules)


def local_import():
    from _shapes.square import Square as S
    import _shapes as s

    return S(1).side, s is _shapes


print(local_import(), "S" in globals())
module = __import__("_shapes.deep.inner")
print(module.__name__, __import__("_shapes.deep.inner", fromlist=["x"]).__name__)
print(_shapes.lazy, _shapes.computed)
try:
    _shapes.not_even_lazy
except AttributeError as error:
    print(error)
print("square" in dir(_shapes), __name__, __builtins__ is not None)
sys.modules["_fake"] = 42
import _fake

print(_fake)
del sys.modules["_fake"]
import _cycle_a

print(_cycle_a.value, _cycle_a.partner.value)
