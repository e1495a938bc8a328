# C values of all codes: what they hold, what is cut off, what they refuse
from ctypes import *
import ctypes

def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)

INTS = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_ulonglong, c_size_t, c_ssize_t,
        c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32, c_int64, c_uint64]
for t in INTS:
    print(t.__name__, sizeof(t), alignment(t), [t(v).value for v in (0, 1, -1, 127, 128, 255, 256, 65535, -32769, 2**31, 2**32 + 5, 2**63, 2**64 - 1, -2**70)])
    attempt("  float", lambda: t(1.5))
    attempt("  str", lambda: t("1"))
    attempt("  None", lambda: t(None))
    attempt("  two", lambda: t(1, 2))
for t in (c_float, c_double, c_longdouble):
    print(t.__name__, sizeof(t), alignment(t), [t(v).value for v in (0, 1.5, -2, 0.1, 1e300, 5e-324, float("inf"), float("-inf"), -0.0)], t(float("nan")).value)
    attempt("  str", lambda: t("1"))
print(c_bool(5), c_bool(0), c_bool("x").value, c_bool([]).value, c_bool())
print(c_char(b"a"), c_char(97), c_char(bytearray(b"q")), c_char())
print(c_wchar("x"), c_wchar("\U0001f600").value, c_wchar())
x = c_int(3)
x.value += 10
print(x, x.value, bool(x), bool(c_int()), bool(c_double(-0.0)), repr(x))
class MyInt(c_int):
    pass
m = MyInt(7)
print(m.value, type((MyInt * 2)()[0]) is MyInt, isinstance(m, c_int), m == m, m == MyInt(7))
attempt("hash", lambda: hash(x))
attempt("abstract", lambda: ctypes._SimpleCData())
def bad(**kw):
    return type(c_int)("T", (ctypes._SimpleCData,), kw)
attempt("no type", lambda: bad())
attempt("int type", lambda: bad(_type_=1))
attempt("long type", lambda: bad(_type_="ii"))
print(c_int.__mro__[1].__name__, type(c_int).__name__, c_int.__name__, c_long.__name__, c_int._type_, c_ulonglong is c_ulong)
print(sizeof(x), alignment(x))
attempt("sizeof", lambda: sizeof(3))
attempt("sizeof", lambda: sizeof(int))
attempt("alignment", lambda: alignment(3))
attempt("addressof", lambda: addressof(3))
attempt("byref", lambda: byref(3))
for t in (c_short, c_int, c_long, c_float, c_double, c_ushort):
    for other in (t.__ctype_be__, t.__ctype_le__):
        v = other(1)
        print(t.__name__, bytes(v).hex(), v.value, memoryview(v).format, memoryview(v).shape)
print(bytes(c_longdouble(-1.25))[:10].hex(), bytes(c_longdouble(5e-324))[:10].hex())
s = c_char_p(b"hello")
print(s.value, s._objects is not None, bool(s), bool(c_char_p()), c_char_p().value, c_char_p(None).value)
s.value = b"other\0hidden"
print(s.value)
attempt("str", lambda: c_char_p("text"))
attempt("float", lambda: c_char_p(1.0))
w = c_wchar_p("w\xf6rld\U0001f600")
print(w.value)
attempt("bytes", lambda: c_wchar_p(b"text"))
print(c_void_p().value, c_void_p(1234).value, c_void_p(-1).value == 2**64 - 1, c_void_p(0))
attempt("void", lambda: c_void_p("x"))
o = py_object([1, 2])
print(o.value, o)
attempt("null", lambda: py_object().value)
print(py_object())
print(c_int.from_buffer_copy(b"\x01\x02\x03\x04").value)
attempt("short", lambda: c_int.from_buffer_copy(b"\x01"))
attempt("negative", lambda: c_int.from_buffer_copy(b"12345678", -1))
attempt("read-only", lambda: c_int.from_buffer(b"12345678"))
array = bytearray(8)
c = c_int.from_buffer(array, 4)
c.value = -2
print(array)
attempt("held", lambda: array.append(1))
del c
array.append(1)
print(len(array))
attempt("short", lambda: c_int.from_buffer(array, 6))
attempt("no buffer", lambda: c_int.from_buffer(3))
y = c_int.from_address(addressof(x))
y.value = 99
print(x)
resize(x, 16)
print(sizeof(x), x, sizeof(c_int))
attempt("resize", lambda: resize(x, 1))
attempt("resize", lambda: resize(y, 16))
attempt("resize", lambda: resize(3, 16))
import pickle, copy
for v in (c_int(-5), c_double(1.25), c_char(b"z"), c_wchar("u"), c_bool(True)):
    print(pickle.loads(pickle.dumps(v)), copy.copy(v), copy.deepcopy(v))
attempt("pickle", lambda: pickle.dumps(c_char_p(b"x")))
attempt("pickle", lambda: pickle.dumps(c_void_p(1)))
print(set_errno(5), get_errno(), set_errno(0), get_errno())
print(memoryview(c_int(7)).ndim, memoryview(c_int(7)).nbytes, bytes(c_short(258)), memoryview(c_char(b"x")).tobytes())
print([memoryview(t()).format for t in (c_long, c_int, c_char, c_wchar, c_bool, c_void_p, c_char_p, c_double, c_longdouble, py_object, c_ulonglong, c_short)])
