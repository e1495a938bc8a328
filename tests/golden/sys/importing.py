import importlib
import importlib.util
import os
import sys
m = importlib.import_module("json")
print(m.loads("[1, 2]"), m.__spec__.name, m.__loader__ is m.__spec__.loader)
print(importlib.util.find_spec("no_such_module_anywhere"), importlib.util.find_spec("json").name)
try: import no_such_thing
except ModuleNotFoundError as e: print(e, e.name)
try: import json.nope
except ModuleNotFoundError as e: print(e, e.name)
class Finder:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == "virtual_module":
            from importlib.machinery import ModuleSpec
            return ModuleSpec(name, Finder)
    @staticmethod
    def create_module(spec): return None
    @staticmethod
    def exec_module(module): module.x = 42
sys.meta_path.insert(0, Finder)
import virtual_module
print(virtual_module.x, virtual_module.__spec__.name, virtual_module.__name__)
folder = f"/tmp/orochi-golden-modules-{os.urandom(8).hex()}"
os.mkdir(folder)
sys.path.insert(0, folder)
with open(folder + "/first_module.py", "w") as f: f.write("y = 7\ndef f(): return __name__\n")
with open(folder + "/failing_module.py", "w") as f: f.write("x = 1\nraise ValueError('bad')\n")
os.mkdir(folder + "/pack")
with open(folder + "/pack/__init__.py", "w") as f: f.write("from . import inner\nfrom .inner import z\n")
with open(folder + "/pack/inner.py", "w") as f: f.write("z = __package__\n")
import first_module
print(first_module.y, first_module.f(), first_module.__file__ == folder + "/first_module.py")
try: import failing_module
except ValueError as e: print(e, "failing_module" in sys.modules)
import pack
print(pack.z, pack.inner.__name__, pack.__path__ == [folder + "/pack"])
first_module.y = 8
print(importlib.reload(first_module) is first_module, first_module.y)
for root, folders, files in os.walk(folder, topdown=False):
    for name in files: os.unlink(os.path.join(root, name))
    os.rmdir(root)
