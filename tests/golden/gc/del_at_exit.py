"""What variables of the program hold at its end is finalised."""
import atexit
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("__del__", self.name, len(self.name))


class Quiet:
    pass


atexit.register(print, "atexit")
cycle = [Noisy("cycle")]
cycle.append(cycle)
quiet = Quiet()
finalizer = weakref.finalize(quiet, print, "finalize")
print("end")
