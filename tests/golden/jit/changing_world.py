"""Globals, classes, shapes and closures change under compiled code."""

factor = 2


def scaled(x):
    return x * factor


def many(n):
    t = 0
    for i in range(n):
        t += scaled(i)
    return t


print(many(500))
factor = 3
print(many(500))
factor = 0.5
print(many(500))


def scaled(x):
    return -x


print(many(500))
len_before = len


def count(items):
    n = 0
    for i in range(200):
        n += len(items)
    return n


print(count([1, 2]))


def len(x):
    return 100


print(count([1, 2]))
del len
print(count([1, 2]))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


def norms(points):
    s = 0
    for p in points:
        s += p.norm()
        p.x = p.x + 1
    return s


ps = [Point(i, i + 1) for i in range(300)]
print(norms(ps))
Point.norm = lambda self: self.x
print(norms(ps))
ps[10].norm = lambda: 1000000
print(norms(ps))
del ps[10].norm
ps[20].z = 5
ps[30].x = 2.5
print(norms(ps))


class Point3(Point):
    __slots__ = ()

    def norm(self):
        return super().norm() * 2


ps[40] = Point3(7, 8)
print(norms(ps))
Point.x = property(lambda self: 3, lambda self, v: None)
print(norms(ps))
del Point.x
print(norms(ps))
try:
    del ps[5].x
    norms(ps)
except AttributeError as error:
    print(error)


def counter():
    n = 0

    def step(k):
        nonlocal n
        n += k
        return n

    return step


step = counter()
for i in range(500):
    step(i)
print(step(0.5), step(1))


class Meta:
    hits = 0

    def __getattr__(self, name):
        Meta.hits += 1
        return name


def reads(o):
    s = ""
    for i in range(150):
        s = o.alpha + o.beta
    return s


m = Meta()
print(reads(m), Meta.hits)
m.alpha = "x"
print(reads(m), Meta.hits)

table = [[i * j for j in range(20)] for i in range(20)]


def trace(t):
    s = 0
    for k in range(300):
        s += t[k % 20][k % 20]
        t[k % 20][-1] = k
    return s


print(trace(table), table[3][-1], table[19])
table[4] = tuple(table[4])
try:
    print(trace(table))
except TypeError as error:
    print(error)
table[4] = {i: i for i in range(-1, 20)}
print(trace(table))
