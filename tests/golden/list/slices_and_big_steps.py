"""Slices of lists: reading, assigning, deleting with every sign of step, huge bounds, objects as indices."""
base = list(range(10))
for s in [slice(2, 5), slice(None, None, 3), slice(None, None, -2), slice(8, 2, -3), slice(-3, None), slice(None, -20), slice(5, 5), slice(7, 3), slice(-100, 100, 100), slice(10 ** 30, None, -10 ** 25), slice(None, -(10 ** 30), -1), slice(3, None, 10 ** 30)]:
    print(s, base[s], tuple(base)[s] == tuple(base[s]), "0123456789"[s], bytes(range(10))[s], range(10)[s], s.indices(10))
for s, values in [(slice(2, 5), "xyz"), (slice(2, 5), ""), (slice(2, 2), "new"), (slice(5, 2), "q"), (slice(None, None, 2), "abcde"), (slice(None, None, -3), "wxyz"), (slice(100, None), "tail"), (slice(-100, -50), "head"), (slice(None), []), (slice(1, None, 5), "pq"), (slice(9, None, -9), "mn")]:
    changed = base[:]
    changed[s] = values
    print(s, changed)
for s in [slice(2, 5), slice(None, None, 2), slice(None, None, -3), slice(8, 1, -2), slice(5, 2), slice(None), slice(1, 100, 4), slice(10 ** 20, None)]:
    changed = base[:]
    del changed[s]
    print(s, changed)
for action in ["x[::2] = 'ab'", "x[::0]", "x[::-1] = []", "x['a']", "x[1.0]", "x[None]", "x[10]", "x[-11]", "x[10] = 1", "del x[10]", "x[2:3] = 5", "x['a':]", "x[::2] = 5", "x[1, 2]", "x[:] = x[::2], 1", "x[10 ** 30]", "slice(1, 2, 0).indices(5)", "slice(1).indices(-1)", "slice('a').indices(2)"]:
    x = base[:]
    try:
        exec(action)
        print(action, x)
    except Exception as error:
        print(action, type(error).__name__, error)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(base[Index(2):Index(-2):Index(3)], base[Index(-1)], base[True], [1, 2][False], slice(Index(1), None).indices(3))
x = [1, 2, 3]
x[1:2] = x
print(x)
x[:0] = x
x[len(x):] = [x[0]]
x[1:3] = (n * n for n in x)
print(x)
x[::2], x[1] = [0] * len(x[::2]), "one"
print(x, x.__getitem__(slice(1, 3)), x[:][0] is x[0], x[:] is x)


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("  set", key, value)

    def __delitem__(self, key):
        print("  del", key)


s = Shows()
print(s[1:2], s[::], s[1:2, ..., None], s[()], s["a":"b":"c"], s[-1:], s[(1, 2)], s[1:2,])
s[1:] = 5
s[:, 1] = 6
del s[1:2, 3]
print(slice(1, 2) == slice(1, 2, None), slice(1) < slice(2), repr(slice("a", [], {})), slice(1, 5).start, hash(slice(1)) is not None if False else "")
matrix = [[r * 4 + c for c in range(4)] for r in range(3)]
print([row[::-1] for row in matrix[::-1]], [list(column) for column in zip(*matrix)][1:3], sum((row[1:3] for row in matrix), []))
grown = []
for n in range(5):
    grown[n // 2:n // 2] = [n]
print(grown, grown * 2, grown * 0, grown * -1, 2 * grown[:2], [[]] * 2, grown.index(2, 1), grown.count(0), grown.insert(-100, "a"), grown.insert(100, "z"), grown.pop(), grown.pop(0), grown.pop(-2), grown)
a = b = [1]
a += a
a *= 3
a.extend(a)
a[:] = a[:3]
print(b, a is b, [1, 2] < [1, 2, 0], [1, [2, 3]] > [1, [2]], [] < [0], [1] == [1.0], [1] != (1,), [nan := float("nan")] == [nan])
# python3.14
