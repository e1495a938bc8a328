import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _io
def s(*args, **kw): return _io.StringIO(*args, **kw)
`);

Deno.test("text is read and written by characters", () => {
  machine.check(
    [
      "(lambda f: (f.read(1), f.read(), f.write('é😀'), f.getvalue(), f.seek(2), f.read()))(s('ab'))",
      "('a', 'b', 2, 'abé😀', 2, 'é😀')",
    ],
    ["(lambda f: (f.seek(5), f.write('x'), f.getvalue()))(s('ab'))", "(5, 1, 'ab\\x00\\x00\\x00x')"],
  );
});

Deno.test("line ends are translated as asked for", () => {
  machine.check(
    [
      "s('a\\r\\nb\\rc').read(), s('a\\r\\nb\\rc', newline=None).read(), s('a\\r\\nb\\rc', newline='').readlines(), s('a\\nb', newline='\\r\\n').getvalue(), list(s('a\\rb\\nc', newline='\\r'))",
      "('a\\r\\nb\\rc', 'a\\nb\\nc', ['a\\r\\n', 'b\\r', 'c'], 'a\\r\\nb', ['a\\r', 'b\\r', 'c'])",
    ],
    [
      "(lambda f: (f.write('a\\nb\\r'), f.getvalue(), f.newlines))(s(newline=None))",
      "(4, 'a\\nb\\n', ('\\r', '\\n'))",
    ],
    ["s(newline='x')", "ValueError: illegal newline value: 'x'"],
  );
});

Deno.test("the position is one of the beginning, or where it was", () => {
  machine.check(
    ["(lambda f: (f.seek(0, 2), f.tell(), f.seek(0, 1)))(s('abc'))", "(3, 3, 3)"],
    ["s('a').seek(1, 1)", "OSError: Can't do nonzero cur-relative seeks"],
    ["s('a').seek(-1)", "ValueError: Negative seek position -1"],
    ["s('a').seek(0, 9)", "ValueError: Invalid whence (9, should be 0, 1 or 2)"],
  );
});

Deno.test("only text is written", () => {
  machine.check(
    ["s().write(b'a')", "TypeError: string argument expected, got 'bytes'"],
    ["s(3)", "TypeError: initial_value must be str or None, not int"],
  );
});

Deno.test("a closed file refuses", () => {
  machine.check(
    ["(lambda f: (f.close(), f.read()))(s('a'))", "ValueError: I/O operation on closed file"],
  );
});

Deno.test("truncating keeps the position", () => {
  machine.check(
    ["(lambda f: (f.truncate(1), f.getvalue(), f.tell()))(s('abc'))", "(1, 'a', 0)"],
  );
});
