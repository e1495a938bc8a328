import io
import os

P = f"/tmp/orochi-golden-{os.urandom(8).hex()}.txt"
with open(P, "wb") as f: f.write(b"ab\xffcd\n")
try: open(P).read()
except UnicodeDecodeError as e: print(e)
for er in ("replace", "ignore", "backslashreplace", "surrogateescape"):
    print(er, ascii(open(P, errors=er).read()))
os.unlink(P)
