import { assertEquals, assertThrows } from "@std/assert";
import { PythonError } from "./errors.ts";
import {
  decodeLong,
  encodeLong,
  floatRepr,
  MAX_INT_DIGITS,
  parseFloatText,
  parseIntText,
} from "./numbers.ts";

Deno.test("integers take the fewest bytes that have room for their sign", () => {
  const cases: [bigint, string][] = [
    [0n, ""],
    [255n, "ff00"],
    [32767n, "ff7f"],
    [-256n, "00ff"],
    [-32768n, "0080"],
    [-128n, "80"],
    [127n, "7f"],
    [-1n, "ff"],
  ];
  for (const [value, hex] of cases) assertEquals(encodeLong(value).toHex(), hex, String(value));
});

Deno.test("integers of any size come back, around every power of two", () => {
  for (let bits = 0n; bits < 200n; bits++) {
    for (const value of [1n << bits, (1n << bits) - 1n, -(1n << bits), -(1n << bits) - 1n]) {
      const bytes = encodeLong(value);
      assertEquals(decodeLong(bytes, 0, bytes.length), value);
    }
  }
});

Deno.test("an integer may have more bytes than it needs, and lie within others", () => {
  assertEquals(decodeLong(Uint8Array.of(9, 1, 0, 0, 9), 1, 4), 1n);
  assertEquals(decodeLong(new Uint8Array(12).fill(255), 0, 12), -1n);
});

Deno.test("floats are written as Python's repr writes them", () => {
  const cases: [number, string][] = [
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [0.1, "0.1"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [1.5e16, "1.5e+16"],
    [123456789012345.6, "123456789012345.6"],
    [9007199254740993, "9007199254740992.0"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [-1.5e-7, "-1.5e-07"],
    [1e100, "1e+100"],
    [5e-324, "5e-324"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
  ];
  for (const [value, text] of cases) assertEquals(floatRepr(value), text);
});

Deno.test("a float's text stands for the same float", () => {
  for (let i = 1; i < 400; i++) {
    const value = Math.sin(i) * 10 ** (i % 40 - 20);
    assertEquals(parseFloatText(floatRepr(value)), value);
  }
});

Deno.test("texts of floats have the forms that C reads, no others", () => {
  assertEquals(["1.", ".5", "+1e3", "-inf", "Infinity"].map(parseFloatText), [
    1,
    0.5,
    1000,
    -Infinity,
    Infinity,
  ]);
  assertEquals(parseFloatText("-nan"), NaN);
  for (const bad of ["", ".", "1e", "0x1", " 1", "1_0", "infin"]) {
    assertEquals(parseFloatText(bad), undefined, bad);
  }
});

Deno.test("texts of integers have Python's forms", () => {
  assertEquals(parseIntText(" +1_000\n", 10), 1000n);
  assertEquals(parseIntText("-0x_fF", 0), -255n);
  assertEquals(parseIntText("0b101", 0), 5n);
  assertEquals(parseIntText("0000", 0), 0n);
  assertEquals(parseIntText("007", 10), 7n);
  for (const bad of ["", "1__0", "_1", "1_", "0x", "007", "1.0", "--1", "1 2"]) {
    assertEquals(parseIntText(bad, 0), undefined, bad);
  }
  assertEquals(parseIntText("0x10", 10), undefined);
});

Deno.test("a decimal text of too many digits is refused before it is read", () => {
  assertEquals(parseIntText("9".repeat(MAX_INT_DIGITS), 10)! % 10n, 9n);
  assertThrows(
    () => parseIntText("9".repeat(MAX_INT_DIGITS + 1), 10),
    PythonError,
    "Exceeds the limit (4300 digits)",
  );
  // Digits of powers of two are read in linear time.
  assertEquals(parseIntText(`0x${"f".repeat(5000)}`, 0)! & 15n, 15n);
});
