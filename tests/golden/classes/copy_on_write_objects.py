# Immutable objects by __setattr__ and by __slots__, with replace.
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        for n, v in zip(self.__slots__, (x, y)): object.__setattr__(self, n, v)
    def __setattr__(self, n, v): raise AttributeError(f"{n} is fixed")
    def __delattr__(self, n): raise AttributeError(f"{n} stays")
    def replace(self, **k): return type(self)(**{n: k.pop(n, getattr(self, n)) for n in self.__slots__} | k)
    def __eq__(self, o): return isinstance(o, Point) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"P({self.x}, {self.y})"
p = Point(1, 2); q = p.replace(y=5); print(p, q, p == Point(1, 2), {p, Point(1, 2), q} == {p, q}); t(setattr, p, "x", 1); t(delattr, p, "x"); t(setattr, p, "z", 1); t(p.replace, z=1); print(hasattr(p, "__dict__"))
