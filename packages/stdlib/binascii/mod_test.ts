import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import binascii");

Deno.test("errors of the codings are binascii.Error", () => {
  machine.check(
    ["binascii.a2b_base64('abc')", "Error: Incorrect padding"],
    ["binascii.unhexlify('abc')", "Error: Odd-length string"],
    ["binascii.unhexlify('zz')", "Error: Non-hexadecimal digit found"],
    ["binascii.b2a_uu(b'x' * 46)", "Error: At most 45 bytes at once"],
    ["issubclass(binascii.Error, ValueError)", "True"],
  );
});

Deno.test("text stands for its ASCII bytes, and nothing else does", () => {
  machine.check(
    ["binascii.a2b_base64('YQ=='), binascii.unhexlify(bytearray(b'41'))", "(b'a', b'A')"],
    ["binascii.unhexlify('é')", "ValueError: string argument should contain only ASCII characters"],
    ["binascii.hexlify('a')", "TypeError: a bytes-like object is required, not 'str'"],
  );
});

Deno.test("options go through", () => {
  machine.check(
    [
      "binascii.b2a_base64(b'a', newline=False), binascii.hexlify(b'abcd', '-', 2), binascii.hexlify(b'abcd', b':', -3), binascii.a2b_qp('a=20b_c', header=True), binascii.b2a_qp(b'a b', quotetabs=True)",
      "(b'YQ==', b'6162-6364', b'616263:64', b'a b c', b'a=20b')",
    ],
    ["binascii.hexlify(b'a', 'ab')", "ValueError: sep must be length 1."],
    ["binascii.hexlify(b'a', 'é')", "b'61'"],
  );
});

Deno.test("checksums go on from a value", () => {
  machine.check(
    [
      "hex(binascii.crc32(b'b', binascii.crc32(b'a'))), binascii.crc32(b'', 7), binascii.crc_hqx(b'a', 0x1ffff), binascii.crc32(b'a', -1)",
      "('0x9e83486d', 7, 40311, 3310005809)",
    ],
  );
});
