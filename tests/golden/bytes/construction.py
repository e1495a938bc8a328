def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for make in (bytes, bytearray):
    show(make)
    show(make, 3)
    show(make, 0)
    show(make, -1)
    show(make, [1, 2, 255])
    show(make, (i for i in range(5)))
    show(make, [1, 256])
    show(make, ["a"])
    show(make, "abc")
    show(make, "h\xe9", "utf-8")
    show(make, "h\xe9", "ascii", "replace")
    show(make, "h\xe9", encoding="latin-1")
    show(make, b"abc", "utf-8")
    show(make, b"abc", errors="strict")
    show(make, "abc", errors="strict")
    show(make, None)
    show(make, 1.5)
    show(make, b"copy")
    show(make, bytearray(b"copy"))
    show(make, memoryview(b"abcdef")[1:5:2])
    show(make, {1: 2, 3: 4})
    show(make, 2**100)
    show(make.fromhex, "00 ff\tAb\n12")
    show(make.fromhex, "")
    show(make.fromhex, "0g")
    show(make.fromhex, "zz")
    show(make.fromhex, "0 0")
    show(make.fromhex, "\u20ac0")


class Custom:
    def __bytes__(self):
        return b"custom"


class Index:
    def __index__(self):
        return 3


class Wrong:
    def __bytes__(self):
        return "text"


show(bytes, Custom())
show(bytes, Index())
show(bytearray, Index())
show(bytes, Wrong())
show(bytes, [Index()])
for value in [b"", b"a", b"it's", b'"', b"'\"", b"\\\n\r\t\x00\x7f\x80\xff"]:
    print(repr(value), str(value), repr(bytearray(value)), value.hex(), value.hex("-"), bytearray(value * 5).hex(":", 2), (value * 5).hex(b"_", -3))
show(b"a".hex, "")
show(b"a".hex, "ab")
show(b"a".hex, "\xe9")
show(b"a".hex, 5)
print(b"\x61\141a" == b"aaa", b"a" b"b", rb"\n", len(b"\\u20ac"))
print(hash(b"abc") == hash(bytes(bytearray(b"abc"))), {b"k": 1}[b"k"], b"a" == "a", b"a" != "a")
show(hash, bytearray())
