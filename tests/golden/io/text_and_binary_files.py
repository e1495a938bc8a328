import io
import os

P = f"/tmp/orochi-golden-{os.urandom(8).hex()}.txt"
with open(P, "w") as f:
    print(f.write("hello\nworld\n"), f.tell(), f.name == P, f.mode, f.encoding, f.closed, f.writable(), f.readable(), f.seekable())
    print("third", file=f)
    f.writelines(["a\n", "b\n"])
print(f.closed)
try: f.write("x")
except ValueError as e: print(e)
f.close()
with open(P) as f:
    print(repr(f).replace(P, "P"))
    print(repr(f.readline()), f.tell(), repr(f.read(3)), f.tell())
    print(f.readlines())
    print(repr(f.read()), f.seek(0), f.read())
    f.seek(6); print(f.readline(), end="")
    try: f.write("x")
    except io.UnsupportedOperation as e: print("U", e)
    try: f.seek(3, 1)
    except io.UnsupportedOperation as e: print("U", e)
    print(f.seek(0, 2), f.read())
    f.seek(0)
    for line in f: print(repr(line))
    f.seek(0)
    for line in f:
        try: f.tell()
        except OSError as e: print("E", e)
        break
with open(P, "rb") as f:
    print(f.read(5), f.tell(), f.peek(3)[:3], f.readline(), f.read1(4), f.seek(-3, 2), f.read(), f.read())
    print(repr(f.raw).replace(P, "P"), f.mode, f.name == P, f.fileno() > 2, f.isatty())
    b = bytearray(4); f.seek(0); print(f.readinto(b), b)
    try: f.write(b"x")
    except io.UnsupportedOperation as e: print("U", e)
with open(P, "r+b") as f:
    f.write(b"HE"); print(f.read(3)); f.seek(0); print(f.read()); f.seek(2); f.write(b"__"); f.flush(); print(f.tell()); print(f.truncate(), f.seek(0), f.read())
with open(P, "ab") as f: print(f.tell()); f.write(b"end"); print(f.tell())
with open(P, "rb", buffering=0) as f: print(repr(f).replace(P, "P"), f.read(2), f.readall(), f.read(), f.tell())
with open(P, "x" if False else "w", newline="\r\n") as f: f.write("a\nb\n")
print(open(P, "rb").read())
os.unlink(P)
