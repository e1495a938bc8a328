import io
import os

P = f"/tmp/orochi-golden-{os.urandom(8).hex()}.txt"
for nl in (None, "", "\n", "\r", "\r\n"):
    with open(P, "wb") as f: f.write(b"a\r\nb\rc\nd\r")
    with open(P, newline=nl) as f: print(repr(nl), f.readlines(), f.newlines)
    with open(P, newline=nl) as f: print(repr(f.read()), f.newlines)
    with open(P, newline=nl) as f: print([f.read(1) for _ in range(10)])
    with open(P, newline=nl) as f: print([f.readline(2) for _ in range(8)])
os.unlink(P)
