# python3.14
"""lzma: containers, filters, streams in pieces, damaged data, errors."""
import io
import lzma
import random


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


data = b"".join(b"%d squared is %d\n" % (i, i * i) for i in range(1500))
for format in (lzma.FORMAT_XZ, lzma.FORMAT_ALONE):
    for preset in (0, 6, 9 | lzma.PRESET_EXTREME):
        small = lzma.compress(data, format=format, preset=preset)
        print(format, preset, lzma.decompress(small) == data, len(small) < len(data) // 3)
for check in (lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256):
    reader = lzma.LZMADecompressor()
    print(check, reader.decompress(lzma.compress(data, check=check)) == data, reader.check, reader.eof)

# Filters for machine code that is mostly calls.
source = random.Random(7)
opcodes = bytes([0xE8, 0xE9, 0x48, 0xEB, 0x40, 0x7F, 0xF0, 0xF8, 0, 255, 1, 0x12, 0x16, 0x50])
code = bytes(source.choice(opcodes) for _ in range(3000))
LZMA2 = {"id": lzma.FILTER_LZMA2}
for number in range(lzma.FILTER_X86, lzma.FILTER_SPARC + 1):
    chain = [{"id": number, "start_offset": 256}, {"id": lzma.FILTER_DELTA, "dist": 3}, LZMA2]
    small = lzma.compress(code, lzma.FORMAT_RAW, filters=chain)
    filtered = lzma.decompress(small, lzma.FORMAT_RAW, filters=chain[1:])
    print(number, filtered == code, sum(i * b for i, b in enumerate(filtered)))
    reader = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain)
    parts = [reader.decompress(small[:100], 7)]
    while not reader.eof and (parts[-1] or not reader.needs_input):
        parts.append(reader.decompress(b"", 7))
    parts.append(reader.decompress(small[100:]))
    print(b"".join(parts) == code, reader.eof)
    attempt(lambda: bool(lzma.compress(b"", filters=[{"id": number, "start_offset": 2}, LZMA2])))

# In pieces, with files, and one stream after another.
small = lzma.compress(data)
reader = lzma.LZMADecompressor()
pieces = b"".join(reader.decompress(small[i : i + 40]) for i in range(0, len(small), 40))
print(pieces == data, reader.eof, reader.unused_data)
attempt(lambda: reader.decompress(b"x"))
print(lzma.decompress(small + lzma.compress(b"more", format=lzma.FORMAT_ALONE) + b"rest") == data + b"more")
file = io.BytesIO()
with lzma.open(file, "wt", encoding="ascii") as out:
    out.write("one\ntwo\n")
file.seek(0)
with lzma.open(file, "rt", encoding="ascii") as lines:
    print(list(lines))

# Damage is found wherever it is.
short = lzma.compress(b"hello" * 20)
for i in range(len(short)):
    damaged = bytearray(short)
    damaged[i] ^= 0x55
    try:
        lzma.decompress(bytes(damaged))
        print(i, "unseen")
    except lzma.LZMAError:
        pass
attempt(lambda: lzma.decompress(short[:-1]))
attempt(lambda: lzma.decompress(b"nothing of the kind"))
attempt(lambda: lzma.LZMADecompressor(memlimit=1000).decompress(small))
attempt(lambda: lzma.LZMACompressor(preset=10))
attempt(lambda: lzma.LZMACompressor(preset=-1))
attempt(lambda: lzma.LZMACompressor(filters=[]))
attempt(lambda: lzma.LZMACompressor(filters={}))
attempt(lambda: lzma.LZMACompressor(filters=[{"id": 99}]))
attempt(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "nice_len": 1}]))
attempt(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "mode": 3}]))
attempt(lambda: lzma.LZMACompressor(filters=[{"id": lzma.FILTER_LZMA2, "mf": 7}]))
