"""An object that is no module stands for a package in sys.modules, as Twisted has it."""
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
package = os.path.join(folder, "fronted")
os.mkdir(package)
with open(os.path.join(package, "__init__.py"), "w") as file:
    file.write(
        """
import sys


class Proxy:
    def __init__(self, module):
        self.module = module

    def __getattr__(self, name):
        return getattr(self.module, name)


sys.modules[__name__] = Proxy(sys.modules[__name__])
"""
    )
for name in ("first", "second", "third"):
    with open(os.path.join(package, name + ".py"), "w") as file:
        file.write(f"word = {name!r}\n")
sys.path.insert(0, folder)

import fronted.first

print(type(fronted).__name__, fronted.first.word)
from fronted import second

print(second.word)
from fronted.third import word

print(word)
try:
    from fronted import fourth
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    import fronted.fifth
except ImportError as error:
    print(type(error).__name__, error)

for odd in (5, "text", object(), [1]):
    sys.modules["odd"] = odd
    import odd

    print(odd is sys.modules["odd"])
    try:
        import odd.part
    except ImportError as error:
        print(type(error).__name__, error)
    try:
        from odd import part
    except ImportError as error:
        print(type(error).__name__, str(error))


class Failing:
    @property
    def __path__(self):
        raise ValueError("no path today")


sys.modules["odd"] = Failing()
try:
    import odd.part
except ValueError as error:
    print(error)
