"""What `sys.is_finalizing()` says while a program runs, in its exit functions, and when its modules are taken apart."""
import atexit
import sys


class Last:
    def __del__(self, ask=sys.is_finalizing, show=print):
        show("taken apart", ask(), flush=True)


last = Last()
atexit.register(lambda: print("exit function", sys.is_finalizing()))
print("running", sys.is_finalizing())
