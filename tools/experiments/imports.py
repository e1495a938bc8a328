"""Imports modules one by one, or as a batch in parallel. Arguments: modules, threads (0: one by one)."""
import importlib
import os
import shutil
import sys
import tempfile
import threading
import time

BODY = '''
"""A module of some functions and a table."""
TABLE = {str(i): (i, i * i, [i] * 4) for i in range(2000)}
''' + "\n".join(f'''
class Thing{i}:
    def __init__(self, value):
        self.value = value
    def method(self, other):
        return self.value + other.value if other is not None else [self.value for _ in range({i})]
''' for i in range(20))


def load(names, failures):
    for name in names:
        try:
            importlib.import_module(name)
        except Exception as error:
            failures.append(error)


def main():
    count, threads = int(sys.argv[1]), int(sys.argv[2])
    folder = tempfile.mkdtemp()
    sys.dont_write_bytecode = True
    try:
        names = [f"module_{i}" for i in range(count)]
        for name in names:
            with open(os.path.join(folder, name + ".py"), "w") as file:
                file.write(BODY)
        sys.path.insert(0, folder)
        failures = []
        ready = [threading.Thread(target=load, args=(names[i::threads], failures)) for i in range(threads)]
        start = time.perf_counter()
        if threads == 0:
            load(names, failures)
        for thread in ready:
            thread.start()
        for thread in ready:
            thread.join()
        print((time.perf_counter() - start) * 1000)
        assert not failures, failures[0]
    finally:
        shutil.rmtree(folder)


main()
