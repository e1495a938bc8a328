"""Abstract shapes, a visitor by single dispatch, ordering, a registry filled by __init_subclass__."""
import math
from abc import ABC, abstractmethod
from functools import singledispatch, total_ordering


@total_ordering
class Shape(ABC):
    kinds = {}

    def __init_subclass__(cls, *, sides=0, **rest):
        super().__init_subclass__(**rest)
        cls.sides = sides
        Shape.kinds[cls.__name__.lower()] = cls

    @property
    @abstractmethod
    def area(self):
        """Area."""

    def __eq__(self, other):
        return self.area == other.area if isinstance(other, Shape) else NotImplemented

    def __lt__(self, other):
        return self.area < other.area if isinstance(other, Shape) else NotImplemented

    def __hash__(self):
        return hash(self.area)

    def __repr__(self):
        inside = ", ".join(f"{name}={value}" for name, value in vars(self).items())
        return f"{type(self).__name__}({inside})"


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    area = property(lambda self: math.pi * self.radius ** 2)


class Rectangle(Shape, sides=4):
    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def area(self):
        return self.width * self.height


class Square(Rectangle, sides=4):
    def __init__(self, side):
        super().__init__(side, side)


@singledispatch
def describe(shape):
    raise TypeError(f"cannot describe {type(shape).__name__}")


@describe.register
def _(shape: Circle):
    return f"round, {shape.radius} wide"


@describe.register
def _(shape: Rectangle):
    return f"{shape.width} by {shape.height}"


shapes = [Circle(1), Rectangle(2, 3), Square(2), Circle(0.5)]
print(sorted(shapes), max(shapes), Square(2) == Rectangle(1, 4), Square(2) >= Circle(1))
for shape in shapes:
    print(describe(shape), shape.sides, f"{shape.area:.3f}")
print(Shape.kinds, describe.dispatch(Square) is describe.dispatch(Rectangle))
for action in (lambda: describe(3), lambda: Square(1) < 3, lambda: setattr(Square(1), "area", 2)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(len({Square(2), Rectangle(4, 1), Rectangle(1, 4)}), Square(1) == 1)
