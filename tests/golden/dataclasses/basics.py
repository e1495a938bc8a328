"""dataclasses, over inspect, re and annotations."""
import dataclasses
from dataclasses import dataclass, field, asdict, replace, astuple, fields, FrozenInstanceError
@dataclass
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list)
p = P(1); print(p, p == P(1), asdict(p), replace(p, y=5), astuple(p), [f.name for f in fields(P)])
@dataclass(frozen=True, order=True)
class Q:
    a: int
    b: str = "x"
print(Q(1) < Q(2), hash(Q(1)) == hash(Q(1)), sorted([Q(3), Q(1)]))
try: Q(1).a = 2
except FrozenInstanceError as e: print("frozen", e)
@dataclass(slots=True, kw_only=True)
class R:
    a: int
    b: int = field(default=2, repr=False)
    def __post_init__(self): self.b += 1
r = R(a=1); print(r, r.b, R.__slots__, R.__match_args__)
try: P()
except TypeError as e: print(e)
@dataclass
class S(P):
    w: str = "w"
print(S(1, 2, [3], "q"))
