import io
import os

P = f"/tmp/orochi-golden-{os.urandom(8).hex()}.txt"
for enc in ("utf-8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-8-sig", "cp1252"):
    try:
        with open(P, "w", encoding=enc) as f: f.write("äöü€\nx\n")
    except UnicodeEncodeError as e: print(enc, e); continue
    print(enc, open(P, "rb").read())
    with open(P, encoding=enc) as f:
        print(f.readline(), f.tell() > 0)
        p = f.tell(); r = f.read(); f.seek(p); print(r == f.read(), repr(r))
        f.seek(0); print(f.read(2)); p = f.tell(); print(f.read(1)); f.seek(p); print(f.read(1))
os.unlink(P)
