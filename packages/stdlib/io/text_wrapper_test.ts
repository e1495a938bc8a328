import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _io
def w(data=b'', **kw): return _io.TextIOWrapper(_io.BytesIO(data), **kw)
`);

Deno.test("text is decoded as it is read", () => {
  machine.check(
    [
      "(lambda f: (f.read(1), f.read(), f.read()))(w('aé😀'.encode(), encoding='utf-8')), w(b'\\xe9', encoding='latin-1').read()",
      "(('a', 'é😀', ''), 'é')",
    ],
    [
      "w(b'a\\xff', encoding='utf-8').read()",
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte",
    ],
    [
      "w(b'a\\xff', encoding='ascii', errors='replace').read(), w(b'a\\xff', encoding='utf-8', errors='surrogateescape').read()",
      "('a�', 'a\\udcff')",
    ],
  );
});

Deno.test("lines end as the file was opened for", () => {
  machine.check(
    [
      "w(b'a\\r\\nb\\rc', encoding='utf-8').readlines(), w(b'a\\r\\nb\\rc', encoding='utf-8', newline='').readlines(), w(b'a\\r\\nb\\rc', encoding='utf-8', newline='\\r').readlines()",
      "(['a\\n', 'b\\n', 'c'], ['a\\r\\n', 'b\\r', 'c'], ['a\\r', '\\nb\\r', 'c'])",
    ],
    [
      "(lambda f: (f.readline(), f.readline(2), next(f), f.newlines))(w(b'ab\\ncde\\nf', encoding='utf-8'))",
      "('ab\\n', 'cd', 'e\\n', '\\n')",
    ],
  );
});

Deno.test("what is written is encoded when it is flushed", () => {
  machine.check(
    [
      "(lambda f: (f.write('é\\n'), f.buffer.getvalue(), f.flush(), f.buffer.getvalue()))(w(encoding='utf-8')), (lambda f: (f.write('a\\n'), f.flush(), f.buffer.getvalue()))(w(encoding='utf-8', newline='\\r\\n')), (lambda f: (f.write('a\\nb'), f.buffer.getvalue()))(w(encoding='utf-8', line_buffering=True))",
      "((2, b'', None, b'\\xc3\\xa9\\n'), (2, None, b'a\\r\\n'), (3, b'a\\nb'))",
    ],
    [
      "(lambda f: f.write('€') and f.flush())(w(encoding='latin-1'))",
      "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 0: ordinal not in range(256)",
    ],
    ["w(encoding='utf-8').write(b'a')", "TypeError: write() argument must be str, not bytes"],
  );
});

Deno.test("a place that was told leads back", () => {
  machine.check(
    [
      "(lambda f: (f.readline(), (p := f.tell()), f.read(), f.seek(p), f.read()))(w('é\\nab'.encode(), encoding='utf-8'))",
      "('é\\n', 3, 'ab', 3, 'ab')",
    ],
    [
      "(lambda f: (next(f), f.tell()))(w(b'a\\nb\\n', encoding='utf-8'))",
      "OSError: telling position disabled by next() call",
    ],
    ["w(encoding='utf-8').seek(1, 1)", "UnsupportedOperation: can't do nonzero cur-relative seeks"],
  );
});

Deno.test("a wrapper lets go of what it wraps", () => {
  machine.check(
    [
      "(lambda f: (type(f.detach()).__name__, f.read()))(w(b'a', encoding='utf-8'))",
      "ValueError: underlying buffer has been detached",
    ],
  );
});

Deno.test("it can be told otherwise later", () => {
  machine.check(
    [
      "(lambda f: (f.reconfigure(line_buffering=True, errors='replace'), f.line_buffering, f.errors))(w(encoding='utf-8'))",
      "(None, True, 'replace')",
    ],
  );
});
