def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

data = bytes(range(16))
for code in "cbB?hHiIlLqQnNfd":
    view = memoryview(data).cast(code)
    print(code, view.tolist(), view.itemsize, len(view), view.nbytes, view.format, view[0], view[-1], view == memoryview(data).cast(code))
m = memoryview(bytearray(b"abcdefgh"))
show(m.cast, "z")
show(m.cast, "ii")
show(m.cast, "<i")
show(m.cast, 5)
show(m.cast, "i", [3])
show(m[:7].cast, "i")
show(m.cast("I").cast, "h")
show(m.cast, "B", 5)
show(m.cast, "B", ["a"])
show(m[::2].cast, "B")
show(m.cast, "B", [0])
print(m.cast("@I").format, m.cast("I").cast("B").tolist(), m.cast("I") == m.cast("i"), m.cast("c")[1:3].tolist())
two = m.cast("B", [2, 4])
print(two.tolist(), two.shape, two.strides, two.ndim, len(two), two[1, 2], two[-1, -1], two.tobytes(), two.tobytes("F"), two.c_contiguous, two.f_contiguous, two.contiguous)
two[1, 1] = 90
print(m.tobytes(), two[0:1].tolist(), two[::-1].tolist(), two[1:].tobytes(), bytes(two))
show(lambda: two[0])
show(lambda: two[0, 9])
show(lambda: two[0, 1, 2])
show(lambda: two[0:1, 0:1])
show(lambda: two["x"])
show(lambda: list(two))
show(two.cast, "B", [4, 2])
show(two.tobytes, "X")
print(two.cast("B").tolist(), two == m.cast("B", [2, 4]), two == m, two.cast("I").tolist() == m.cast("I").tolist())
three = memoryview(bytes(range(24))).cast("B", (2, 3, 4))
print(three.tolist(), three.strides, three[1, 2, 3], three.tobytes("F").hex())
d = memoryview(bytearray(16)).cast("d")
d[0] = 1.5
d[1] = 7
print(d.tolist(), d == d, d[::-1].tolist())
show(d.__setitem__, 0, "x")
f = memoryview(bytearray(8)).cast("f")
f[0] = float("nan")
f[1] = 0.1
print(f.tolist(), f == f)
q = memoryview(bytearray(4)).cast("?")
q[1] = 5
q[2] = []
print(q.tolist())
c = memoryview(bytearray(4)).cast("c")
c[1] = b"z"
print(c.tolist())
show(c.__setitem__, 0, b"ab")
show(c.__setitem__, 0, 1)
h = memoryview(bytearray(4)).cast("h")
h[1] = -5
print(h.tolist())
show(h.__setitem__, 0, 40000)
show(h.__setitem__, 0, 1.5)
big = memoryview(bytearray(16)).cast("Q")
big[0] = 2**64 - 1
print(big.tolist())
show(big.__setitem__, 0, 2**64)
show(big.__setitem__, 0, -1)
show(hash, memoryview(b"abcd").cast("I"))
