import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import zlib");

Deno.test("the functions take any buffer, and their options by name", () => {
  machine.check(
    [
      "zlib.decompress(bytearray(zlib.compress(memoryview(b'abc'), level=9))), zlib.crc32(b'a', 1), zlib.adler32(b'abc', 2), zlib.decompress(zlib.compress(b'a', wbits=31), wbits=47)",
      "(b'abc', 2679148245, 38797608, b'a')",
    ],
    ["zlib.adler32('a')", "TypeError: a bytes-like object is required, not 'str'"],
  );
});

Deno.test("constants are zlib's", () => {
  machine.check(
    [
      "zlib.MAX_WBITS, zlib.DEFLATED, zlib.Z_DEFAULT_COMPRESSION, zlib.Z_FINISH, zlib.Z_BEST_SPEED, zlib.DEF_MEM_LEVEL",
      "(15, 8, -1, 4, 1, 8)",
    ],
  );
});

Deno.test("streams check how they are to be made", () => {
  machine.check(
    ["zlib.compressobj(level=99)", "ValueError: Invalid initialization option"],
    ["zlib.compressobj(wbits=3)", "ValueError: Invalid initialization option"],
    ["zlib.decompressobj(zdict='a')", "TypeError: zdict argument must support the buffer protocol"],
  );
});
