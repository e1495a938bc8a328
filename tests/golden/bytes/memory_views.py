def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

b = bytearray(b"abcdefgh")
m = memoryview(b)
print(m[0], m[-1], bytes(m[2:5]), m[::-1].tolist(), m.nbytes, m.shape, m.strides, m.suboffsets, m.format, m.itemsize, m.ndim, m.readonly, m.contiguous, m.obj is b, len(m))
m[0] = 90
m[1:3] = b"XY"
m[-1:] = m[:1]
print(b)
for change in (lambda: b.append(1), lambda: b.extend(b"x"), b.clear, b.pop, lambda: b.__delitem__(0), lambda: b.__iadd__(b"x"), lambda: b.__imul__(2)):
    show(change)
b[0] = 1
b[1:3] = b"QR"
show(lambda: m["x"])
show(lambda: m[100])
show(m.__setitem__, 0, 300)
show(m.__setitem__, 0, "a")
show(m.__setitem__, 50, 1)
show(m.__setitem__, slice(0, 2), b"abc")
show(m.__setitem__, slice(0, 2), "ab")
show(m.__delitem__, 0)
print(m == b, m == bytes(b), m == m[:], m != b"x", m == "a", memoryview(b"abc") == b"abc", hash(memoryview(b"abc")) == hash(b"abc"))
show(hash, m)
show(m.hex)
show(m[::2].hex, ":")
print(m.toreadonly().readonly, m[::2].tobytes(), m[::-2].tobytes(), bytes(m), bytearray(m), list(m), 100 in m, list(reversed(m)))
with memoryview(b) as x:
    print(x[0])
show(lambda: x[0])
show(x.tolist)
show(lambda: x.shape)
show(len, x)
show(lambda: x.__enter__())
print(x == x, x == b, "released" in repr(x), x.release())
n = m[2:4]
m.release()
show(b.append, 1)
print(n.tolist())
n.release()
b.append(33)
print(b)
show(memoryview, "a")
show(memoryview, 5)
show(memoryview)
r = memoryview(b"abc")
show(r.__setitem__, 0, 1)
print(r.readonly, r.obj, isinstance(r, memoryview))
b = bytearray(b"12345")
m = memoryview(b)
m[1:4] = m[0:3]
print(b)
del m
b.append(1)
print(b, b"".join([memoryview(b"ab"), bytearray(b"c")]), b"x" + memoryview(b"y"), b"abc".find(memoryview(b"c")), str(memoryview(b"abc"), "ascii"))


def hold():
    data = bytearray(b"x")
    view = memoryview(data)[0:1]
    try:
        data.append(1)
    except BufferError as error:
        return str(error)


print(hold())
