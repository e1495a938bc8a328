def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

CASES = [(b"%s %d %x", (b"x", 5, 255)), (b"%b|%5b|%-5b|%.2b", (b"ab", b"ab", b"ab", b"abcdef")), (b"%a %r", ("\xe9", [1])), (b"%c%c%c", (65, b"b", bytearray(b"c"))),
         (b"%(a)s", {b"a": b"1"}), (b"%(a)d%%", {b"a": 1}), (b"%s", "text"), (b"%s", 5), (b"%b", None), (b"%d", b"5"), (b"%c", 256), (b"%c", -1), (b"%s", ()), (b"%s", (b"a", b"b")),
         (b"%(a)s", (1,)), (b"%(b)s", {b"a": 1}), (b"%05d|%+.2f|%e", (7, 3.14159, 1e5)), (b"%#x %#o %X", (255, 8, 255)), (b"%y", 1), (b"%", 1), (b"%*d", (5, 3)), (b"%s", memoryview(b"view")),
         (b"%i%u", (1, 2)), (b"%%", ()), (b"plain", ()), (b"plain", b"x"), (b"\xff%s\x00", b"\xfe"), (b"%s", bytearray(b"array")), (b"%.1s", b"\xe9\xe8")]
for text, values in CASES:
    show(text.__mod__, values)
    show(bytearray(text).__mod__, values)


class Custom:
    def __bytes__(self):
        return b"custom"


print(b"<%s>" % Custom(), b"<%10b>" % Custom())
data = b"%d"
data %= 5
print(data)
