"""Enums: members, aliases, values by hand, methods, flags and boundaries, mixed types, functional forms, errors."""
from enum import CONFORM, EJECT, KEEP, STRICT, Enum, EnumMeta, Flag, IntEnum, IntFlag, StrEnum, auto, member, nonmember, unique, verify, UNIQUE


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    _ignore_ = ["helper"]
    helper = 5

    def describe(self):
        return f"{self.name.lower()}={self.value}"

    @classmethod
    def first(cls):
        return next(iter(cls))

    @property
    def hexed(self):
        return hex(self.value)


print(list(Colour), Colour.CRIMSON is Colour.RED, Colour(2), Colour["GREEN"], Colour.RED.describe(), Colour.first(), Colour.GREEN.hexed, len(Colour), list(Colour.__members__), repr(Colour.RED), str(Colour.RED), f"{Colour.RED}", hash(Colour.RED) == hash("RED"))
print(Colour.RED in Colour, Colour.RED == 1, Colour.RED != Colour.GREEN, isinstance(Colour.RED, Colour), type(Colour).__name__, {Colour.RED: 1}[Colour.CRIMSON], Colour.RED.name, bool(Colour.RED), [c.name for c in reversed(Colour)])
for action in [lambda: Colour(9), lambda: Colour["NONE"], lambda: setattr(Colour, "RED", 5), lambda: delattr(Colour, "RED"), lambda: Colour.RED < Colour.GREEN, lambda: setattr(Colour.RED, "value", 9), lambda: type("Sub", (Colour,), {}), lambda: Colour()]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error if type(error) in (ValueError, KeyError) else "")


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 1)


class Level(IntEnum):
    LOW = auto()
    HIGH = 10
    MAX = auto()


class Word(StrEnum):
    HELLO = auto()
    BYE = "good bye"


class Upper(Enum):
    def _generate_next_value_(name, start, count, last):
        return f"{name}-{count}"

    A = auto()
    B = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.A if value == "a" else None


print([p.gravity for p in Planet], Level.LOW + 1, Level.MAX, Level.HIGH > 5, sorted([Level.MAX, Level.LOW]), f"{Level.LOW:03d} {Level.LOW}", Level(10).name, [1, 2][Level.LOW], Word.HELLO + "!", Word.BYE.upper(), f"{Word.HELLO:>7}", Word("hello"), Upper.B.value, Upper("a"))
try:
    Upper("z")
except ValueError as error:
    print(error)


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W


print(Perm.R | Perm.X, Perm(7), Perm(0), ~Perm.R, Perm.RW & Perm.W, Perm.R in Perm.RW, list(Perm.RW), Perm.R ^ Perm.RW, bool(Perm.R & Perm.X), len(Perm(7)), list(Perm), Perm["RW"].value, repr(Perm(5)), str(Perm(3)))
try:
    Perm(8)
except ValueError as error:
    print(str(error).splitlines()[0])


class Loose(IntFlag):
    A = 1
    B = 2


print(Loose(9), repr(Loose(9)), Loose.A | 4, Loose.A + 1, ~Loose.A, Loose.A == 1, isinstance(Loose.A | Loose.B, Loose), Loose(3) & 2)
for boundary in (STRICT, CONFORM, EJECT, KEEP):
    F = Flag("F", {"P": 1, "Q": 4}, boundary=boundary)
    try:
        print(boundary, repr(F(7)), type(F(7)).__name__)
    except ValueError as error:
        print(boundary, "ValueError")
Animal = Enum("Animal", "ANT BEE CAT", start=5)
Pairs = Enum("Pairs", [("X", "x"), ("Y", "y")], module="m", qualname="q.Pairs")
print(list(Animal), Pairs.X, Pairs.__module__, Pairs.__qualname__, Enum("One", {"ONLY": 1}).ONLY)
for wrong in [lambda: unique(Colour), lambda: verify(UNIQUE)(Colour), lambda: Enum("Twice", "A A")]:
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Ops(Enum):
    ADD = member(lambda a, b: a + b)
    constant = nonmember(42)

    def __call__(self, *args):
        return self.value(*args)

print(Ops.ADD(2, 3), Ops.constant, list(Ops)[0].name)


class Ordered(Enum):
    def __lt__(self, other):
        return self._order_of() < other._order_of() if isinstance(other, type(self)) else NotImplemented

    def _order_of(self):
        return list(type(self)).index(self)


class Size(Ordered):
    SMALL = "s"
    LARGE = "l"

    def __str__(self):
        return self.value.upper()

    def __format__(self, spec):
        return f"<{self.value}>"


print(min(Size), sorted([Size.LARGE, Size.SMALL]), f"{Size.LARGE}", str(Size.SMALL))


class Meta(EnumMeta):
    def __contains__(cls, value):
        return value in cls.__members__


class Named(Enum, metaclass=Meta):
    ONE = 1


print("ONE" in Named, "TWO" in Named, Named.ONE._value_, Named.ONE.__class__, Named.__doc__)
