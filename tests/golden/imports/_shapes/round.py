from . import square as sibling

__all__ = ["Circle", "PI"]
PI = 3
_hidden = "hidden"
unlisted = sibling.count


class Circle:
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return PI * self.radius ** 2
