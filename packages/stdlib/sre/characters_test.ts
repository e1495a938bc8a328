import { assertEquals } from "@std/assert";
import {
  inCategory,
  isCasedAscii,
  isCasedUnicode,
  isWord,
  isWordAscii,
  lowerAscii,
  lowerUnicode,
  upperAscii,
  upperUnicode,
} from "./characters.ts";

/** Categories as `re._constants` numbers them: each is followed by its negation. */
const DIGIT = 0,
  SPACE = 2,
  WORD = 4,
  LINEBREAK = 6,
  UNI_DIGIT = 10,
  UNI_SPACE = 12,
  UNI_WORD = 14,
  UNI_LINEBREAK = 16;

const code = (char: string): number => char.codePointAt(0)!;
/** The characters of a text that are in a category. */
const those = (category: number, text: string): string =>
  [...text].filter((char) => inCategory(category, code(char))).join("");

Deno.test("ASCII categories take no other characters", () => {
  assertEquals(those(DIGIT, "0a9٣²"), "09");
  assertEquals(those(SPACE, " \t\v\x1c\x85\u00a0x"), " \t\v");
  assertEquals(those(WORD, "aZ_0é-"), "aZ_0");
  assertEquals(those(LINEBREAK, "\n\r\u2028"), "\n");
});

Deno.test("Unicode's categories take characters of all scripts", () => {
  assertEquals(those(UNI_DIGIT, "0a٣²𝟘"), "0٣𝟘");
  assertEquals(those(UNI_SPACE, " \x1c\x85\u00a0\u2003\u200bx"), " \x1c\x85\u00a0\u2003");
  assertEquals(those(UNI_WORD, "aé_٣²½𐐀-\u0301"), "aé_٣²½𐐀");
  assertEquals(those(UNI_LINEBREAK, "\n\r\x1c\x85\u2028 "), "\n\r\x1c\x85\u2028");
});

Deno.test("a category and its negation split all characters", () => {
  for (const category of [DIGIT, SPACE, WORD, LINEBREAK, UNI_DIGIT, UNI_SPACE, UNI_WORD, UNI_LINEBREAK]) {
    for (const char of [0, 10, 32, 48, 97, 95, 0x85, 0xe9, 0x661, 0x2028, 0xd800, 0x1d7d8, 0x10ffff]) {
      assertEquals(inCategory(category, char), !inCategory(category + 1, char), `${category} ${char}`);
    }
  }
});

Deno.test("a letter's cases are each other's, and ASCII's leave other letters alone", () => {
  assertEquals([lowerAscii(code("A")), upperAscii(code("z")), lowerAscii(code("É"))], [97, 90, code("É")]);
  for (const [lower, upper] of ["aA", "éÉ", "ωΩ", "яЯ", "𐐨𐐀"].map((pair) => [...pair])) {
    assertEquals(lowerUnicode(code(upper)), code(lower));
    assertEquals(upperUnicode(code(lower)), code(upper));
  }
  assertEquals([lowerAscii(64), lowerAscii(91), upperAscii(96), upperAscii(123)], [64, 91, 96, 123]);
});

Deno.test("of a case with several characters the first counts", () => {
  assertEquals(upperUnicode(code("ß")), code("S"));
  assertEquals(lowerUnicode(code("İ")), code("i"));
});

Deno.test("what has no case is not cased", () => {
  assertEquals([..."aZ1_é"].map((char) => isCasedAscii(code(char))), [true, true, false, false, false]);
  assertEquals([..."aZ1_éʕ世"].map((char) => isCasedUnicode(code(char))), [
    true,
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
});

Deno.test("words are made of letters, numbers and underscores", () => {
  assertEquals([..."a0_é- "].map((char) => isWord(code(char))), [true, true, true, true, false, false]);
  assertEquals([..."a0_é- "].map((char) => isWordAscii(code(char))), [true, true, true, false, false, false]);
});
