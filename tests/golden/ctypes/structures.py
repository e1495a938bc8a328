# Structures and unions: where the fields lie, bit fields, inheritance, the other byte order
from ctypes import *
import ctypes

def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)

class POINT(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]

class Mixed(Structure):
    _fields_ = [("a", c_byte), ("b", c_int), ("c", c_short * 3), ("d", c_double), ("e", c_char * 5), ("f", c_bool)]

p = POINT(1, 2)
print(p.x, p.y, sizeof(POINT), alignment(POINT), POINT(y=5).y, POINT().x, POINT(1, y=3).y)
print([(getattr(Mixed, n).offset, getattr(Mixed, n).size) for n in "abcdef"], sizeof(Mixed), alignment(Mixed))
m = Mixed(-1, 70000, (1, 2, 3), 2.5, b"hello", True)
print(m.a, m.b, list(m.c), m.d, m.e, m.f, bytes(m).hex())
m.e = b"ab"
m.c[1] = 77
m.c = (c_short * 3)(9, 8, 7)
print(m.e, list(m.c), m.c._b_base_ is m)
attempt("long text", lambda: setattr(m, "e", b"much too long"))
attempt("text", lambda: setattr(m, "e", "x"))
attempt("int", lambda: setattr(m, "b", "x"))
attempt("array", lambda: setattr(m, "c", 3))
attempt("array", lambda: setattr(m, "c", (c_int * 3)()))
m.c = (5, 6)
print(list(m.c))
attempt("many", lambda: POINT(1, 2, 3))
attempt("twice", lambda: POINT(1, x=3))
attempt("abstract", lambda: Structure())
attempt("abstract", lambda: Union())
class Free(POINT):
    pass
f = Free(1, 2)
f.colour = "red"
print(f.x, f.colour, sizeof(Free), isinstance(f, POINT))
class POINT3(POINT):
    _fields_ = [("z", c_short)]
q = POINT3(1, 2, 3)
print(q.x, q.z, sizeof(POINT3), POINT3.z.offset, POINT3.__mro__[1] is POINT)
class RECT(Structure):
    _fields_ = [("a", POINT), ("b", POINT)]
r = RECT(POINT(1, 2), (3, 4))
print(r.a.x, r.b.y, r.a is r.a)
r.a.x = 50
r.b = r.a
r.a.x = 60
print(r.a.x, r.b.x, r.a._b_base_ is r)
attempt("kind", lambda: setattr(r, "a", Mixed()))
class U(Union):
    _fields_ = [("i", c_uint), ("f", c_float), ("b", c_ubyte * 4)]
u = U(f=1.0)
print(hex(u.i), list(u.b), sizeof(U), U(1).i, U.b.offset)
class Bits(Structure):
    _fields_ = [("a", c_uint, 3), ("b", c_int, 5), ("c", c_uint, 24), ("d", c_uint, 1), ("e", c_int)]
b = Bits(9, -3, 18, -5, 7)
print(b.a, b.b, b.c, b.d, b.e, sizeof(Bits), bytes(b).hex())
b.a = 6
b.b = 15
b.b += 5
print(b.a, b.b, b.c, b.d, bytes(b).hex())
print([(n, getattr(Bits, n).offset, getattr(Bits, n).size) for n in "abe"])


attempt("float bits", lambda: type(POINT)("T", (Structure,), {"_fields_": [("a", c_double, 3)]}))
class cell(Structure):
    pass
cell._fields_ = [("name", c_char_p), ("next", POINTER(cell))]
c1, c2 = cell(), cell()
c1.name, c2.name = b"foo", b"bar"
c1.next, c2.next = pointer(c2), pointer(c1)
at, seen = c1, []
for _ in range(5):
    seen.append(at.name)
    at = at.next[0]
print(seen, sizeof(cell))
attempt("final", lambda: setattr(cell, "_fields_", []))
class Outer(Structure):
    class _U(Union):
        _fields_ = [("number", c_int), ("text", c_char * 4)]
    _anonymous_ = ["u"]
    _fields_ = [("tag", c_int), ("u", _U)]
o = Outer(1)
o.number = 0x41424344
print(o.text, o.u.number, Outer.number.offset, o.tag)
class Big(BigEndianStructure):
    _fields_ = [("a", c_short), ("b", c_int), ("c", c_double), ("d", c_int * 2), ("e", c_uint, 4), ("f", c_uint, 28)]
g = Big(1, 2, 1.0, (3, 4), 5, 6)
print(bytes(g).hex(), g.a, g.b, g.c, list(g.d), g.e, g.f)
attempt("pointer", lambda: type(Big)("T", (BigEndianStructure,), {"_fields_": [("a", c_char_p)]}))
view = bytearray(b"\x01\0\0\0\x02\0\0\0")
w = POINT.from_buffer(view)
w.y = 300
print(view, POINT.from_buffer_copy(view).y)
import copy
print(copy.copy(p).y, copy.deepcopy(r).a.x, memoryview(p).nbytes, memoryview(p).format, memoryview(p).ndim)
import pickle
print(pickle.loads(pickle.dumps(p)).y, pickle.loads(pickle.dumps(Free(4, 5))).y)
attempt("pickle", lambda: pickle.dumps(c1))
print((POINT * 2)((1, 2), (3, 4))[1].x, [s.y for s in (POINT * 2)(POINT(5, 6))])
arr = (POINT * 3)()
arr[1] = (7, 8)
arr[2].x = 9
print([(s.x, s.y) for s in arr], sizeof(arr))
k = pointer(p)
k.contents.x = 11
k[0].y = 12
print(p.x, p.y, k.contents._b_base_ is k)
class Packed(Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("a", c_byte), ("b", c_int), ("c", c_short)]
print(sizeof(Packed), Packed.b.offset, Packed(1, 2, 3).b, bytes(Packed(1, 2, 3)).hex())
class Empty(Structure):
    _fields_ = []
print(sizeof(Empty), bytes(Empty()))
CB = CFUNCTYPE(c_int, c_int, POINTER(c_int))
def callback(n, at):
    at[0] = n * 2
    return n + 1
cell_of = c_int()
cb = CB(callback)
print(cb(20, byref(cell_of)), cell_of.value, bool(cb))
attempt("arguments", lambda: cb(1))
attempt("argument", lambda: cb("x", None))
attempt("hash", lambda: hash(p))
