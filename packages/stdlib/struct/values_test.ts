import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _struct as s
def unpacked(format, data):
    return s.unpack(format, data)
`);

Deno.test("integers are packed up to their bounds, and not beyond", () => {
  machine.check(
    [
      "s.pack('<bBhHiI', -128, 255, -32768, 65535, -2147483648, 4294967295)",
      "b'\\x80\\xff\\x00\\x80\\xff\\xff\\x00\\x00\\x00\\x80\\xff\\xff\\xff\\xff'",
    ],
    [
      "s.pack('>qQ', -2**63, 2**64 - 1)",
      "b'\\x80\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff'",
    ],
    ["s.pack('<b', 128)", "error: byte format requires -128 <= number <= 127"],
    ["s.pack('<B', -1)", "error: ubyte format requires 0 <= number <= 255"],
    ["s.pack('<h', 40000)", "error: short format requires -32768 <= number <= 32767"],
    ["s.pack('<q', 2**63)", "error: argument out of range"],
    ["s.pack('<Q', -1)", "error: argument out of range"],
    ["s.pack('<i', 1.0)", "error: required argument is not an integer"],
  );
});

Deno.test("integers are unpacked with their sign", () => {
  machine.check(
    ["unpacked('<bBhH', b'\\xff\\xff\\xff\\xff\\xff\\xff')", "(-1, 255, -1, 65535)"],
    ["unpacked('>iI', b'\\x80\\0\\0\\0\\x80\\0\\0\\0')", "(-2147483648, 2147483648)"],
    ["unpacked('<qQ', b'\\xff' * 16)", "(-1, 18446744073709551615)"],
  );
});

Deno.test("floats of two, four and eight bytes", () => {
  machine.check(
    ["s.pack('<efd', 1.5, -2.0, 0.1)", "b'\\x00>\\x00\\x00\\x00\\xc0\\x9a\\x99\\x99\\x99\\x99\\x99\\xb9?'"],
    ["s.pack('>d', float('-inf'))", "b'\\xff\\xf0\\x00\\x00\\x00\\x00\\x00\\x00'"],
    ["unpacked('<e', b'\\x01\\x00')", "(5.960464477539063e-08,)"],
    ["unpacked('<e', b'\\x00\\x7c')", "(inf,)"],
    [
      "s.pack('<e', 65504.0), s.pack('<e', 2.0 ** -24), s.pack('<e', 2.0 ** -26)",
      "(b'\\xff{', b'\\x01\\x00', b'\\x00\\x00')",
    ],
    ["s.pack('<e', 65520.0)", "OverflowError: float too large to pack with e format"],
    ["s.pack('<f', 1e39)", "OverflowError: float too large to pack with f format"],
    ["s.pack('<f', 'x')", "error: required argument is not a float"],
  );
});

Deno.test("strings are cut or filled with zeros, Pascal strings carry their length", () => {
  machine.check(
    ["s.pack('5s3s0s', b'ab', b'abcdef', b'x')", "b'ab\\x00\\x00\\x00abc'"],
    [
      "s.pack('4p', b'abcdef'), s.pack('4p', b'a'), s.pack('1p', b'a'), s.pack('0p', b'a')",
      "(b'\\x03abc', b'\\x01a\\x00\\x00', b'\\x00', b'')",
    ],
    ["unpacked('4p', b'\\x09abc'), unpacked('3s', b'a\\0b')", "((b'abc',), (b'a\\x00b',))"],
    ["s.pack('300p', b'x' * 299)[0]", "255"],
    ["s.pack('3s', 'abc')", "error: argument for 's' must be a bytes object"],
    ["s.unpack('0s0p', b'')", "(b'', b'')"],
  );
});

Deno.test("single characters are bytes of length one", () => {
  machine.check(
    ["s.pack('cc', b'a', b'\\xff'), unpacked('2c', b'a\\xff')", "(b'a\\xff', (b'a', b'\\xff'))"],
    ["s.pack('c', b'ab')", "error: char format requires a bytes object of length 1"],
    ["s.pack('c', 97)", "error: char format requires a bytes object of length 1"],
  );
});

Deno.test("truth is any object's, and any byte but zero", () => {
  machine.check(
    [
      "s.pack('????', 1, '', [], 3.5), unpacked('???', b'\\0\\1\\x80')",
      "(b'\\x01\\x00\\x00\\x01', (False, True, True))",
    ],
  );
});

Deno.test("the number of values and of bytes must be right", () => {
  machine.check(
    ["s.pack('<hh', 1)", "error: pack expected 2 items for packing (got 1)"],
    ["s.pack('<hh', 1, 2, 3)", "error: pack expected 2 items for packing (got 3)"],
    ["unpacked('<h', b'abc')", "error: unpack requires a buffer of 2 bytes"],
    [
      "s.unpack_from('<h', b'abc', 2)",
      "error: unpack_from requires a buffer of at least 4 bytes for unpacking 2 bytes at offset 2 (actual buffer size is 3)",
    ],
    ["s.unpack_from('<h', b'abc', -2), s.unpack_from('<h', b'abc', 1)", "((25442,), (25442,))"],
    ["s.unpack_from('<h', b'abc', -4)", "error: offset -4 out of range for 3-byte buffer"],
  );
});

Deno.test("objects with __index__ count as integers", () => {
  machine.check(
    ["s.pack('<h', type('N', (), {'__index__': lambda self: 7})())", "b'\\x07\\x00'"],
  );
});
