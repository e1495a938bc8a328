# python3.14
"""What marshal writes, byte for byte, in each version, and what it says of data that are not right."""
import array
import marshal
import sys

name = sys.intern("a_name")
joined, wide = "".join(["x y", "z!"]), "".join(["ab ", "é\ud800"])
big, real, raw = 10 ** len("x" * 25), 2.5 * len("abc"), bytes([1, 2, 3])
items, pair, table, unit = [1], (1, -2), {1: 2}, ()
inner = frozenset([1])
mapping = {name: joined, 1: real}
values = [
    None, True, ..., StopIteration, 5, -1, 2**31 - 1, 2**31, -2**31, big, -big, 2**15,
    real, float("inf"), float("nan"), -0.0, 1e300, 0.1, complex(2, 3), complex("nan+infj"),
    name, joined, wide, "a", "", joined * 60, raw, bytearray(b"ab"), memoryview(b"abc"), array.array("B", b"xyz"),
    unit, pair, items, table, mapping, {3, 1, 2}, {"b", "a"}, frozenset([2.5, 1, "c"]), {inner}, slice(1, None, 2),
    [items, items], [big, big], [joined, wide, joined, wide, name, name], (pair, pair, real, real, raw, raw),
    [unit, unit], [mapping, mapping, joined], {pair: pair}, [300, 300], range(3), object, print,
]
for value in values:
    print(type(value).__name__ if "0x" in repr(value) or isinstance(value, set) else repr(value)[:60])
    for version in range(marshal.version + 1):
        try:
            data = marshal.dumps(value, version)
        except ValueError as e:
            print(" ", version, "ValueError", e)
            continue
        print(" ", version, data if len(data) < 90 else (data[:40], len(data)))
        back = marshal.loads(data)
        if repr(back) != repr(value) and not isinstance(value, (set, frozenset)):
            print("   ", back)
        if isinstance(value, (list, tuple)) and len(value) == 2 and value[0] is value[1] and value[0] not in ((), 300):
            print("   ", back[0] is back[1])

loop = []
loop.append(loop)
circle = {}
circle[None] = circle
within = []
around = (within,)
within.append(around)
sliced = slice(within, None)
within_slice = []
sliced_loop = slice(within_slice, None)
within_slice.append(sliced_loop)
back = marshal.loads(marshal.dumps([sliced, sliced, within, pair, pair]))
print(back[0] is back[1], back[0].start is back[2], back[3] is back[4])
for value in (loop, circle, around, sliced_loop):
    for version in range(marshal.version + 1):
        try:
            print(version, marshal.dumps(value, version))
        except ValueError as e:
            print(version, e)
print(marshal.loads(marshal.dumps(around))[0][0][0] is not around)
back = marshal.loads(marshal.dumps([name, joined]))
print(back[0] is name, back[1] == joined, sys.intern("".join(["a_na", "me"])) is back[0])


class Changing:
    def __hash__(self):
        return 0

    def __buffer__(self, flags):
        changed.update(range(1000, 1400))
        return memoryview(b"abc")


changed = {Changing(), *range(1, 60)}
try:
    marshal.dumps(changed)
except RuntimeError as e:
    print(e)


class Int(int):
    pass


class Text(str):
    pass


class Raw(bytes):
    pass


for value in (Int(1), Text("a"), [Int(1)], {Text("a"): 1}, Raw(b"abc")):
    try:
        print(marshal.dumps(value))
    except ValueError as e:
        print(e)

for bad in (
    b"", b"i", b"\xe9", b"r\0\0\0\0", b"[\x01\0\0\0", b"(\xff\xff\xff\xff", b"l\x02\0\0\0\0\0\0\0", b"l\x01\0\0\0\xff\xff",
    b"0", b"f\x03abc", b"f\x03inf", b"f\x04-nan", b"x\x03inf\x02-0", b"g1234", b"u\x01\0\0\0\xff", b"R\0\0\0\0",
    b"<\x01\0\0\0[\0\0\0\0", b"{N0", b"{[\0\0\0\0N0", b"z\3ab", b")\2N", b"s\xff\xff\xff\xff", b":NNN", b":NN",
    b"\xa9\x02N", b"\xdb\2\0\0\0r\0\0\0\0N", b"\xa9\1[\1\0\0\0r\0\0\0\0", b"\xbar\0\0\0\0NN",
    b"\xbc\1\0\0\0r\0\0\0\0", b"\xbe\1\0\0\0r\0\0\0\0", b"\xfbr\0\0\0\0N0", b"\xba[\1\0\0\0r\0\0\0\0NN", b"N trailing",
):
    try:
        print(bad, ascii(marshal.loads(bad)))
    except (EOFError, ValueError, TypeError, UnicodeDecodeError) as e:
        print(bad, type(e).__name__, e)
