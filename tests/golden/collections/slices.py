# Slices: reading, assigning, deleting, extended steps, out of range, custom classes.
items = list(range(10))
print(items[2:5], items[:3], items[7:], items[:], items[-3:], items[:-7], items[::3], items[::-1], items[8:2:-2], items[5:5], items[20:], items[-100:2], items[3:100:4])
text = "slicing"
print(text[1:4], text[::-1], text[-1], text[:-1], text[::2], text[10:], (1, 2, 3, 4)[1:3], range(10)[2:8:2], b"bytes"[1:3])
a = [1, 2, 3, 4, 5]
a[1:3] = ["x"]
print(a)
a[1:1] = [7, 8]
print(a)
a[::2] = "abc"
print(a)
a[2:] = []
print(a)
a[len(a):] = (n for n in range(3))
print(a)
a[-2:] = a
print(a)
del a[1:3]
print(a)
del a[::2]
print(a)
b = list(range(6))
b[::-1] = b[:]
print(b)
b[4:1:-1] = [0, 0, 0]
print(b)
for action in ("b[::2] = [1]", "b[1:2] = 5", "b['a':]", "b[::0]", "b[1.5]", "'abc'[1:'x']", "(1, 2)[0:1] = [3]", "b[10]", "del b[10]", "b[10] = 1", "del 'abc'[0]"):
    try:
        exec(action)
    except (ValueError, TypeError, IndexError) as error:
        print(action, "->", type(error).__name__, error)


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Shows()
print(s[1], s[1:2], s[::], s[1:2:3], s[1, 2], s[1:2, ..., None], s["a":"b"], s[()], s[-1], s[[1]])
s[1:2] = 3
s["k"] = "v"
del s[:]
del s[1, 2]
s[0] = s[1] = 2
x = slice(1, 10, 2)
print(x.start, x.stop, x.step, x, x == slice(1, 10, 2), slice(5), x.indices(6), slice(None, None, -1).indices(4), items[x], items[slice(-3, None)])


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(items[Index(2)], items[Index(1):Index(4)], text[Index(-1)], [0] * Index(2), range(Index(3)))


class Window:
    def __init__(self, data):
        self.data = data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self.data[i] for i in range(*index.indices(len(self)))]
        return self.data[index]


w = Window("abcdef")
print(w[1:4], w[::-2], w[-2:], w[2], list(w))
matrix = [[r * 3 + c for c in range(3)] for r in range(3)]
print([row[::-1] for row in matrix], [row[1] for row in matrix], [matrix[i][i] for i in range(3)], matrix[1:][0][:2])
queue = [1, 2, 3]
queue[:0] = [0]
queue[len(queue):] = [4]
print(queue, queue.pop(0), queue)
rotate = [1, 2, 3, 4, 5]
print(rotate[2:] + rotate[:2], rotate[-1:] + rotate[:-1])
# python3.14
