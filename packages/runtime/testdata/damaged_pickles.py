"""Reads the damaged pickles that CPython refused, and prints those that end otherwise here, and how many there are.

Called with the file that has them.
"""
import base64
import io
import json
import pickle
import sys


class Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError("global is forbidden")


def outcome(data):
    try:
        value = Unpickler(io.BytesIO(data)).load()
    except Exception as error:
        return [type(error).__name__, str(error)]
    return repr(value) if type(value) in (str, bool, int, float, bytes) else None


count = 0
with open(sys.argv[1]) as lines:
    for line in lines:
        data, expected = json.loads(line)
        found = outcome(base64.b64decode(data))
        # What 3.14 says in more words is recorded as 3.11 said it.
        if found != expected and not ("unhashable type" in str(expected) and expected[1] in found[1]):
            print(data, expected, found)
        count += 1
print(count, "damaged pickles")
