# Identity, sharing, aliasing, slices as copies, small caches that programs rely on.
a = [1, [2, 3]]
b = a
c = a[:]
d = list(a)
a[0] = "changed"
a[1].append(4)
print(a, b, c, d, a is b, a is c, a[1] is c[1])
matrix = [[0] * 3] * 2
matrix[0][0] = 1
print(matrix, [[0] * 3 for _ in range(2)])
print(None is None, bool(1) is (1 == 1), tuple() is tuple(), ... is Ellipsis, int is type(5))
x = "interned"
print(x == "interned".strip())


def mutate(items, count):
    items.append("added")
    count += 1
    return items, count


items, count = [1], 1
print(mutate(items, count), items, count)
t = ([1], 2)
t[0].append(3)
print(t)
first = second = []
first.append(1)
print(second, first is second)
first = first + [2]
print(second, first)
third = second
third += [9]
print(second)
s = {1, 2}
u = s
u |= {3}
print(s, u is s, frozenset([1]) | {2})
f = g = frozenset([1])
g |= {2}
print(sorted(f), sorted(g))
text = other = "abc"
other += "d"
print(text, other)
d1 = {"a": [1]}
d2 = d1.copy()
d3 = dict(d1)
d1["a"].append(2)
d1["b"] = 1
print(d1, d2, d3)
nested = {"x": {"y": 1}}
shallow = {**nested}
shallow["x"]["y"] = 2
print(nested)


class Point:
    def __init__(self, x):
        self.x = x


p, q = Point(1), Point(1)
print(p == q, p is q, p.x is q.x, p in [p], q in [p], [p].index(p), id(p) == id(p), id(p) != id(q))
r = p
r.x = 5
print(p.x, vars(p) is vars(r))
values = [1, 2, 3]
for value in values:
    value *= 10
print(values)
for i, value in enumerate(values):
    values[i] = value * 10
print(values)
a, b = [1], [2]
a, b = b, a
print(a, b)
a[:], b[:] = b, a
print(a, b)
i, data = 0, [5, 6]
i, data[i] = 1, "swapped"
print(i, data)
row = [1, 2]
grid = [row, row[:], row]
row.append(3)
print(grid, grid[0] is grid[2])
chain = x1 = y1 = [0]
x1 += y1
print(chain)
del a[:], x1
print(a, chain, "x1" in globals())
