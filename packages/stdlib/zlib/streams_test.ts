import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import zlib
text = b'some text, and some text more ' * 20
`);

Deno.test("what was compressed comes back, in one piece or in many", () => {
  machine.check(
    [
      "zlib.decompress(zlib.compress(text)) == text, zlib.decompress(zlib.compress(text, 0, -15), -15) == text",
      "(True, True)",
    ],
    [
      "(lambda c: (lambda data: b''.join(map((lambda d: d.decompress)(zlib.decompressobj()), [data[i:i + 3] for i in range(0, len(data), 3)])) == text)(c.compress(text) + c.flush()))(zlib.compressobj(9))",
      "True",
    ],
  );
});

Deno.test("a limit leaves the rest for later", () => {
  machine.check(
    [
      "(lambda d: (len(d.decompress(zlib.compress(text), 10)), len(d.unconsumed_tail) > 0, len(d.decompress(d.unconsumed_tail)), d.eof))(zlib.decompressobj())",
      "(10, True, 590, True)",
    ],
  );
});

Deno.test("what follows a stream is unused", () => {
  machine.check(
    [
      "(lambda d: (d.decompress(zlib.compress(b'a') + b'rest'), d.unused_data, d.eof, d.flush()))(zlib.decompressobj())",
      "(b'a', b'rest', True, b'')",
    ],
  );
});

Deno.test("bad data is an error of zlib", () => {
  machine.check(
    ["zlib.decompress(b'')", "error: Error -5 while decompressing data: incomplete or truncated stream"],
    ["zlib.decompress(b'abc')", "error: Error -3 while decompressing data: incorrect header check"],
    [
      "zlib.decompress(zlib.compress(text)[:-1])",
      "error: Error -5 while decompressing data: incomplete or truncated stream",
    ],
    [
      "zlib.decompressobj().decompress(b'\\x78\\x9c\\xff')",
      "error: Error -3 while decompressing data: invalid block type",
    ],
  );
});

Deno.test("parameters are checked", () => {
  machine.check(
    ["zlib.compress(b'a', 10)", "error: Bad compression level"],
    ["zlib.decompressobj(wbits=99)", "ValueError: Invalid initialization option"],
    ["zlib.decompressobj().decompress(b'', -1)", "ValueError: max_length must be non-negative"],
    ["zlib.compress('a')", "TypeError: a bytes-like object is required, not 'str'"],
  );
});

Deno.test("a dictionary must be the same on both sides", () => {
  machine.check(
    [
      "(lambda c: (lambda data: zlib.decompressobj(zdict=text).decompress(data) == text)(c.compress(text) + c.flush()))(zlib.compressobj(zdict=text))",
      "True",
    ],
    [
      "(lambda c: zlib.decompressobj().decompress(c.compress(b'a') + c.flush()))(zlib.compressobj(zdict=text))",
      "error: Error 2 while decompressing data",
    ],
  );
});
