import { assertEquals, assertThrows } from "@std/assert";
import { PythonError } from "./errors.ts";
import { narrow, readFloat, readIndex, readInt, readLong } from "./text_numbers.ts";

const line = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("protocol 0 writes booleans as integers with a leading zero", () => {
  assertEquals([readInt(line("00\n")), readInt(line("01\n"))], [false, true]);
  assertEquals([readInt(line("0\n")), readInt(line("1\n")), readInt(line("001\n"))], [0, 1, 1]);
});

Deno.test("integers are numbers as long as those are exact", () => {
  assertEquals(readInt(line("9007199254740991\n")), 9007199254740991);
  assertEquals(readInt(line("9007199254740992\n")), 9007199254740992n);
  assertEquals([narrow(-9007199254740991n), narrow(-9007199254740992n)], [
    -9007199254740991,
    -9007199254740992n,
  ]);
});

Deno.test("integers may be octal as in C, hexadecimal as in Python", () => {
  assertEquals([readInt(line("-017\n")), readInt(line("0x1f\n")), readInt(line(" 12\n"))], [-15, 31, 12]);
  assertThrows(() => readInt(line("09\n")), PythonError, "could not convert string to int");
});

Deno.test("long integers may end in an L", () => {
  assertEquals([readLong(line("12L\n")), readLong(line("-12\n"))], [12n, -12n]);
  assertThrows(() => readLong(line("12LL\n")), PythonError, "invalid literal for int() with base 10: '12L");
});

Deno.test("floats that are too large, or none, are refused", () => {
  assertEquals([readFloat(line("1.5\n")), readFloat(line("inf\n")), readFloat(line("-0\n"))], [
    1.5,
    Infinity,
    -0,
  ]);
  assertThrows(() => readFloat(line("1e999\n")), PythonError, "value too large to convert to float");
  assertThrows(() => readFloat(line("abc\n")), PythonError, "could not convert string to float: 'abc");
});

Deno.test("indices are what C has room for", () => {
  assertEquals(readIndex(line("7\n")), 7);
  assertThrows(() => readIndex(line("9223372036854775808\n")), PythonError, "Python int too large");
  assertThrows(() => readIndex(line("x\n")), PythonError, "invalid literal for int() with base 10");
});
