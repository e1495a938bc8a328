# Arrays of C values, and pointers to them
from ctypes import *
import ctypes

def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)

A = c_int * 4
print(A.__name__, A._length_, A._type_.__name__, sizeof(A), alignment(A), A is c_int * 4, A is 4 * c_int, A.__mro__[1].__name__)
a = A(1, 2, 3)
print(list(a), len(a), a[0], a[-1], a[1:3], a[::-1], a[::2], a[10:], 3 in a)
a[3] = 40
a[0:2] = [7, 8]
a[::2] = (c_int(5), 6)
print(list(a))
attempt("index", lambda: a[4])
attempt("index", lambda: a[-5])
attempt("key", lambda: a["x"])
attempt("store", lambda: a.__setitem__(4, 1))
attempt("store", lambda: a.__setitem__(0, "x"))
attempt("slice", lambda: a.__setitem__(slice(0, 2), [1]))
attempt("delete", lambda: a.__delitem__(0))
attempt("many", lambda: A(1, 2, 3, 4, 5))
attempt("times", lambda: c_int * 1.5)
attempt("negative", lambda: c_int * -1)
attempt("abstract", lambda: ctypes.Array())
attempt("no length", lambda: type(A)("T", (ctypes.Array,), {"_type_": c_int}))
attempt("no type", lambda: type(A)("T", (ctypes.Array,), {"_length_": 1}))
attempt("bad length", lambda: type(A)("T", (ctypes.Array,), {"_length_": "x", "_type_": c_int}))
attempt("negative length", lambda: type(A)("T", (ctypes.Array,), {"_length_": -1, "_type_": c_int}))
attempt("bad type", lambda: type(A)("T", (ctypes.Array,), {"_length_": 1, "_type_": int}))
attempt("large", lambda: c_long * (1 << 62))
class Named(Array):
    _type_ = c_short
    _length_ = 3
    def total(self):
        return sum(self)
print(Named(1, 2, 3).total(), sizeof(Named), list(Named()))
M = c_short * 3 * 2
m = M((1, 2, 3), (4, 5, 6))
print([list(r) for r in m], m[1][2], sizeof(M), memoryview(m).shape, memoryview(m).strides, memoryview(m).format, memoryview(m).itemsize)
m[0][1] = 99
m[1] = m[0]
print([list(r) for r in m], m[0]._b_base_ is m, m._b_base_, m._b_needsfree_, m[0]._b_needsfree_)
s = create_string_buffer(b"hello")
print(s.raw, s.value, len(s), s[0], s[1:3], sizeof(s))
s.value = b"abc"
print(s.raw, s.value)
s.raw = b"xy\0z"
print(s.raw, s.value)
s[0] = 65
s[1] = b"B"
print(s.value)
attempt("value", lambda: setattr(s, "value", b"much too long"))
attempt("value", lambda: setattr(s, "value", "text"))
attempt("raw", lambda: setattr(s, "raw", b"much too long"))
print(create_string_buffer(3).raw, create_string_buffer(b"abc", 5).raw, create_string_buffer(b"ab", 2).raw)
attempt("small", lambda: create_string_buffer(b"abc", 2))
attempt("type", lambda: create_string_buffer("abc"))
u = create_unicode_buffer("h\xe9\U0001f600")
print(u.value, len(u), u[0], u[1:3], sizeof(u))
u.value = "z"
print(repr(u[:]), u.value)
attempt("wide", lambda: setattr(u, "value", "much too long"))
attempt("wide", lambda: setattr(u, "value", b"x"))
p = pointer(a)
print(type(p).__name__, p.contents[1], p[0][0], bool(p), bool(POINTER(c_int)()), POINTER(c_int) is POINTER(c_int), sizeof(p))
i = c_int(42)
q = pointer(i)
print(q.contents, q[0], q.contents is q.contents)
q[0] = 43
q.contents.value += 1
print(i, type(q).__name__, q._type_.__name__)
q.contents = c_int(5)
print(q.contents, i)
attempt("null", lambda: POINTER(c_int)().contents)
attempt("null", lambda: POINTER(c_int)()[0])
attempt("type", lambda: POINTER(c_int)(3))
attempt("target", lambda: POINTER(int))
attempt("delete", lambda: q.__delitem__(0))
r = cast(a, POINTER(c_int))
print(r[0], r[:4], r[3:0:-1], r[0:4:2])
attempt("no stop", lambda: r[0:])
attempt("no start", lambda: r[:0:-1])
attempt("key", lambda: r["x"])
print(cast(create_string_buffer(b"chars"), c_char_p).value, cast(cast(s, c_void_p), c_char_p).value)
attempt("cast", lambda: cast(a, c_int))
pp = pointer(q)
print(pp[0][0], pp.contents.contents, type(pp).__name__)
f = (c_double * 3)(1.5, 2)
print(list(f), memoryview(f).format, memoryview(f).nbytes, bytes(f).hex())
names = (c_char_p * 2)(b"one", b"two")
print(list(names), names[1])
names[0] = None
names[1] = b"deux"
print(list(names))
objs = (py_object * 2)([1], {"a": 2})
print(list(objs))
b = bytearray(12)
v = (c_int * 2).from_buffer(b, 4)
v[:] = [1, -1]
print(b, list((c_short * 6).from_buffer_copy(b)))
memmove(v, a, 8)
print(list(v))
memset(addressof(v), 1, 4)
print(v[0] == 0x01010101, string_at(s), string_at(s, 4), string_at(addressof(s), 1), wstring_at(u), wstring_at(u, 1))

print(list(reversed(a)), sum(a), max(a), tuple(iter(a)), [x for x in A()])
e = (c_int * 0)()
print(len(e), list(e), sizeof(e), e[:])
big = (c_int.__ctype_be__ * 2)(1, 2)
print(bytes(big), list(big), memoryview(big).format)
w = (c_int * 2)
w1, w2 = w(1, 2), w(1, 2)
print(w1 == w2, w1 != w2, bytes(w1) == bytes(w2), memoryview(w1).tobytes() == memoryview(w2).tobytes())
