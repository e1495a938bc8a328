"""What is read only to be looked into: items of items, attributes of attributes, with surprises on the way."""
import sys


class Node:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.next = None

    def __del__(self):
        dead.append(self.name)


class Slotted:
    __slots__ = ("inner", "weight")

    def __init__(self, inner, weight):
        self.inner = inner
        self.weight = weight


class Asked:
    """Has one attribute by a property, one by `__getattr__`."""

    def __init__(self, table):
        self.table = table

    @property
    def row(self):
        self.table = [self.table[0][:]]
        return self.table[0]

    def __getattr__(self, name):
        self.table = None
        return name


class Row(list):
    def __getitem__(self, index):
        grid[1] = None
        return list.__getitem__(self, index) + 0.5


dead = []


def total(grid, rounds):
    result = 0.0
    for i in range(rounds):
        result += grid[i % len(grid)][i % 3]
    return result


def deep(cube, rounds):
    result = 0
    for i in range(rounds):
        result += cube[i & 1][1][i % 2][0]
    return result


def names(node, rounds):
    count = 0
    for _ in range(rounds):
        if node.next.next.name == "c" and node.next.value:
            count += 1
    return count


def weights(pair, rounds):
    result = 0
    for i in range(rounds):
        result += pair.inner.weight + pair.inner.inner[i % 2].value
    return result


def tuples(rows, rounds):
    result = 0
    for i in range(rounds):
        result += rows[i % 2][0][1]
    return result


def ends(node, rounds):
    count = 0
    for i in range(rounds):
        if node.next is None:
            count += 1
        if node.next is not node.value:
            count += 2
        if rest[1] is rest[i % 2]:
            count += 4
        count += rest[1][0]
    return count


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


grid = [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]]
print(total(grid, 3000))
for row in ([1, 2, 3], ["a"], None, (1.5, 2.5, 3.5), {0: 1.0, 1: 2.0, 2: 3.0}, [1.5, 2.5], [1.5, None, 2.5]):
    grid[1] = row
    print(attempt(total, grid, 300))
grid[1] = Row([1.0, 2.0, 3.0])
print(attempt(total, grid, 300), grid)
print(attempt(total, [[]], 3), attempt(total, 7, 3))

cube = [[None, [[1], [2]]], ([], ((3, 4), (5, 6)))]
print(deep(cube, 3000))
for part in ([[7], 8], [[], [9]], {0: [1], 1: [2]}, "xy"):
    cube[0][1] = part
    print(attempt(deep, cube, 40))

a, b, c = Node("a", 1), Node("b", 2), Node("c", 3)
a.next, b.next = b, c
print(names(a, 3000), sys.getrefcount(b), sys.getrefcount(c))
b.next = None
print(attempt(names, a, 30), dead)
b.next = Node("d", 4)
print(names(a, 30), dead)
a.next = None
print(attempt(names, a, 30), dead)
del b
print(dead)
a.next = type("Other", (), {"next": c, "value": 0})()
print(names(a, 30), sys.getrefcount(c))
a.next = type("Made", (), {"next": property(lambda self: Node("made", 0)), "value": 1})
print(attempt(names, a, 3), dead)
a.next = a.next()
print(attempt(names, a, 3), dead)
del a, c
print(dead)

pair = Slotted(Slotted([Node("e", 5), Node("f", 6)], 10), 20)
print(weights(pair, 3000))
pair.inner.inner[1] = Slotted(None, None)
print(attempt(weights, pair, 30), dead[-1])
del pair.inner.inner
print(attempt(weights, pair, 30), dead[-1])
pair.inner = 3
print(attempt(weights, pair, 30), dead[-1])

rows = [(["x", 1], 2), ((3, 4), 5)]
print(tuples(rows, 3000))
rows[0][0][1] = 10**20
print(tuples(rows, 300))
rows[1] = ("yz", 0)
print(attempt(tuples, rows, 300))


def rows_of(asked, rounds):
    result = 0
    for i in range(rounds):
        result += asked.table[0][i % 2] + asked.row[0]
    return result


asked = Asked([[1, 2]])
print(rows_of(asked, 3000))
rest = [None, (1, 2)]
node = Node("g", rest)
print(ends(node, 3000))
node.next = rest
print(ends(node, 3000))
rest[0] = rest[1] = [3.5, 4]
print(ends(node, 300))
rest[1] = "z"
print(attempt(ends, node, 300))
del node.next
print(attempt(ends, node, 300))
print(attempt(lambda: [asked.missing[0] for _ in range(50)][-1]), asked.table)
print(attempt(rows_of, asked, 30))


def unseen(node, rounds):
    # What comes after the loop's last look has never run when the loop is compiled.
    count = 0
    for i in range(rounds):
        if i == 2500 or node is None:
            count += node.next[0].value[1][-1]
            count += node.next[1].value
        count += 1
    return count


node = Node("h", 2)
node.next = [Node("i", [0, [1, 5]]), node]
print(unseen(node, 2400), unseen(node, 2600), sys.getrefcount(node.next))
