# bytearray: changes of size, and the refusal of them while something looks at its memory.
def attempt(f, *args):
    try: print(f(*args), ba)
    except Exception as error: print(type(error).__name__, error)
ba = bytearray(b"hello")
attempt(ba.append, 33); attempt(ba.append, 256); attempt(ba.append, "x"); attempt(ba.extend, b"ab"); attempt(ba.extend, [1, 2]); attempt(ba.extend, [256]); attempt(ba.extend, 5); attempt(ba.insert, 0, 65); attempt(ba.insert, 99, 66); attempt(ba.insert, 0, 300); attempt(ba.pop); attempt(ba.pop, 0); attempt(ba.pop, 99); attempt(ba.remove, 104); attempt(ba.remove, 250); attempt(ba.reverse); attempt(ba.clear); attempt(ba.pop); attempt(ba.copy)
ba[:] = b"abcdef"; ba[1:3] = b"XYZ!"; print(ba); ba[0] = 48; ba[-1] += 1; print(ba); del ba[1:3]; print(ba); ba *= 2; ba += b"."; print(ba, len(ba)); ba[::3] = b"_" * len(ba[::3]); print(ba)
v = memoryview(ba)
for op in "ba.append(1)", "ba.extend(b'x')", "ba.clear()", "ba.pop()", "ba += b'x'", "del ba[0]", "ba[0:1] = b'xx'", "ba.insert(0, 1)", "ba *= 2", "ba.__init__(b'')", "ba[0] = 1", "ba[0:2] = b'yy'", "ba.reverse()", "ba.extend(b'')":
    try: exec(op); print(op, "goes", ba[:3])
    except BufferError as error: print(op, error)
v.release(); ba.append(1); print(len(ba), ba[-1])
try: v[0]
except ValueError as error: print(error)
print(bytearray(3), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray(b"x") == b"x", bytearray(b"a") < b"b", bytearray(b"a") + b"b", b"a" + bytearray(b"b"), type(b"" + bytearray()).__name__, type(bytearray() + b"").__name__)
for args in (-1,), ("x",), ([256],), ("x", "none"), (1.5,), (b"x", "utf-8"), ([1, "a"],), (None,):
    try: print(bytearray(*args))
    except Exception as error: print(type(error).__name__, error)
print(bytearray.fromhex("01 fF"), bytearray(b"\x00\xff").hex("-"), bytearray(b"a,b").split(b","), bytearray(b"ab").translate(None, b"a"), bytearray(b"x").join([b"1", bytearray(b"2")]), bytearray(b"ab").find(98), 97 in bytearray(b"a"), b"ab" in bytearray(b"cab"), bytearray(b"Ab").swapcase(), bytearray(b"a").ljust(3, b"."), bytearray(b"%d") % 5)
try: hash(bytearray())
except TypeError as error: print(error)
it = iter(ba); next(it); ba.clear(); print(list(it)); 
class B(bytearray):
    def __init__(self, *a): super().__init__(*a); self.tag = len(self)
b = B(b"abc"); print(b, b.tag, b[1:], type(b[1:]).__name__, type(b + b"").__name__, B.fromhex("00").tag, repr(bytearray(b"'\"")), str(bytearray(b"\n")))
import copy; c = copy.copy(b); print(c, type(c).__name__, c.tag, c is not b, copy.deepcopy(ba), bytearray(b"ab").__reduce__()[0].__name__, b.__alloc__() > 3)
