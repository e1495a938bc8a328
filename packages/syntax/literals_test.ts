import { assertEquals, assertThrows } from "@std/assert";
import {
  decodeBytes,
  decodeText,
  invalidEscape,
  LiteralError,
  numberValue,
  splitLiteral,
} from "./literals.ts";

Deno.test("a number is an int, a float or imaginary by its form, underscores left out", () => {
  assertEquals(numberValue("0x_FF"), { type: "int", value: 255n });
  assertEquals(numberValue("0B1_0"), { type: "int", value: 2n });
  assertEquals(numberValue("0o17"), { type: "int", value: 15n });
  assertEquals(numberValue("00_0"), { type: "int", value: 0n });
  assertEquals(numberValue("1_000.5e-1"), { type: "float", value: 100.05 });
  assertEquals(numberValue("1e400"), { type: "float", value: Infinity });
  assertEquals(numberValue("5."), { type: "float", value: 5 });
  assertEquals(numberValue("1_0J"), { type: "complex", imag: 10 });
});

Deno.test("an e among hexadecimal digits is no exponent, a b no base", () => {
  assertEquals(numberValue("0x1e2"), { type: "int", value: 0x1e2n });
  assertEquals(numberValue("0xb"), { type: "int", value: 11n });
});

Deno.test("an int of any size keeps all its digits", () => {
  const digits = "123456789".repeat(30);
  assertEquals(numberValue(digits), { type: "int", value: BigInt(digits) });
});

Deno.test("two quotes are an empty literal, three of them on both sides a long one", () => {
  assertEquals(splitLiteral("''"), { prefix: "", quote: "'", body: "", bodyStart: 1 });
  assertEquals(splitLiteral('Rb"""a"b"""'), { prefix: "rb", quote: '"""', body: 'a"b', bodyStart: 5 });
  assertEquals(splitLiteral('""""""'), { prefix: "", quote: '"""', body: "", bodyStart: 3 });
});

Deno.test("an escape of octal digits ends after three, and one that is none keeps its backslash", () => {
  assertEquals(decodeText("\\1234\\8\\q\\'", false), "S4\\8\\q'");
  assertEquals(decodeText("\\0", false), "\0");
  assertEquals(decodeText("\\777", false), "\u01ff");
});

Deno.test("escapes of code points take two, four or eight digits, astral ones included", () => {
  assertEquals(decodeText("\\x41\\u0042\\U0001f600\\N{bullet}", false), "AB\u{1f600}•");
  assertEquals(decodeText("\\ud83d", false), "\ud83d");
});

Deno.test("a line's end is one newline however it was written, and none behind a backslash", () => {
  assertEquals(decodeText("a\r\nb\rc\\\r\nd", false), "a\nb\ncd");
  assertEquals(decodeText("a\r\nb\\\rc", true), "a\nb\\\nc");
  assertEquals([...decodeBytes("a\r\nb\\\nc", false)], [97, 10, 98, 99]);
});

Deno.test("a raw body keeps its backslashes", () => {
  assertEquals(decodeText("\\n\\x4\\N", true), "\\n\\x4\\N");
  assertEquals([...decodeBytes("\\n\\x4", true)], [...new TextEncoder().encode("\\n\\x4")]);
});

Deno.test("a bad escape is refused with the positions that CPython names", () => {
  const cases: [string, string][] = [
    ["ab\\x4", "2-4: truncated \\xXX escape"],
    ["\\u12G4", "0-3: truncated \\uXXXX escape"],
    ["\\U0001f60", "0-8: truncated \\UXXXXXXXX escape"],
    ["\\U00110000", "0-9: illegal Unicode character"],
    ["a\\N{no such}", "1-11: unknown Unicode character name"],
    ["\\N", "0-1: malformed \\N character escape"],
    ["\\N{", "0-2: malformed \\N character escape"],
    ["\\N{}", "0-2: malformed \\N character escape"],
  ];
  for (const [body, end] of cases) {
    const error = assertThrows(() => decodeText(body, false), LiteralError);
    assertEquals(
      error.message,
      `(unicode error) 'unicodeescape' codec can't decode bytes in position ${end}`,
    );
  }
});

Deno.test("bytes know no escapes of Unicode, hold ASCII only and wrap what octal digits say", () => {
  assertEquals([...decodeBytes("\\u0041\\N{x}", false)], [...new TextEncoder().encode("\\u0041\\N{x}")]);
  assertEquals([...decodeBytes("\\777\\xfF\\a", false)], [255, 255, 7]);
  assertThrows(
    () => decodeBytes("é", false),
    LiteralError,
    "bytes can only contain ASCII literal characters",
  );
  assertThrows(() => decodeBytes("a\\xg1", false), LiteralError, "invalid \\x escape at position 1");
});

Deno.test("the first backslash that begins no escape is found, of bytes where only strs know it", () => {
  const at = (body: string, isBytes = false) => invalidEscape(body, isBytes)?.at;
  assertEquals(at("\\n\\x41\\\\q\\101\\\n\\N{DIGIT ONE}"), undefined);
  assertEquals([at("a\\q\\z"), at("\\\\\\q"), at("\\377"), at("\\400"), at("\\8")], [1, 2, undefined, 0, 0]);
  assertEquals([at("\\u0041"), at("\\u0041", true), at("\\N", true)], [undefined, 0, 0]);
  const found = invalidEscape("\\777", true);
  assertEquals(found?.message, '"\\777" is an invalid octal escape sequence.');
  assertEquals(found?.hint, 'Did you mean "\\\\777"? A raw string is also an option.');
});
