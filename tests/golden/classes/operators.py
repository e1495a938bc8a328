class V:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k):
        return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o):
        return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __repr__(self):
        return f"V({self.x}, {self.y})"
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __contains__(self, v):
        return v in (self.x, self.y)
    def __call__(self, *a):
        return a
    def __bool__(self):
        return bool(self.x or self.y)
    def __neg__(self):
        return V(-self.x, -self.y)

v = V(1, 2)
print(v + V(3, 4), v * 3, 3 * v, v == V(1, 2), v != V(1, 2), len(v), v[1], 2 in v, list(v), v(1, 2), bool(V(0, 0)), -v)
print(len({v, V(1, 2), V(2, 1)}))
try:
    v + 1
except AttributeError as error:
    print(error)
try:
    v < v
except TypeError as error:
    print(error)
