# Flags: combination, membership, boundaries, aliases; and auto in its kinds.
from enum import Flag, IntFlag, IntEnum, Enum, auto, unique, StrEnum, KEEP, CONFORM, EJECT, STRICT
class P(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(list(P), P.R | P.X, P.RW & P.W, P.R in P.RW, P.X in P.RW, ~P.R, P.R ^ P.RW, bool(P.R & P.W), P(0), P(5), P["RW"], P.R.value, (P.R | P.X).name, P.RW.name, len(P), [f.name for f in P.RW], P.R | P.W is P.RW, P(3) is P.RW, repr(P.R | P.X), str(P.R | P.X))
for bad in lambda: P(8), lambda: P.R | 1, lambda: P["Q"], lambda: P("R"), lambda: P.R < P.W, lambda: setattr(P, "R", 5), lambda: delattr(P, "R"), lambda: P.R.value.x:
    try: print(bad())
    except Exception as e: print(type(e).__name__)
class I(IntFlag):
    A = 1; B = 2; C = 4
print(I.A | I.B, I.A | 8, I(9), I.A + 1, I.A == 1, I.A & 3, isinstance(I.A | I.C, I), I(-1) == I.A | I.B | I.C)
class K(Flag, boundary=KEEP): A = 1
class Cf(Flag, boundary=CONFORM): A = 1
class E(IntFlag, boundary=EJECT): A = 1
print(K(5).value, Cf(5), type(E(5)).__name__)
class Color(Enum):
    RED = auto(); GREEN = "g"; BLUE = auto() if False else 3; CRIMSON = 1
    def lower(self): return self.name.lower()
    @property
    def is_red(self): return self is Color.RED
    @classmethod
    def default(cls): return cls.BLUE
    @staticmethod
    def s(): return "static"
print(list(Color), Color.CRIMSON is Color.RED, list(Color.__members__), Color("g"), Color.RED.lower(), Color.CRIMSON.is_red, Color.default(), Color.s(), Color.RED != Color.BLUE, hash(Color.RED) == hash("RED"), Color.RED.__class__ is Color, {Color.RED: 1}[Color.CRIMSON])
class Num(IntEnum): ONE = 1; TWO = 2
class Word(StrEnum): HELLO = auto(); BYE = "bye!"
print(Num.ONE + Num.TWO, Num.ONE < 2, sorted([Num.TWO, Num.ONE]), Num(1), f"{Num.ONE} {Num.TWO:03d} {Word.HELLO}", Word.HELLO == "hello", Word("bye!"), "%s %d" % (Word.BYE, Num.TWO), [10, 20][Num.ONE], Word.HELLO.upper(), repr(Word.BYE), str(Num.ONE))
try:
    @unique
    class Dup(Enum): A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    def _generate_next_value_(name, *a): return name
class Auto(Enum):
    def _generate_next_value_(name, start, count, last): return (name.lower(), count, last)
    A = auto(); B = auto()
class Miss(Enum):
    X = 1
    @classmethod
    def _missing_(cls, value): return cls.X if value == "x" else None
print(Planet.EARTH.mass, Planet((5.9, 6.3)), Auto.B.value, Miss("x"))
for bad in lambda: Miss("y"), lambda: Color(99), lambda: type("Sub", (Color,), {}), lambda: Color.RED.nope, lambda: Color.RED(), lambda: Enum("F", "a b")["c"]:
    try: print(bad())
    except Exception as e: print(type(e).__name__)
print(list(Enum("Fn", "A B", start=5)), Enum("Mp", {"x": 1}).x, IntEnum("In", ["p", "q"]).q + 1, Color.RED._value_, Color._member_map_["RED"].name, isinstance(Color, type))
