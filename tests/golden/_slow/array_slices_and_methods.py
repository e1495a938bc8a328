import copy
import io
import pickle
from array import array, _array_reconstructor


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


a = array("i", range(10))
print(a[3], a[-1], a[2:5], a[::3], a[::-2], a[5:2], attempt(lambda: a[10]), attempt(lambda: a["x"]))
a[2:4] = array("i", [100, 200, 300])
print(a)
a[::2] = array("i", [0] * len(a[::2]))
print(a)
del a[1::3]
print(a, len(a))
del a[-2:]
a[1:1] = a
print(a)
a += array("i", [7])
a *= 2
print(a, a + array("i", [1]), array("i", [1, 2]) * 3, 2 * array("i", [4]), array("i", [1]) * -1)
print(attempt(lambda: a + [1]), attempt(lambda: a + array("b")), attempt(lambda: a.extend(array("b"))))
print(attempt(lambda: a.__iadd__([1])), attempt(lambda: a.__setitem__(slice(0, 2), [1])))
print(attempt(lambda: a.__setitem__(slice(0, 4, 2), array("i", [1]))), attempt(lambda: a.__setitem__(99, 1)))
print(attempt(lambda: a.__delitem__(99)))

b = array("h", [3, 1, 2, 1])
b.insert(0, 9)
b.insert(-1, 8)
b.insert(99, 7)
print(b, b.index(1), b.count(1), b.index(1, 3), attempt(lambda: b.index(55)), attempt(lambda: b.index(3, 5)))
b.remove(1)
print(b, b.pop(), b.pop(0), b, attempt(lambda: b.pop(50)), attempt(lambda: array("i").pop()))
b.reverse()
b.byteswap()
print(b, 2048 in b, 5 in b, list(b), [*map(str, b)])
print(attempt(lambda: b.fromlist([1, 2, "x"])), b, attempt(lambda: b.fromlist((1,))))
b.frombytes(b"\x01\x00")
print(b, attempt(lambda: b.frombytes(b"x")), attempt(lambda: b.frombytes("x")), attempt(lambda: b.remove(77)))

view = memoryview(b)
print(view.format, view.itemsize, view.shape, view.tolist(), attempt(lambda: b.append(1)))
view[0] = 77
view.release()
b.append(1)
print(b, bytes(b), attempt(lambda: hash(b))[:9])

print([array("i", [1, 2]) < array("i", [1, 3]), array("i", [1]) == array("d", [1.0]), array("i", [1]) != array("i", [2])])
print([array("i", [1, 2]) >= array("i", [1]), array("d", [float("nan")]) == array("d", [float("nan")]), array("i") == []])

for code in "bBhHiIlLqQfd":
    one = array(code, [1, 2, 3])
    for protocol in range(5):
        back = pickle.loads(pickle.dumps(one, protocol))
        assert back == one and back.typecode == code, (code, protocol)
    assert copy.copy(one) == copy.deepcopy(one) == one
print(array("d", [1.5]).__reduce_ex__(3), array("d", [1.5]).__reduce_ex__(2))
for code, form, data in [("i", 5, b"abcd"), ("i", 3, b"ab"), ("q", 12, b"\xff" * 8), ("d", 15, b"\x3f\x80\0\0"), ("d", 17, b"\x3f\xf0" + bytes(6))]:
    print(_array_reconstructor(array, code, form, data))
for args in [(array, "i", 55, b""), (int, "i", 5, b""), (array, "i", 5, ""), (array, "z", 5, b""), (3, "i", 5, b""), (array, "i", 5, b"abc")]:
    print(attempt(lambda: _array_reconstructor(*args)))


class Tagged(array):
    def __init__(self, code, items=(), tag=None):
        self.tag = tag


t = Tagged("i", [1, 2], tag="x")
print(t, t.tag, type(t + t), type(t[:1]), pickle.loads(pickle.dumps(t)).tag, copy.copy(t))

file = io.BytesIO()
array("i", range(5)).tofile(file)
file.seek(0)
c = array("i")
c.fromfile(file, 2)
print(c, attempt(lambda: c.fromfile(file, 4)), c)

iterator = iter(array("i", [1, 2, 3]))
print(next(iterator), iterator.__reduce__()[1:], list(iterator), list(iterator))
shrinking = array("i", range(6))
seen = []
for item in shrinking:
    seen.append(item)
    del shrinking[-1]
print(seen, shrinking)
