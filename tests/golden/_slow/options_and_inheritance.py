"""dataclasses: every option, field kinds, inheritance, post-init, replace, ordering, slots, errors."""
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import ClassVar


@dataclass(order=True)
class Item:
    sort_index: float = field(init=False, repr=False)
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list, compare=False)
    shared: ClassVar[int] = 5
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.sort_index = -self.price * scale
        self.price *= scale


a, b = Item("a", 2.0, scale=3), Item("b", 9.0, ["x"])
print(a, b, a > b, sorted([a, b])[0].name, a == Item("a", 6.0), [f.name for f in fields(a)], Item.shared, asdict(b), astuple(a), Item.__match_args__)


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def moved(self, dx):
        return replace(self, x=self.x + dx)


p = Point(1)
print(p.moved(4), hash(p) == hash(Point(1, 0)), {p: "k"}[Point(1)], p == (1, 0), p != Point(2))
for action in [lambda: setattr(p, "x", 5), lambda: delattr(p, "y"), lambda: setattr(p, "new", 1), lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: p < Point(2), lambda: replace(p, q=1), lambda: hash(a), lambda: asdict(Point), lambda: fields(5)]:
    try:
        print(action())
    except (FrozenInstanceError, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split("(")[-1] if "__init__" in str(error) else error)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: str = "overridden"


@dataclass(kw_only=True)
class Keyword(Base):
    d: int


@dataclass
class Mixed:
    x: int
    _: KW_ONLY
    y: int = 1
    z: int


print(Child(), Child("s", 5, 6), Keyword(1, d=4), Mixed(1, z=3), [f.name for f in fields(Child)], Child.__mro__[1].__name__, Mixed.__match_args__)


@dataclass(slots=True, weakref_slot=True, eq=False)
class Slotted:
    a: int
    b: list = field(default_factory=list, repr=False)


s = Slotted(1)
try:
    s.c = 1
except AttributeError as error:
    print(type(error).__name__)
print(s, Slotted.__slots__, s == Slotted(1), hasattr(s, "__dict__"), s.b is Slotted(2).b)


@dataclass(repr=False, eq=False, unsafe_hash=False)
class Bare:
    v: int = field(default=7, metadata={"unit": "m"}, hash=False)


@dataclass(unsafe_hash=True)
class Hashed:
    k: int
    skip: int = field(default=0, hash=False, compare=False)


print(Bare() == Bare(), "object at" in repr(Bare()), fields(Bare)[0].metadata["unit"], fields(Bare)[0].default, hash(Hashed(1, 2)) == hash(Hashed(1, 3)), Hashed(1, 2) == Hashed(1, 3), is_dataclass(Bare), is_dataclass(Bare()), is_dataclass(5))
Made = make_dataclass("Made", [("x", int), "y", ("z", list, field(default_factory=list))], bases=(Base,), namespace={"total": lambda self: self.a + self.x}) if False else make_dataclass("Made", [("x", int), ("z", list, field(default_factory=list))], namespace={"double": lambda self: self.x * 2})
print(Made(4), Made(4).double(), Made.__name__)
for source in ["a: list = []", "a: int = field(default=1, default_factory=int)", "a: ClassVar[int] = field(default_factory=int)", "a: InitVar[int] = field(default_factory=int)"]:
    try:
        exec(f"@dataclass\nclass Wrong:\n    {source}\n")
        print("made")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for wrong in [lambda: dataclass(order=True, eq=False)(type("W", (), {})), lambda: dataclass(frozen=True)(type("W", (Base,), {})), lambda: make_dataclass("W", ["class"]), lambda: make_dataclass("W", ["a", "a"])]:
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


@dataclass
class Tree:
    value: int
    kids: list["Tree"] = field(default_factory=list)
    parent: "Tree | None" = field(default=None, repr=False, compare=False)


t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
t.kids.append(t)
print(t, asdict(Tree(1, [Tree(2)])), astuple(Tree(1, [Tree(2)]), tuple_factory=list), asdict(Tree(5), dict_factory=lambda pairs: sorted(k for k, _ in pairs)))
match Point(3, 4):
    case Point(3, y=yy):
        print("matched", yy)
