import { TestMachine } from "../testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _struct as s");

Deno.test("a Struct knows its format and its size", () => {
  machine.check(
    [
      "s.Struct('<hb').format, s.Struct(b'<hb').size, s.calcsize('bq'), s.calcsize('<bq')",
      "('<hb', 3, 16, 9)",
    ],
    ["s.Struct('y')", "error: bad char in struct format"],
    ["s.Struct(3)", "TypeError: Struct() argument 1 must be a str or bytes object, not int"],
  );
});

Deno.test("values go into a buffer at a place", () => {
  machine.check(
    [
      "(lambda b: (s.pack_into('<h', b, 1, 258), b))(bytearray(4)), (lambda b: (s.pack_into('<h', b, -2, 1), b))(bytearray(4))",
      "((None, bytearray(b'\\x00\\x02\\x01\\x00')), (None, bytearray(b'\\x00\\x00\\x01\\x00')))",
    ],
    [
      "s.pack_into('<h', bytearray(2), 1, 5)",
      "error: pack_into requires a buffer of at least 3 bytes for packing 2 bytes at offset 1 (actual buffer size is 2)",
    ],
    ["s.pack_into('<h', bytearray(2), -3, 5)", "error: offset -3 out of range for 2-byte buffer"],
    ["s.pack_into('<h', b'ab', 0, 5)", "TypeError: argument must be read-write bytes-like object, not bytes"],
    ["s.pack_into('<h', bytearray(2))", "error: pack_into expected offset argument"],
  );
});

Deno.test("a buffer is gone through in equal steps", () => {
  machine.check(
    [
      "list(s.iter_unpack('<h', b'\\1\\0\\2\\0')), (lambda i: (next(i), i.__length_hint__()))(s.iter_unpack('B', b'abc'))",
      "([(1,), (2,)], ((97,), 2))",
    ],
    ["s.iter_unpack('<h', b'abc')", "error: iterative unpacking requires a buffer of a multiple of 2 bytes"],
    ["s.iter_unpack('', b'')", "error: cannot iteratively unpack with a struct of length 0"],
  );
});

Deno.test("a Struct packs and unpacks as the functions do", () => {
  machine.check(
    [
      "s.Struct('>H').pack(1), s.Struct('>H').unpack(b'\\0\\1'), s.Struct('>H').unpack_from(b'xx\\0\\1', 2), list(s.Struct('>H').iter_unpack(b'\\0\\1'))",
      "(b'\\x00\\x01', (1,), (1,), [(1,)])",
    ],
    ["s.Struct('>H').unpack(b'a')", "error: unpack requires a buffer of 2 bytes"],
  );
});
