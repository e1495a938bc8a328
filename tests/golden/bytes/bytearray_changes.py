def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

b = bytearray(b"hello")
b.append(33)
b.extend([1, 2])
b.extend(b"xy")
b.extend(range(3))
print(b)
b.insert(0, 65)
b.insert(-100, 66)
b.insert(100, 67)
b.insert(-1, 68)
print(b, b.pop(), b.pop(0), b.pop(-2), len(b))
b.remove(1)
del b[0]
del b[::2]
print(b)
b[1:3] = b"ZZZZZ"
b[::2] = b"q" * len(b[::2])
b[0] = 255
print(b)
b += b"end"
b *= 2
b.reverse()
print(b)
b[:] = b
b[2:2] = b
b[3:1] = b"in"
b[-2:] = [1, 2, 3]
b[0:0] = memoryview(b"mem")
print(b, b.copy() == b, b.copy() is b)
show(b.append, 256)
show(b.append, -1)
show(b.append, "a")
show(b.insert, "x", 1)
show(b.pop, 1000)
show(bytearray().pop)
show(b.remove, 200)
show(b.extend, 5)
show(b.extend, [300])
show(lambda: b.__setitem__(0, 300))
show(lambda: b.__setitem__(1000, 3))
show(lambda: b.__setitem__(slice(None, None, 2), b"abc"))
show(lambda: b.__setitem__(slice(0, 1), "x"))
show(lambda: b.__setitem__(slice(0, 1), 5))
show(lambda: b.__setitem__("x", 5))
show(lambda: b.__delitem__(1000))
show(lambda: b.__delitem__("x"))
for part in [slice(None, None, 3), slice(None, None, -2), slice(5, 1, -1), slice(1, 4), slice(10, 2), slice(-3, None), slice(None)]:
    c, d = bytearray(range(20)), list(range(20))
    del c[part], d[part]
    print(list(c), list(c) == d)
big = bytearray()
for i in range(3000):
    big.append(i & 255)
print(len(big), sum(big), big[2999])
del big[10:]
big.extend(big)
show(lambda: big.__iadd__(big))
print(big)
big.clear()
print(big, bool(big), bool(bytearray(1)))
it = iter(bytearray(b"abc"))
print(next(it), list(it), list(it))
grow = bytearray(b"ab")
for x in grow:
    if len(grow) < 6:
        grow.append(x + 2)
print(grow)


class Buffer(bytearray):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.kind = "mine"


mine = Buffer(b"abc")
mine += b"d"
print(mine, mine.kind, type(mine).__name__, type(mine[:]).__name__, type(mine + b"").__name__, type(mine.copy()).__name__, type(mine.upper()).__name__)
print(mine.__reduce_ex__(2)[1:], bytearray(b"x").__reduce_ex__(4))
