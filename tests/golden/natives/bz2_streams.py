# python3.14
"""bz2: levels, streams in pieces, archives, damaged data, errors."""
import bz2
import io
import random
import tarfile
import zipfile


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


data = b"".join(b"%d squared is %d\n" % (i, i * i) for i in range(9000))
for level in (1, 5, 9):
    small = bz2.compress(data, level)
    print(level, small[:4], bz2.decompress(small) == data, len(small) < len(data) // 4)
source = random.Random(7)
for sample in (b"", b"\0", bytes(300000), b"ab" * 60000, source.randbytes(3000), data[::-1]):
    print(len(sample), bz2.decompress(bz2.compress(sample, 1)) == sample)

# A stream of libbz2, and one with a block that is randomised.
print(bz2.decompress(bytes.fromhex(
    "425a683931415926535949beaaf70000367100ffffffffff822244800820004888832064d34340068340"
    "341950000000000068cc6e3af3e42c10c51c863ca89933d14aaaaecb6ebf0c72f963108017a6bb6ece3b"
    "006f699400436481ea0023e0010b7e2ee48a70a120937d55ee"
)))
print(bz2.decompress(bytes.fromhex(
    "425a68313141592653590abe09558004499180600006019c002000405294347a84030741176116845b52"
    "dc149cd552dc296610e9226e10e045f8bb9229c2848055f04aa8"
)) == b"sorted " * 400)

# In pieces, and one stream after another.
small = bz2.compress(data, 1)
reader = bz2.BZ2Decompressor()
parts = []
for i in range(0, len(small), 1000):
    parts.append(reader.decompress(small[i : i + 1000], 500))
    while not reader.needs_input and not reader.eof:
        parts.append(reader.decompress(b"", 500))
print(b"".join(parts) == data, max(map(len, parts)), reader.eof, reader.unused_data)
attempt(lambda: reader.decompress(b"x"))
reader = bz2.BZ2Decompressor()
print(reader.decompress(bz2.compress(b"short") + b"rest", 5), reader.eof, reader.needs_input, reader.unused_data)
print(bz2.decompress(bz2.compress(b"one ") + bz2.compress(b"two") + b"rest"))
file = io.BytesIO()
with bz2.open(file, "wt", encoding="ascii") as out:
    out.write("one\ntwo\n")
file.seek(0)
with bz2.open(file, "rt", encoding="ascii") as lines:
    print(list(lines))

# Archives.
archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w:bz2") as tar:
    member = tarfile.TarInfo("numbers")
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))
archive.seek(0)
with tarfile.open(fileobj=archive) as tar:
    print(tar.getnames(), tar.extractfile("numbers").read() == data)
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_BZIP2) as zipped:
    zipped.writestr("numbers", data)
with zipfile.ZipFile(archive) as zipped:
    print(zipped.testzip(), zipped.read("numbers") == data)

# Damage is found wherever it is.
short = bz2.compress(b"hello" * 20)
for i in range(len(short)):
    damaged = bytearray(short)
    damaged[i] ^= 0x55
    try:
        bz2.decompress(bytes(damaged))
        print(i, "unseen")
    except (OSError, ValueError):
        pass
attempt(lambda: bz2.decompress(short[:-1]))
attempt(lambda: bz2.decompress(b"nothing of the kind"))
reader = bz2.BZ2Decompressor()
attempt(lambda: reader.decompress(b"BZh9" + bytes(10)))
attempt(lambda: reader.decompress(b""))
print(reader.eof, reader.needs_input, reader.unused_data)
attempt(lambda: bz2.BZ2Compressor(10))
attempt(lambda: bz2.BZ2Compressor("9"))
attempt(lambda: bz2.BZ2Compressor().compress("text"))
writer = bz2.BZ2Compressor()
print(writer.compress(b"x"), len(writer.flush()))
attempt(lambda: writer.flush())
attempt(lambda: writer.compress(b""))
