import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _lzma");

Deno.test("compressors and decompressors are each other's inverse", () => {
  machine.check([
    "(lambda c, d: (d.decompress(c.compress(b'abc' * 9) + c.flush()) == b'abc' * 9, d.eof, d.check))(_lzma.LZMACompressor(), _lzma.LZMADecompressor())",
    "(True, True, 4)",
  ]);
});

Deno.test("options of filters become bytes and come back", () => {
  machine.check(
    ["_lzma._encode_filter_properties({'id': _lzma.FILTER_LZMA1, 'preset': 6})", "b']\\x00\\x00\\x80\\x00'"],
    ["_lzma._decode_filter_properties(4, b'\\1\\0\\0\\0')", "{'id': 4, 'start_offset': 1}"],
  );
});

Deno.test("what is wrong with options is said", () => {
  machine.check(
    ["_lzma.LZMACompressor(preset=-1)", "ValueError: Cannot convert negative int"],
    ["_lzma.LZMACompressor(preset=2**32)", "OverflowError: Python int too large for C uint32_t"],
    ["_lzma.LZMACompressor(filters={})", "TypeError: dict is not a sequence"],
    ["_lzma.LZMACompressor(filters=[{}])", 'ValueError: Filter specifier must have an "id" entry'],
    ["_lzma.LZMADecompressor(3)", "ValueError: Must specify filters for FORMAT_RAW"],
  );
});
