"""Unpacking, buffers, Struct objects and iterators of struct."""
import _struct as struct


def u(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)


u(struct.unpack, "i", b"abc")
u(struct.unpack, "i", "abcd")
u(struct.unpack, "i", b"abcde")
for offset in (0, 2, 4, -2, -4, -9):
    u(struct.unpack_from, "i", b"abcdef", offset)
buffer = bytearray(8)
for offset in (0, 2, 4, 6, -4, -2, -9):
    u(struct.pack_into, "i", buffer, offset, offset + 1000)
    print(buffer)
u(struct.pack_into, "i", buffer)
u(struct.pack_into, "i")
u(struct.pack_into, "i", b"abcd", 0, 1)
u(struct.pack_into, "i", buffer, 0)
u(struct.pack_into, "i", buffer, "a", 1)
u(struct.iter_unpack, "", b"")
u(struct.iter_unpack, "i", b"abc")
print(list(struct.iter_unpack("<h", b"abcd")), list(struct.iter_unpack(">bx", bytearray(b"\1\2\3\4"))))
s = struct.Struct("<hh")
print(s.format, s.size, s.pack(1, 2), s.unpack(b"abcd"), s.unpack_from(b"xabcd", 1), next(s.iter_unpack(b"abcd")), s.iter_unpack(b"abcdabcd").__length_hint__())
u(s.pack, 1)
u(struct.Struct, 5)
u(struct.Struct, "y")
u(struct.unpack, ">fd?c3s4p", struct.pack(">fd?c3s4p", 1.5, 2.5, True, b"x", b"ab", b"pas"))
for f, data in (("bB", b"\xff\xff"), ("<hH", b"\xff\xff\xff\xff"), ("<iI", b"\xff" * 8), ("<qQ", b"\xff" * 16), (">qQ", b"\x80" + b"\0" * 14 + b"\1"), ("<q", b"\0\0\0\0\1\0\0\0"), ("e", b"\xff\x7b"), ("e", b"\0\x7c"), ("e", b"\1\0"), ("<e", b"\0\x80"), ("p", b"\5"), ("4p", b"\2abc"), ("?", b"\2")):
    u(struct.unpack, f, data)
print(struct.unpack("e", b"\0\x7e")[0] != struct.unpack("e", b"\0\x7e")[0], struct.unpack("<3s2x", b"abcde"), struct.unpack("2h", struct.pack("2h", 3, -4)), struct.unpack("", b""))
print(issubclass(struct.error, Exception), struct.error.__name__, struct.error.__module__)
