# Attributes and methods of several classes at one place, and what changes under the caches.
class Shape:
    def __init__(self, size):
        self.size = size
        self.count = 0

    def area(self):
        return self.size

    def note(self, k):
        self.count += k
        return self.count


class Square(Shape):
    def area(self):
        return self.size * self.size


class Box(Shape):
    def __init__(self, size, depth):
        super().__init__(size)
        self.depth = depth

    def area(self):
        return self.size * self.depth


class Slotted:
    __slots__ = ("size", "count")

    def __init__(self, size):
        self.size = size
        self.count = 0

    def area(self):
        return -self.size

    def note(self, k):
        self.count = self.count + k
        return self.count


class Late(Shape):
    size = 100

    def __init__(self):
        self.count = 1


def total(things):
    result = 0
    for thing in things:
        result += thing.area() + thing.size
        result += thing.note(2)
    return result


def counts(things):
    return [thing.count for thing in things]


things = [Shape(1), Square(2), Box(3, 4), Slotted(5)]
for _ in range(60):
    last = total(things)
print(last, counts(things))
things.append(Late())
for _ in range(60):
    last = total(things)
print(last, counts(things))
Square.area = lambda self: 1000
print(total(things))
things[0].size = 2.5
del things[2].depth
try:
    total(things)
except AttributeError as error:
    print(error)
things[2].depth = 1
things[2].more = "added"
Shape.note = lambda self, k: self.count
print(total(things), things[2].__dict__)
Slotted.count = property(lambda self: 7)
try:
    total(things)
except AttributeError as error:
    print(type(error).__name__)


def make(n):
    made = []
    for k in range(n):
        made.append(Box(k, k + 1) if k % 3 else Square(k))
    return sum(thing.area() for thing in made)


print([make(n) for n in (1, 5, 50)])


class Refuses:
    def __init__(self, n):
        if n == 40:
            raise ValueError(n)
        self.n = n
        if n == 45:
            return 1


def attempts():
    good = 0
    for n in range(50):
        try:
            good += Refuses(n).n
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    return good


print(attempts())


class Grows:
    pass


def fill(names):
    thing = Grows()
    for k, name in enumerate(names):
        setattr(thing, name, k)
    thing.last = 1
    thing.last += 1
    return len(thing.__dict__)


print([fill([f"n{k}" for k in range(n)]) for n in range(0, 40, 3)])
