"""BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair over raw streams that tell what they are asked."""
import io


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Raw(io.RawIOBase):
    def __init__(self, data=b"", most=5): self.data, self.pos, self.most, self.log = bytearray(data), 0, most, []
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, buffer):
        count = min(len(buffer), self.most, len(self.data) - self.pos)
        buffer[:count] = self.data[self.pos:self.pos + count]
        self.pos += count; self.log.append(("r", count))
        return count
    def write(self, data):
        count = min(len(data), self.most)
        self.data[self.pos:self.pos + count] = bytes(data[:count]); self.pos += count; self.log.append(("w", count))
        return count
    def seek(self, to, whence=0):
        self.pos = to + (0, self.pos, len(self.data))[whence]; self.log.append(("s", to, whence))
        return self.pos
    def tell(self): return self.pos
    def truncate(self, size=None): del self.data[self.pos if size is None else size:]; return len(self.data)


raw = Raw(b"hello world, this is text\nand more\nend", 7)
r = io.BufferedReader(raw, 8)
print(r.peek(), r.read(3), r.read1(), r.read1(2), r.tell(), r.read(10), r.readline(), r.readline(4), r.read(), r.read(), r.peek())
print(r.seek(-3, 2), r.read(), r.seek(1), r.read(2), r.seek(2, 1), r.read(1), r.tell(), r.readable(), r.writable(), r.seekable(), r.closed)
room = bytearray(6)
print(r.readinto(room), room, r.readinto1(room), room, r.seek(0), list(r), r.raw is raw)
w_raw = Raw(most=4)
w = io.BufferedWriter(w_raw, 6)
print(w.write(b"abc"), w_raw.log, w.write(b"defg"), w.write(b"hijklmnopq"), w.tell(), bytes(w_raw.data), w.flush(), bytes(w_raw.data), w_raw.log)
print(w.seek(2), w.write(b"XY"), w.truncate(6), bytes(w_raw.data), w.detach() is w_raw)
attempt(lambda: w.write(b"x"))
both = io.BufferedRandom(Raw(b"0123456789", 100), 4)
print(both.read(2), both.write(b"ab"), both.read(2), both.seek(0), both.read(), both.seek(-2, 2), both.write(b"!"), both.read(), both.seek(1), both.peek(1)[:1], both.write(b"_"), both.seek(0), both.read())
pair = io.BufferedRWPair(Raw(b"in"), Raw(), 4)
print(pair.read(1), pair.write(b"out"), pair.flush(), pair.peek(1), pair.readable(), pair.writable(), pair.seekable(), pair.isatty(), pair.closed)
pair.close()
print(pair.closed)


class Bad(Raw):
    def __init__(self, value): super().__init__(b"abc"); self.value = value
    def readinto(self, buffer): return self.value
    def write(self, data): return self.value


for value in (99, None):
    attempt(lambda: io.BufferedReader(Bad(value), 4).read(2))
for make in (lambda: io.BufferedReader(5), lambda: io.BufferedReader(io.BytesIO(), 0), lambda: io.BufferedWriter(io.BytesIO(), -1), lambda: r.seek(0, 9), lambda: r.write(b"x"), lambda: r.truncate(), lambda: r.seek("x"),
             lambda: io.BufferedRWPair(Raw(), 5), lambda: r.readinto(b"ro"), lambda: io.BufferedWriter(Raw()).write("text"), lambda: io.BufferedRandom(io.BytesIO()).read("x")):
    attempt(make)
r.close()
for make in (lambda: r.read(), lambda: r.peek(), lambda: r.seek(0), lambda: r.closed, lambda: r.__enter__(), lambda: next(r), lambda: r.detach()):
    attempt(make)
