"""Receivers of several classes, which only some of a function's attribute instructions have met before it is compiled."""


class Base:
    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.turned = False

    def pick(self):
        return self.second if self.turned else self.first

    def turn(self):
        if self.turned:
            self.turned = False
        else:
            self.turned = True
            self.second += 1
        return self.label()

    def label(self):
        return "base"


class More(Base):
    def __init__(self, first, second, third):
        super().__init__(first, second)
        self.third = third

    def label(self):
        return "more"


class Shaded(Base):
    """What others have in a slot is a property here."""

    @property
    def second(self):
        return -7

    @second.setter
    def second(self, value):
        self.hidden = value


class Watched(Base):
    def __setattr__(self, name, value):
        if name == "turned":
            name = "noted"
        object.__setattr__(self, name, value)

    turned = True


class Asked(Base):
    def __getattr__(self, name):
        return "asked for " + name


class Own(Base):
    """An instance's attribute in place of the method."""

    def __init__(self, first, second):
        super().__init__(first, second)
        self.label = lambda: "own"


def run(objects, rounds):
    seen = []
    for k in range(rounds):
        for thing in objects:
            seen.append((thing.pick(), thing.turn(), thing.pick()))
    return seen[-2 * len(objects):]


def missing(thing, deep):
    if deep:
        return thing.third
    return thing.first


print(run([Base(1, 2)], 60))
print(run([Base(1, 2), More(3, 4, 5)], 60))
print(run([Shaded(1, 2), Base(6, 7)], 40))
print(run([Watched(1, 2), More(1, 2, 3)], 40))
print(run([Own(1, 2), Base("a", 0)], 40))
asked = Asked(1, 2)
del asked.second
asked.second = 5
print(run([asked, Base(1, 2)], 40))

# A branch that was never taken, and whose attribute not all of the receivers have.
things = [Base(1, 2), More(1, 2, 3), asked]
total = 0
for k in range(200):
    total += missing(things[k % 2], False)
print(total)
for thing in things:
    try:
        print(missing(thing, True))
    except AttributeError as error:
        print(error)

# Classes that change between the instruction that met them and the one that is to.
for k in range(100):
    missing(things[1], False)
More.third = property(lambda self: "changed")
print([missing(things[1], deep) for deep in (False, True) * 2])
del More.third
print([missing(things[1], deep) for deep in (False, True) * 2])


# A variable that holds one thing, then another.
class Left:
    def __init__(self):
        self.shared = "left"
        self.left = 1


class Right:
    def __init__(self):
        self.right = 2
        self.shared = "right"


def both(which):
    thing = Left()
    found = thing.left, thing.shared
    if which:
        thing = Right()
        found += thing.right, thing.shared
    thing.shared = found
    return thing.shared


print([both(k % 3 == 0) for k in range(100)][-3:])
