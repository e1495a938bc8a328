# Classes that behave as containers.


class Grid:
    def __init__(self, width, height):
        self.width, self.cells = width, [0] * (width * height)

    def __len__(self):
        return len(self.cells)

    def _index(self, key):
        x, y = key
        if not (0 <= x < self.width and 0 <= y * self.width < len(self.cells)):
            raise IndexError(f"outside: {key}")
        return y * self.width + x

    def __getitem__(self, key):
        return self.cells[self._index(key)]

    def __setitem__(self, key, value):
        self.cells[self._index(key)] = value

    def __delitem__(self, key):
        self[key] = 0

    def __contains__(self, value):
        return value in self.cells

    def __iter__(self):
        for start in range(0, len(self.cells), self.width):
            yield self.cells[start:start + self.width]

    def __reversed__(self):
        return reversed(list(self))

    def __bool__(self):
        return any(self.cells)


g = Grid(3, 2)
print(len(g), bool(g), 5 in g)
g[1, 1] = 5
g[0, 0] += 2
print(list(g), list(reversed(g)), bool(g), 5 in g, g[1, 1])
del g[1, 1]
print([sum(row) for row in g], max(map(max, g)))
for key in ((3, 0), (0, 2), (-1, 0)):
    try:
        g[key]
    except IndexError as error:
        print(error)


class Chain:
    def __init__(self, *maps):
        self.maps = maps

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        raise KeyError(key)

    def keys(self):
        return sorted({key for mapping in self.maps for key in mapping})

    def __iter__(self):
        return iter(self.keys())


c = Chain({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], list(c), {**c}, dict(c) == {"a": 1, "b": 3}, "a" in c, "z" in c)


def show(**kwargs):
    return sorted(kwargs.items())


print(show(**c))


class Linked:
    def __init__(self, *items):
        self.head = None
        for item in reversed(items):
            self.head = (item, self.head)

    def __iter__(self):
        node = self.head
        while node:
            item, node = node
            yield item

    def __add__(self, other):
        return Linked(*self, *other)

    def __eq__(self, other):
        return isinstance(other, Linked) and [*self] == [*other]

    def __repr__(self):
        return f"Linked({', '.join(map(repr, self))})"


l = Linked(1, 2) + Linked("x")
print(l, 2 in l, sorted(Linked(3, 1)), l == Linked(1, 2, "x"), list(zip(l, "abc")), [*l], len([*l]))
first, *others = l
print(first, others, tuple(l), set(Linked(1, 1)), "".join(Linked("a", "b")))
try:
    len(l)
except TypeError as error:
    print(error)
try:
    l[0]
except TypeError as error:
    print(error)
try:
    hash(l)
except TypeError as error:
    print(error)
