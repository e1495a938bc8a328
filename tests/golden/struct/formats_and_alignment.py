# struct: sizes and padding by byte order, every code at its limits, and the refusals.
import struct
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)
for fmt in "bh", "hb", "bi", "bq", "bhiq", "bd", "c3sb", "xb", "b0i", "5p", "?e", "nP", "3h2x", "":
    print(fmt.ljust(6), [struct.calcsize(order + fmt) for order in ("@", "=", "<", ">", "!") if order == "@" or not set(fmt) & set("nNP")])
for code, bits in ("b", 7), ("h", 15), ("i", 31), ("q", 63), ("l", 31):
    for value in 2**bits - 1, -2**bits, 2**bits:
        attempt(struct.pack, "<" + code, value)
for code, bits in ("B", 8), ("H", 16), ("I", 32), ("Q", 64):
    for value in 2**bits - 1, -1, 2**bits:
        attempt(struct.pack, ">" + code, value)
attempt(struct.pack, "3s", b"ab")
attempt(struct.pack, "2s", b"abc")
attempt(struct.pack, "s", "a")
attempt(struct.pack, "4p", b"abcdef")
attempt(struct.pack, "c", b"ab")
attempt(struct.pack, "c", 5)
attempt(struct.pack, "?", "truthy")
attempt(struct.pack, "<f", 1e39)
attempt(struct.pack, "<e", 65520.0)
attempt(struct.pack, "<d", "x")
attempt(struct.pack, "i", 1.5)
attempt(struct.pack, "i")
attempt(struct.pack, "i", 1, 2)
attempt(struct.pack, "z", 1)
attempt(struct.pack, "<P", 1)
attempt(struct.pack, "5")
attempt(struct.pack, " i i ", 1, 2)
attempt(struct.pack, b"<h", 1)
attempt(struct.pack, 5, 1)
attempt(struct.unpack, "<hh", b"\x01\x00\x02\x00")
attempt(struct.unpack, "<h", b"\x01")
attempt(struct.unpack, "<?e", b"\x02\x00\x3c")
attempt(struct.unpack, ">fd", struct.pack(">fd", 0.1, float("-inf")))
attempt(struct.unpack, "3s2p", b"abc\x01d")
attempt(struct.unpack_from, "<h", b"\x00\x01\x00", 1)
attempt(struct.unpack_from, "<h", b"\x00\x01\x00", -2)
attempt(struct.unpack_from, "<h", b"\x00\x01\x00", 2)
attempt(struct.unpack_from, "<h", b"\x00", -5)
buffer = bytearray(6)
struct.pack_into("<h", buffer, 2, -2); print(buffer)
attempt(struct.pack_into, "<i", buffer, 4, 1)
attempt(struct.pack_into, "<i", b"1234", 0, 1)
attempt(list, struct.iter_unpack("<H", bytes(range(6))))
attempt(struct.iter_unpack, "<H", b"abc")
attempt(struct.iter_unpack, "", b"")
s = struct.Struct(">bH"); print(s.format, s.size, s.pack(1, 2), s.unpack(b"\x01\x00\x02"), list(s.iter_unpack(bytes(6))))
class I:
    def __index__(self): return 7
attempt(struct.pack, "<bQ", I(), I())
