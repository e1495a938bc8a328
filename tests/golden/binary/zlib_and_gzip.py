"""zlib objects and gzip files: window sizes, dictionaries, tails, copies, flushes, members, broken streams."""
import gzip, io, zlib


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


data = b"".join(b"line %d of the text\n" % (i % 7) for i in range(60))
for level in (-1, 0, 1, 6, 9):
    for wbits in (-15, -9, 15, 31, 9):
        packed = zlib.compress(data, level, wbits=wbits) if wbits != 0 else b""
        assert zlib.decompress(packed, wbits=wbits) == data
    print(level, len(packed) < len(data), zlib.decompress(packed, 15), sep=" ")if 0 else print(level, len(packed) < len(data))
d = zlib.decompressobj()
packed = zlib.compress(data)
first = d.decompress(packed[:10] + b"", 5)
rest = d.decompress(d.unconsumed_tail + packed[10:], 50)
print(len(first), len(rest), len(d.unconsumed_tail) > 0, d.eof, len(d.decompress(d.unconsumed_tail + b"")) + len(first) + len(rest) == len(data), d.eof, d.unused_data)
d = zlib.decompressobj()
print(d.decompress(packed + b"tail") == data, d.unused_data, d.eof, d.decompress(b"more"), d.unused_data, d.flush())
c = zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, b"line of the text")
part = c.compress(data[:100])
twin = c.copy()
one = part + c.compress(data[100:]) + c.flush(); two = part + twin.compress(data[100:200]) + twin.flush(zlib.Z_SYNC_FLUSH) + twin.flush()
print([zlib.decompressobj(-15, zdict=b"line of the text").decompress(x) == data[:n] for x, n in ((one, None), (two, 200))])
attempt(lambda: c.compress(b"after"))
attempt(lambda: zlib.decompressobj().decompress(zlib.compressobj(zdict=b"abc").flush()))
for make in (
    lambda: zlib.decompress(b""), lambda: zlib.decompress(b"not zlib"), lambda: zlib.decompress(packed[:-1]), lambda: zlib.decompress(packed[:-1] + b"\0"), lambda: zlib.compress(b"", 10), lambda: zlib.compress("s"), lambda: zlib.decompress(packed, wbits=-15), lambda: zlib.compressobj(10),
    lambda: zlib.compressobj(wbits=99), lambda: zlib.decompressobj(wbits=77), lambda: zlib.decompressobj().decompress(b"", -1), lambda: zlib.decompressobj().flush(0), lambda: zlib.decompressobj().decompress(b"xx"), lambda: zlib.adler32("s"),
):
    attempt(make)
print(zlib.adler32(b"abc"), zlib.adler32(b"c", zlib.adler32(b"ab")), zlib.crc32(b"abc", 5), zlib.adler32(b""), zlib.crc32(b""), zlib.MAX_WBITS, zlib.Z_BEST_SPEED, zlib.DEF_BUF_SIZE)
out = io.BytesIO()
with gzip.GzipFile("name.txt", "wb", 6, out, mtime=7) as f:
    print(f.write(data), f.tell(), f.name, f.writable(), f.readable())
whole = out.getvalue()
print(whole[:10].hex(), whole[10:19], gzip.decompress(whole) == data, gzip.decompress(whole + gzip.compress(b"second") + b"\0\0") == data + b"second")
with gzip.GzipFile(fileobj=io.BytesIO(whole)) as f:
    print(f.readline(), f.tell(), f.seek(-1, 1), f.read(3), f.peek(2)[:2], f.mtime, f.seek(100), f.read1(4), len(f.read()), f.read(), f.seekable(), f.rewind(), f.tell())
    attempt(lambda: f.write(b"x"))
for make in (lambda: gzip.decompress(b"plain"), lambda: gzip.decompress(whole[:-1]), lambda: gzip.decompress(whole[:-8] + bytes(8)), lambda: gzip.decompress(whole[:5]), lambda: gzip.GzipFile(mode="q", fileobj=out), lambda: gzip.open(5), lambda: gzip.decompress(b"\x1f\x8b\x07" + bytes(9)), lambda: gzip.open(io.BytesIO(), "rbt")):
    attempt(make)
text = io.BytesIO()
with gzip.open(text, "wt", encoding="latin-1", newline="\r\n") as f: f.write("é\nb\n")
print(gzip.decompress(text.getvalue()), gzip.open(io.BytesIO(text.getvalue()), "rt", encoding="latin-1").readlines(), gzip.BadGzipFile.__mro__[1].__name__)
