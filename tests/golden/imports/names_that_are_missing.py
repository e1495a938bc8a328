# python3.14
# A name that a module lacks: because the module is not done yet, or hides one of the library's.
import os
import sys
import tempfile

import _aix_support
import _half_a
from _half_b import show


def take():
    from _aix_support import nothing


def unknown():
    from sys import nothing_at_all


show(lambda: _aix_support.nothing)
show(take)
show(lambda: _half_a.nothing)
show(unknown)

# Elsewhere than beside the program nothing is hidden.
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    sys.path.insert(0, folder)
    for name, other in ("one", "two"), ("two", "one"):
        with open(f"{folder}/_half_{name}.py", "w") as file:
            file.write(f"from _half_{other} import absent" if name == "two" else "import _half_two")
    try:
        import _half_one
    except ImportError as error:
        print(str(error).replace(folder, "..."))
    with open(f"{folder}/_ios_support.py", "w") as file:
        file.write("import _ios_support\ntry:\n    _ios_support.x\nexcept AttributeError as error:\n    print(str(error).replace(__file__, '...'))")
    import _ios_support

    try:
        _ios_support.x
    except AttributeError as error:
        print(error)
