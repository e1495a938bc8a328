"""Shapes, for imports.py."""
from .square import Square
from .round import Circle

loaded = [Square.__name__, Circle.__name__]


def area(shape):
    return shape.area()


def circle(radius):
    return Circle(radius)


def __getattr__(name):
    if name in ("lazy", "computed"):
        return f"{name} on demand"
    raise AttributeError(f"module {__name__!r} has no {name}")
