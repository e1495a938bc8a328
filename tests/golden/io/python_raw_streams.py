import io

class R(io.RawIOBase):
    def __init__(self, data): self.data = data; self.pos = 0
    def readable(self): return True
    def readinto(self, b):
        n = min(len(b), len(self.data) - self.pos, 4)
        b[:n] = self.data[self.pos:self.pos+n]; self.pos += n
        return n
r = io.BufferedReader(R(b"line1\nline two\nlast"))
print(r.readline(), r.peek(2)[:2], r.read(4), r.read())
print(R(b"abcdefgh").read(), R(b"abcdefgh").read(3), R(b"ab\ncd").readline(), list(R(b"a\nb\n")))
t = io.TextIOWrapper(io.BufferedReader(R("ünïcode\nsecond\n".encode())), encoding="utf-8")
print(t.readline(), t.read())
class W(io.RawIOBase):
    def __init__(self): self.got = []
    def writable(self): return True
    def write(self, b): self.got.append(bytes(b)[:3]); return min(3, len(b))
w = W(); bw = io.BufferedWriter(w, 8); bw.write(b"0123456789abc"); print(w.got); bw.flush(); print(w.got, bw.closed); bw.close(); print(w.closed, bw.closed)
try: bw.write(b"x")
except ValueError as e: print(e)
t = io.TextIOWrapper(io.BytesIO(), "utf-8", line_buffering=True); t.write("ab"); print(t.buffer.getvalue()); t.write("c\n"); print(t.buffer.getvalue()); 
raw = t.detach(); print(raw.getvalue())
try: t.write("x")
except ValueError as e: print(e)
t = io.TextIOWrapper(io.BytesIO(b"a\nb"), "utf-8"); print(t.read(1)); print(t.tell()); t.seek(0); print(list(t))
p = io.BufferedRWPair(R(b"xyz"), W()); print(p.read(2), p.write(b"q"), p.readable()); p.flush()
