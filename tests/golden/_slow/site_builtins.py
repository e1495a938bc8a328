"""The builtins that site brings: help, exit and their like, found when they are first used."""
import sys


class Documented:
    """A class to look at."""

    def method(self, value=1):
        """Gives what it got."""
        return value


help(Documented.method)


def leave(how):
    try:
        how()
    except SystemExit as error:
        print(type(error).__name__, error.code)


leave(lambda: exit())
leave(lambda: exit(3))
leave(lambda: quit("bye"))
leave(lambda: sys.exit([1]))
print(repr(exit)[:8], type(help).__name__, callable(license), "help" in repr(help))


try:
    copyrigh
except NameError as error:
    print(error.name)
exit = "mine"
print(exit)
