import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _io
class Raw(_io._RawIOBase):
    def __init__(self, data=b'', most=3): self.data, self.most, self.at, self.log = bytearray(data), most, 0, []
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b):
        part = self.data[self.at:self.at + min(len(b), self.most)]
        b[:len(part)] = part
        self.at += len(part)
        return len(part)
    def write(self, b):
        part = bytes(b[:self.most])
        self.log.append(part)
        return len(part)
    def seek(self, at, whence=0):
        self.at = at if whence == 0 else self.at + at if whence == 1 else len(self.data) + at
        return self.at
    def tell(self): return self.at
`);

Deno.test("a reader asks until it has what is wanted, read1 only once", () => {
  machine.check(
    [
      "(lambda f: (f.read(5), f.read()))(_io.BufferedReader(Raw(b'abcdefgh'))), _io.BufferedReader(Raw(b'abcdefgh')).read1(), _io.BufferedReader(Raw(b'ab\\ncd')).readline()",
      "((b'abcde', b'fgh'), b'abc', b'ab\\n')",
    ],
    ["(lambda f: (f.peek(1)[:1], f.read(2)))(_io.BufferedReader(Raw(b'abcd')))", "(b'a', b'ab')"],
  );
});

Deno.test("the position is the reader's, not that of what is below", () => {
  machine.check(
    [
      "(lambda f: (f.read(1), f.tell(), f.seek(1, 1), f.read(1), f.seek(-1, 2), f.read()))(_io.BufferedReader(Raw(b'abcdef')))",
      "(b'a', 1, 2, b'c', 5, b'f')",
    ],
  );
});

Deno.test("a device that says it is always at 0 never gives a negative position", () => {
  machine.check(
    [
      "(lambda f: (f.tell(), f.read(1), f.tell(), f.seek(0, 1), f.seek(1), f.read(1)))(_io.BufferedReader(type('Device', (Raw,), {'seek': lambda *a: 0, 'tell': lambda *a: 0})(b'abc')))",
      "(0, b'a', 0, 0, 0, b'')",
    ],
  );
});

Deno.test("a writer keeps until there is enough, and writes all of it", () => {
  machine.check(
    [
      "(lambda r: (lambda f: (f.write(b'ab'), r.log[:], f.write(b'cdefgh'), f.flush(), b''.join(r.log)))(_io.BufferedWriter(r, 4)))(Raw())",
      "(2, [], 6, None, b'abcdefgh')",
    ],
    ["_io.BufferedWriter(Raw(), 0)", "ValueError: buffer size must be strictly positive"],
    ["_io.BufferedReader(_io.BytesIO(), -1)", "ValueError: buffer size must be strictly positive"],
  );
});

Deno.test("what is both reads what it has written", () => {
  machine.check(
    [
      "(lambda f: (f.write(b'XY'), f.seek(0), f.read()))(_io.BufferedRandom(_io.BytesIO(b'abcd')))",
      "(2, 0, b'XYcd')",
    ],
  );
});

Deno.test("a file that can't is not wrapped", () => {
  machine.check(
    ["_io.BufferedRWPair(3, 4)", "AttributeError: 'int' object has no attribute 'readable'"],
  );
});
