# A class whose source is read.
class Shape:
    """A class."""

    def area(self):
        # inside
        return (1 +
                2)

    side = 3
