"""array: each method against list, type codes that refuse, slices, buffers that are exported, bytes both ways, pickles."""
from array import array, typecodes
import copy, pickle


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


a = array("i", [3, 1, 4, 1, 5])
print(typecodes.replace("w", ""), a, a.itemsize, a.typecode, len(a), a[1:4], a[::-2], a + a[:1], a * 2, 0 * a, a.count(1), a.index(4), 5 in a, a == array("d", a), a < array("i", [3, 2]))
a.append(9); a.extend(range(2)); a.insert(-1, 7); a.insert(99, 8); a.remove(1); a.reverse()
print(a, a.pop(), a.pop(0), a.tolist(), a.index(1, 2), sum(a), max(a), [*reversed(a)])
a[1:3] = array("i", [10, 20, 30]); del a[::2]; a[0] = -1; a += array("i", [6]); a *= 2
print(a, copy.copy(a) is not a, copy.deepcopy(a) == a, pickle.loads(pickle.dumps(a)) == a, a.tobytes()[:8].hex())
a.byteswap()
print(a[0], array("h", [1, -2]).tobytes(), array("B", b"ab"), array("b", bytearray(b"\xff")), array("f", [1, 2.5]), array("d"), array("Q", [2**64 - 1]))
f = array("H"); f.frombytes(b"\1\0\2\0"); f.fromlist([3]); f.extend(iter([4]))
print(f, memoryview(f).format, memoryview(f)[1], bytes(f)[:4], f.buffer_info()[1], array("i", array("h", [1, 2])))
for make in (
    lambda: array("i", [2**31]), lambda: array("B", [-1]), lambda: array("b", [128]), lambda: array("i", [1.5]), lambda: array("i", ["a"]), lambda: array("i", "abc"),
    lambda: array(5), lambda: array(), lambda: array("d", ["1"]), lambda: a + [1], lambda: a.extend(array("d")),
    lambda: a.extend([1.5]), lambda: a.pop(99), lambda: array("i").pop(), lambda: a.remove(99), lambda: a.index(99), lambda: a[99], lambda: a["x"], lambda: a.__setitem__(0, "x"), lambda: a.__setitem__(99, 1),
    lambda: a.__setitem__(slice(0, 1), [1]), lambda: a.__setitem__(slice(0, 4, 2), array("i", [1])), lambda: a.frombytes(b"abc"), lambda: a.frombytes("x"), lambda: a.fromlist((1,)), lambda: a.fromlist([1, "x"]), lambda: hash(a), lambda: a * "x", lambda: a < [1], lambda: a.insert("x", 1), lambda: array("i", x=1), lambda: a.byteswap(1), lambda: array("i", None), lambda: array("i", 5),
):
    attempt(make)
print(len(a))
with memoryview(a) as view:
    view[0] = 42
    attempt(lambda: a.append(1))
    attempt(lambda: a.pop())
    attempt(lambda: a.extend([]))
    attempt(lambda: a.__setitem__(slice(0, 0), array("i", [1])))
    a[1] = 43
print(a[:2], a.append(1), len(a))


class Sized(array):
    def __new__(cls, *items): return super().__new__(cls, "d", items)
    def mean(self): return sum(self) / len(self)


s = Sized(1, 2, 6)
s.label = "three"
print(s, s.mean(), s[:2], type(s[:2]).__name__, type(s + s).__name__, vars(s), isinstance(s, array), iter(s).__reduce__()[1][0] is s)
import io
out = io.BytesIO()
array("h", [1, 2, 3]).tofile(out)
out.seek(0)
g = array("h"); g.fromfile(out, 2)
print(g, out.read())
out.seek(3)
attempt(lambda: g.fromfile(out, 2))
print(g)
