import { assert, assertEquals } from "@std/assert";
import * as unicode from "./str_unicode.ts";

const code = (char: string): number => char.codePointAt(0)!;
/** The characters of a text that a class has. */
const of = (test: (code: number) => boolean, text: string): string =>
  Array.from(text).filter((char) => test(code(char))).join("");

Deno.test("decimals are digits, digits numeric, and numeric ones and letters alphanumeric", () => {
  for (let c = 0; c < 0x3500; c++) {
    const name = c.toString(16);
    assert(!unicode.isDecimal(c) || unicode.isDigit(c), name);
    assert(!unicode.isDigit(c) || unicode.isNumeric(c), name);
    assert(!(unicode.isNumeric(c) || unicode.isAlpha(c)) || unicode.isAlnum(c), name);
    assert(!unicode.isSpace(c) || c === 32 || !unicode.isPrintable(c), name);
    assert(!unicode.isLineBreak(c) || unicode.isSpace(c), name);
    assertEquals(unicode.decimalValue(c) >= 0, unicode.isDecimal(c), name);
  }
});

Deno.test("digits have values, superscript, circled and mathematical ones too", () => {
  assertEquals(Array.from("7٣²⁹❼⑳𝟘𝟡𝟚🄀").map((char) => unicode.digitValue(code(char))), [
    ...[7, 3, 2, 9, 7, -1, 0, 9, 2, 0],
  ]);
  assertEquals(Array.from("²½一𝟡").map((char) => unicode.decimalValue(code(char))), [-1, -1, -1, 9]);
  assertEquals(of(unicode.isNumeric, "½Ⅷ一京萬𠀁a㊉"), "½Ⅷ一京萬𠀁㊉");
});

Deno.test("cased letters that are neither upper nor lower, and case without letters, are told apart", () => {
  assertEquals(of(unicode.isTitle, "ǅAaᾈ"), "ǅᾈ");
  assertEquals(of(unicode.isUpper, "AaÀǅⅧⓐⒶ"), "AÀⅧⒶ");
  assertEquals(of(unicode.isLower, "AaßªǅⅷⓐⒶ"), "aßªⅷⓐ");
});

Deno.test("white space that doesn't look like it, and what looks like it but is none", () => {
  assertEquals(
    of(unicode.isSpace, "\x1c\x1f\x85\xa0\u1680\u2003\u2028\u3000\u200b\u180e\ufeff"), //
    "\x1c\x1f\x85\xa0\u1680\u2003\u2028\u3000",
  );
  assertEquals(
    of(unicode.isLineBreak, "\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\t"),
    "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029",
  );
});

Deno.test("only the space of all separators is printable, and no surrogate, private or format character", () => {
  assertEquals(of(unicode.isPrintable, " a\x7f\xa0\xad\u200b\u2028\ud800\ue000é😀\u0378"), " aé😀");
});

Deno.test("title case is that of digraphs and iota subscripts, and of the first letter of an expansion", () => {
  assertEquals(Array.from("ǆǄßŉﬃᾳᾀᾲაé").map((char) => unicode.titleCase(code(char))), [
    ...["ǅ", "ǅ", "Ss", "ʼN", "Ffi", "ᾼ", "ᾈ", "Ὰͅ", "ა", "É"],
  ]);
});

Deno.test("a sigma at the end of a word becomes the final one, marks and apostrophes not counted", () => {
  const lower = (text: string) => {
    const codes = Array.from(text, code);
    return codes.map((_, i) => unicode.lowerCase(codes, i)).join("");
  };
  assertEquals(
    [lower("ΣΑΣ"), lower("Σ"), lower("ΑΣ."), lower("ΑΣ'Α"), lower("Α\u0301Σ\u0301"), lower("1Σ")],
    [
      ...["σας", "σ", "ας.", "ασ'α", "α\u0301ς\u0301", "1σ"],
    ],
  );
});

Deno.test("case folding makes all forms of a letter one", () => {
  const fold = (text: string) => Array.from(text, (char) => unicode.caseFold(code(char))).join("");
  assertEquals(fold("Straße ẞ"), "strasse ss");
  assertEquals([fold("ΣσςϐK\u212aÅ\u212b"), fold("İı")], ["σσσβkkåå", "i\u0307ı"]);
  assertEquals([fold("ᏸꭰᎠ"), fold("ﬀŉ")], ["ᏰᎠᎠ", "ffʼn"]);
  for (let c = 0; c < 0x600; c++) {
    const once = unicode.caseFold(c);
    assertEquals(fold(once), once, c.toString(16));
  }
});

Deno.test("an escape is as short as its character allows", () => {
  assertEquals([0, 0xff, 0x100, 0xd800, 0xffff, 0x10000, 0x10ffff].map(unicode.escapeCode), [
    ...["\\x00", "\\xff", "\\u0100", "\\ud800", "\\uffff", "\\U00010000", "\\U0010ffff"],
  ]);
});
