# Namespace packages over several folders, archives on the path, finders and hooks of one's own.
import os
import sys

folder = f"/tmp/golden_{os.urandom(8).hex()}"


def write(path, text):
    os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
    with open(f"{folder}/{path}", "w") as file:
        file.write(text)


write("one/spread/first.py", "name = __name__\n")
write("two/spread/second.py", "from . import first\nname = first.name + ' ' + __name__\n")
write("three/spread.txt", "")
sys.path[:0] = [f"{folder}/one", f"{folder}/three", f"{folder}/two"]

import spread

print(spread.__file__ if hasattr(spread, "__file__") else None, [p[len(folder):] for p in spread.__path__])
import spread.second

print(spread.second.name, spread.second.__package__)
try:
    import spread.third
except ModuleNotFoundError as error:
    print(error, error.name)

import zipfile

with zipfile.ZipFile(f"{folder}/archive.zip", "w") as archive:
    archive.writestr("packed/__init__.py", "from .inner import value\n")
    archive.writestr("packed/inner.py", "value = 42\n")
    archive.writestr("packed/data.txt", "data")
    archive.writestr("fails.py", "1 / 0\n")
sys.path.insert(0, f"{folder}/archive.zip")
import packed

print(packed.value, packed.__file__[len(folder):], type(packed.__loader__).__name__)
print(packed.__loader__.get_data(f"{folder}/archive.zip/packed/data.txt"))
try:
    import fails
except ZeroDivisionError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_filename[len(folder):])

from importlib.machinery import ModuleSpec


class Finder:
    @classmethod
    def find_spec(cls, name, path, target=None):
        return ModuleSpec(name, cls, origin="nowhere") if name.startswith("made_") else None

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.answer = module.__name__[5:].upper()


sys.meta_path.append(Finder)
import made_up

print(made_up.answer, made_up)
sys.meta_path.remove(Finder)
try:
    import made_later
except ImportError as error:
    print(error)
del sys.path[:4]

import shutil

shutil.rmtree(folder)
