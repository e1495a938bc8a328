import { assertEquals } from "@std/assert";
import { digitValue, plainNumber } from "./digits.ts";

Deno.test("a digit of any script has its value, other characters none", () => {
  const zeros = [0x30, 0x660, 0x966, 0xff10, 0x104a0, 0x1d7ce, 0x1d7d8, 0x1d7f6];
  for (const zero of zeros) {
    for (let value = 0; value < 10; value++) {
      assertEquals(digitValue(String.fromCodePoint(zero + value)), value, zero.toString(16));
    }
  }
  for (const char of ["a", "/", ":", "²", "½", "Ⅷ", "一", "é"]) assertEquals(digitValue(char), -1, char);
});

Deno.test("a number loses the space around it, whatever space that is, and keeps what is inside", () => {
  assertEquals(plainNumber(" \t\n\v\f\r\u00a0\u2003\u3000-1 2\u0085\u2028 "), "-1 2");
  assertEquals(plainNumber("\u200b1"), "\u200b1");
  assertEquals(plainNumber("\x1c1\x1f"), "\x1c1\x1f");
});

Deno.test("digits become ASCII, other characters stay", () => {
  assertEquals(plainNumber("-١٢.३e𝟘é"), "-12.3e0é");
});
