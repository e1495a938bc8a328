"""zlib and gzip: one call, streams, dictionaries, errors."""
import gzip
import io
import zlib


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


data = b"".join(b"%d squared is %d\n" % (i, i * i) for i in range(5000))
print(len(data), zlib.crc32(data), zlib.adler32(data), zlib.crc32(b""), zlib.adler32(b""))
print(zlib.crc32(data[100:], zlib.crc32(data[:100])), zlib.adler32(data[100:], zlib.adler32(data[:100])))
for level in (-1, 0, 1, 6, 9):
    small = zlib.compress(data, level)
    print(level, zlib.decompress(small) == data, len(small) < len(data))
for wbits in (9, 12, 15, -9, -15, 25, 31):
    small = zlib.compress(data, wbits=wbits)
    print(wbits, zlib.decompress(small, wbits=wbits) == data)
print(zlib.decompress(zlib.compress(data, wbits=31), wbits=47) == data)

maker = zlib.compressobj(level=5)
parts = []
for i in range(0, len(data), 1000):
    parts.append(maker.compress(data[i : i + 1000]))
    if i % 7000 == 0:
        parts.append(maker.flush(zlib.Z_SYNC_FLUSH))
    if i % 9000 == 0:
        parts.append(maker.flush(zlib.Z_FULL_FLUSH))
other = maker.copy()
parts.append(maker.flush())
stream = b"".join(parts)
print(zlib.decompress(stream) == data)
print(zlib.decompress(b"".join(parts[:-1]) + other.compress(b"more") + other.flush()) == data + b"more")
attempt(lambda: maker.compress(b"x"))
attempt(lambda: maker.flush())

reader = zlib.decompressobj()
back = b""
for i in range(0, len(stream), 97):
    back += reader.decompress(stream[i : i + 97])
print(back == data, reader.eof, reader.unused_data)

reader = zlib.decompressobj()
back = reader.decompress(stream + b"tail", 10)
print(back, reader.eof)
while not reader.eof:
    piece = reader.decompress(reader.unconsumed_tail, 5000)
    assert len(piece) <= 5000
    back += piece
print(back == data, reader.eof, reader.unused_data)

known = b"squared is"
maker = zlib.compressobj(zdict=known)
small = maker.compress(data) + maker.flush()
print(zlib.decompressobj(zdict=known).decompress(small) == data)
attempt(lambda: zlib.decompress(small))
attempt(lambda: zlib.decompressobj(zdict=b"other").decompress(small))

attempt(lambda: zlib.decompress(b"abc"))
attempt(lambda: zlib.decompress(b""))
attempt(lambda: zlib.decompress(zlib.compress(data)[:-1]))
attempt(lambda: zlib.decompress(zlib.compress(data)[:-1] + b"?"))
attempt(lambda: zlib.compress("text"))
attempt(lambda: zlib.compress(data, 12))
attempt(lambda: zlib.compressobj(level=12))
attempt(lambda: zlib.decompressobj(wbits=100))
attempt(lambda: zlib.decompressobj().decompress(b"", -1))

print(gzip.decompress(gzip.compress(data)) == data)
file = io.BytesIO()
with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as out:
    for line in data.splitlines(True):
        out.write(line)
file.seek(0)
with gzip.open(file, "rt") as lines:
    print(sum(1 for _ in lines))
attempt(lambda: gzip.decompress(b"not gzip"))
