import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _io
def b(*args): return _io.BytesIO(*args)
`);

Deno.test("bytes are read from where the position is", () => {
  machine.check(
    [
      "(lambda f: (f.read(2), f.read(), f.read(), f.seek(1), f.read1(1), f.tell()))(b(b'abcd'))",
      "(b'ab', b'cd', b'', 1, b'b', 2)",
    ],
    [
      "(lambda f: (f.readline(), f.readline(1), f.readlines(), f.seek(0), list(f)))(b(b'a\\nbc\\nd'))",
      "(b'a\\n', b'b', [b'c\\n', b'd'], 0, [b'a\\n', b'bc\\n', b'd'])",
    ],
    ["(lambda f, buf: (f.readinto(buf), buf))(b(b'ab'), bytearray(b'xxx'))", "(2, bytearray(b'abx'))"],
  );
});

Deno.test("bytes are written over what is there, with zeros up to it", () => {
  machine.check(
    [
      "(lambda f: (f.write(b'XY'), f.getvalue(), f.seek(6), f.write(b'Z'), f.getvalue()))(b(b'abc'))",
      "(2, b'XYc', 6, 1, b'XYc\\x00\\x00\\x00Z')",
    ],
    ["(lambda f: (f.writelines([b'a', bytearray(b'b')]), f.getvalue()))(b())", "(None, b'ab')"],
    ["b().write('a')", "TypeError: a bytes-like object is required, not 'str'"],
  );
});

Deno.test("the position moves from the beginning, from where it is, or from the end", () => {
  machine.check(
    [
      "(lambda f: (f.seek(-1, 2), f.seek(-1, 1), f.seek(9), f.read(), f.seek(-9, 1)))(b(b'abc'))",
      "(2, 1, 9, b'', 0)",
    ],
    ["b().seek(-1)", "ValueError: negative seek value -1"],
    ["b().seek(0, 5)", "ValueError: invalid whence (5, should be 0, 1 or 2)"],
  );
});

Deno.test("truncating cuts, and leaves the position", () => {
  machine.check(
    [
      "(lambda f: (f.seek(3), f.truncate(1), f.tell(), f.getvalue(), f.truncate(5), f.getvalue()))(b(b'abc'))",
      "(3, 1, 3, b'a', 5, b'a')",
    ],
    ["b().truncate(-1)", "ValueError: negative size value -1"],
  );
});

Deno.test("a view keeps the size, and writes through", () => {
  machine.check(
    [
      "(lambda f, v: (v.__setitem__(0, 88), f.getvalue(), f.write(b'abcd')))(*(lambda f: (f, f.getbuffer()))(b(b'ab')))",
      "BufferError: Existing exports of data: object cannot be re-sized",
    ],
  );
});

Deno.test("a closed file refuses", () => {
  machine.check(
    ["(lambda f: (f.close(), f.closed, f.read()))(b(b'a'))", "ValueError: I/O operation on closed file."],
    ["(lambda f: (f.close(), f.getvalue()))(b(b'a'))", "ValueError: I/O operation on closed file."],
  );
});
