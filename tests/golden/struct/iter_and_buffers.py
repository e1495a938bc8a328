"""pack_into, unpack_from and iter_unpack with every kind of buffer; Struct objects; alignment of native modes; errors."""
import array, struct
from struct import Struct, calcsize, iter_unpack, pack, pack_into, unpack, unpack_from


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


room = bytearray(12)
pack_into(">HB", room, 3, 0x1234, 0xff); pack_into("<i", room, -4, -2)
print(room.hex(" "), unpack_from(">H", room, 3), unpack_from("<i", room, -4), unpack_from("3s", b"abcdef", offset=2), unpack_from("0s", b""))
s = Struct("<hhl")
print(s.size, s.format, s.pack(1, -1, 70000).hex(), list(s.iter_unpack(s.pack(1, 2, 3) * 2)), s.unpack(memoryview(s.pack(5, 6, 7))))
view = array.array("H", [1, 2, 3, 4])
pack_into("=H", view, 2, 65535)
print(view, unpack("=4H", view), list(iter_unpack("=HH", view)), next(iter_unpack("c", b"xy")), iter_unpack("c", b"xyz").__length_hint__())
for f in ("b", "h", "i", "l", "q", "n", "f", "d", "e", "?", "c", "s", "p", "P", "x", "bh", "bi", "bq", "hbq", "b0q", "qb", "@bhq", "=bhq", "4s3b", "0i", "10x", " i i ", "3h2x", "!bhilqefd"):
    print(f, calcsize(f), end="; ")
print()
print(pack("3s5p?e", b"abcdef", b"pascal", 2, 1.5).hex(), unpack("3s5p", b"ab\0\x03xyzw"), pack("bxh", 1, 2).hex(), pack("0s1s", b"q", b"").hex())
print(pack(">d", -0.0).hex(), unpack(">e", b"\x7c\x00"), pack("<f", 1e-46).hex(), unpack("<e", pack("<e", 65504.0)), unpack("?", b"\x02"), pack("=q", -2**63).hex())
for make in (
    lambda: pack("b", 128), lambda: pack("B", -1), lambda: pack("<H", 70000), lambda: pack("<i", 2**31), lambda: pack(">Q", -1), lambda: pack("b", "a"), lambda: pack("b", 1.0),
    lambda: pack("c", b"ab"), lambda: pack("c", 1), lambda: pack("s", "a"), lambda: pack("f", "x"), lambda: pack("f", 1e39), lambda: pack("e", 65520.0), lambda: pack("2b", 1),
    lambda: pack("b", 1, 2), lambda: unpack("i", b"abc"), lambda: unpack_from("i", b"abcde", 2), lambda: unpack_from("i", b"abc", -9), lambda: unpack_from("i", b"abcdef", -3),
    lambda: pack_into("i", bytearray(3), 0, 1), lambda: pack_into("i", bytearray(3), -9, 1), lambda: pack_into("b", b"ro", 0, 1), lambda: pack_into("i", bytearray(9), 7, 1), lambda: pack_into("b", bytearray(1), 1, 1),
    lambda: calcsize("k"), lambda: calcsize("3"), lambda: calcsize("<n"), lambda: calcsize("99999999999999999999i"), lambda: calcsize("é"), lambda: calcsize(5), lambda: iter_unpack("2h", b"abc"), lambda: iter_unpack("", b""),
    lambda: Struct("zz"), lambda: s.pack(1), lambda: s.unpack(b""), lambda: s.unpack_from(b"abcd", 1), lambda: s.pack_into(bytearray(3)), lambda: unpack("i", "text"),
):
    attempt(make)


class Rounded:
    def __index__(self): return 77
    def __float__(self): return 0.5
    def __bool__(self): raise OverflowError("no truth")


print(pack("<hf", Rounded(), Rounded()).hex())
attempt(lambda: pack("?", Rounded()))
print(struct.error.__module__, issubclass(struct.error, ValueError), Struct(b">h").format, Struct("b") == Struct("b"))
