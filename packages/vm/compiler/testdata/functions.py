def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def parameters(a, b=1, /, *args, c, d=2, **kw):
    return lambda: (a, kw)


def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    return up


@first
@second(1)
def decorated(self, __private: int = 0) -> "str":
    """Says something."""


class Point(Base, metaclass=Meta):
    """A point."""
    __slots__ = ("x", "y")
    size: int = 2

    def __init__(self, x, y):
        self.x, self.y = x, y
        super().__init__()

    def kind(self):
        return __class__
