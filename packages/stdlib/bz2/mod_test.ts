import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _bz2");

Deno.test("compressors and decompressors are each other's inverse", () => {
  machine.check([
    "(lambda c, d: (d.decompress(c.compress(b'abc' * 9) + c.flush()) == b'abc' * 9, d.eof, d.needs_input))(_bz2.BZ2Compressor(), _bz2.BZ2Decompressor())",
    "(True, True, False)",
  ]);
});

Deno.test("what is wrong with arguments and data is said", () => {
  machine.check(
    ["_bz2.BZ2Compressor(0)", "ValueError: compresslevel must be between 1 and 9"],
    ["_bz2.BZ2Compressor('9')", "TypeError: 'str' object cannot be interpreted as an integer"],
    ["_bz2.BZ2Decompressor().decompress(b'BZip')", "OSError: Invalid data stream"],
  );
});
