# threads
"""A pickle is taken from a pipe as soon as it is there, whatever pieces it comes in: behind it nothing may follow."""
import os
import pickle
import threading
import time


class Thing:
    pass


thing = Thing()
thing.words = ["answer"] * 3 + [b"x" * 300]
data = pickle.dumps((False, None, thing), 4)


def feed(target, cut):
    os.write(target, data[:cut])
    time.sleep(0.02)
    os.write(target, data[cut:])


class Own(pickle.Unpickler):
    pass


class Unseen:
    """A file that can't be looked at ahead."""

    def __init__(self, file):
        self.file = file

    def read(self, count):
        return self.file.read(count)

    def readline(self):
        return self.file.readline()

    def peek(self, count):
        raise NotImplementedError


source, target = os.pipe()
with os.fdopen(source, "rb") as file:
    for load in (pickle.load, lambda file: Own(file).load(), lambda file: pickle.load(Unseen(file))):
        for cut in (1, 5, 11, 12, 100, len(data) - 1):
            thread = threading.Thread(target=feed, args=(target, cut))
            thread.start()
            print(cut, load(file)[2].words[0])
            thread.join()
    for protocol in range(6):
        os.write(target, pickle.dumps({"protocol": protocol, "n": 2**40}, protocol))
        print(pickle.load(file))
    os.write(target, data[:60])
    os.close(target)
    try:
        pickle.load(file)
    except (EOFError, pickle.UnpicklingError) as error:
        print(type(error).__name__, error)
