"""What text and buffered streams do when things below them fail, refuse, block or go away."""
import io


class Failing(io.BytesIO):
    def flush(self):
        raise OSError("flush")

    def close(self):
        raise OSError("close")


stream = io.TextIOWrapper(Failing())
try:
    stream.close()
except OSError as error:
    print(error, "after", error.__context__)
stream.detach = None


class Half(io.RawIOBase):
    def __init__(self, name):
        self.name = name

    def readable(self):
        return True

    def writable(self):
        return True

    def close(self):
        if not self.closed:
            super().close()
            raise OSError(self.name)


pair = io.BufferedRWPair(Half("reader"), Half("writer"))
try:
    pair.close()
except OSError as error:
    print(error, "after", error.__context__)

stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
stream.detach()
print(repr(stream), stream.encoding, stream.errors, stream.line_buffering, stream.write_through)
for name in "fileno", "flush", "isatty", "close", "read":
    try:
        getattr(stream, name)()
    except ValueError as error:
        print(name, error)


class Unreadable(io.BytesIO):
    def readable(self):
        return False


try:
    io.TextIOWrapper(Unreadable()).read()
except io.UnsupportedOperation as error:
    print(error)


class Views(io.BytesIO):
    def read1(self, size):
        return memoryview(super().read1(size))

    def read(self, size):
        return memoryview(super().read(size))


for encoding in "ascii", "utf-16-le":
    stream = io.TextIOWrapper(Views("abc\ndef".encode(encoding)), encoding=encoding)
    print(stream.read(1), repr(stream.readline()), stream.read(2))


class Noting(io.BytesIO):
    def write(self, data):
        print("written", bytes(data))
        return super().write(data)


stream = io.TextIOWrapper(Noting(), encoding="ascii")
stream._CHUNK_SIZE = 4
for text in "ab", "cd", "efg", "hi", "jklmno":
    print(text)
    stream.write(text)
stream.flush()
try:
    del stream._CHUNK_SIZE
except AttributeError:
    print("stays")


class Blocking(io.RawIOBase):
    """Takes so many bytes, then none until told otherwise."""

    def __init__(self):
        self.taken = b""
        self.most = 0

    def writable(self):
        return True

    def write(self, data):
        part = bytes(data[: self.most])
        self.most -= len(part)
        self.taken += part
        return len(part) or None


raw = Blocking()
buffered = io.BufferedWriter(raw, 8)
for data, most in (b"abcd", 0), (b"efghi", 5), (b"jklmn", 2), (b"opqrwxyz0123456789", 3), (b"ABCDEFGHI", 99):
    raw.most = most
    try:
        print(buffered.write(data))
    except BlockingIOError as error:
        print("blocked", error.characters_written)
    print(raw.taken)
raw.most = 99
buffered.close()
print(raw.taken)
