"""Files that nobody closed warn of it when they die, once, in the name of the outermost stream."""
import io
import os
import warnings

folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"unclosed_{os.urandom(8).hex()}")
os.mkdir(folder)
name = os.path.join(folder, "file")


def dying(make):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        stream = make()
        del stream
    for warning in seen:
        print(warning.category.__name__, str(warning.message).replace(folder, ""), warning.source is not None)
    print(len(seen))


def closed():
    stream = open(name)
    stream.close()
    return stream


dying(lambda: open(name, "w"))
dying(lambda: open(name, "wb"))
dying(lambda: open(name, "rb", buffering=0))
dying(lambda: open(name, "r+b"))
dying(closed)
dying(lambda: open(os.open(name, os.O_RDONLY), "rb", buffering=0, closefd=False))
dying(io.BytesIO)
dying(lambda: io.TextIOWrapper(io.BytesIO()))
os.remove(name)
os.rmdir(folder)
