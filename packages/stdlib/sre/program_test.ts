import { assertEquals } from "@std/assert";
import { inSet, makeProgram, tableAt, takes } from "./program.ts";

/** Operators of sets, as `re._constants` numbers them. */
const FAILURE = 0, CATEGORY = 8, CHARSET = 9, BIGCHARSET = 10, IN = 13, LITERAL = 16, NEGATE = 21, RANGE = 22;
const LITERAL_IGNORE = 32, RANGE_UNI_IGNORE = 42, ANY = 2, ANY_ALL = 3, NOT_LITERAL = 20, DIGIT = 0;

/** The characters of a text that are in a set. */
const those = (set: number[], text: string): string => {
  const code = Int32Array.from([...set, FAILURE]);
  return [...text].filter((char) => inSet(code, 0, char.codePointAt(0)!)).join("");
};

Deno.test("a set has what any of its parts has", () => {
  assertEquals(those([LITERAL, 97, RANGE, 99, 101, CATEGORY, DIGIT], "abcdef019-"), "acde019");
  assertEquals(those([], "ab"), "");
});

Deno.test("a set that begins with a negation has everything else", () => {
  assertEquals(those([NEGATE, LITERAL, 97], "aé😀"), "é😀");
  assertEquals(those([NEGATE], "ab"), "ab");
});

Deno.test("a bit set has Latin-1 characters only", () => {
  const bits = new Array<number>(8).fill(0);
  bits[97 >> 5] |= 1 << (97 & 31);
  bits[255 >> 5] |= 1 << (255 & 31);
  assertEquals(those([CHARSET, ...bits], "abÿš\u0161"), "aÿ");
  assertEquals(those([NEGATE, CHARSET, ...bits], "abš"), "bš");
});

Deno.test("a large set has blocks of 256 characters, of which many may be the same", () => {
  // Block 0 is empty, block 1 has its first character; page 4 (U+0400) and page 255 are of block 1.
  const pages = new Uint8Array(256);
  pages[4] = pages[255] = 1;
  const words = new Int32Array(pages.buffer), blocks = new Array<number>(16).fill(0);
  blocks[8] = 1;
  assertEquals(those([BIGCHARSET, 2, ...words, ...blocks], "\u0400\u0401\u0300\uff00😀"), "\u0400\uff00");
  // What follows the blocks is the set's next part.
  assertEquals(those([BIGCHARSET, 2, ...words, ...blocks, LITERAL, 97], "a\u0400b"), "a\u0400");
});

Deno.test("a range that ignores case has the upper case of what it is asked for", () => {
  assertEquals(those([RANGE_UNI_IGNORE, 65, 67], "abcdABCD"), "abcABC");
});

Deno.test("single characters are taken as their opcode says", () => {
  const all = (code: number[]) =>
    [..."aA\né"].filter((char) => takes(Int32Array.from(code), 0, char.codePointAt(0)!));
  assertEquals(all([ANY]).join(""), "aAé");
  assertEquals(all([ANY_ALL]).join(""), "aA\né");
  assertEquals(all([NOT_LITERAL, 97]).join(""), "A\né");
  assertEquals(all([LITERAL_IGNORE, 97]).join(""), "aA");
  assertEquals(all([IN, 4, LITERAL, 233, FAILURE]).join(""), "é");
});

Deno.test("a table says of Latin-1 what the opcode says, and is made once", () => {
  const program = makeProgram(Int32Array.from([NOT_LITERAL, 97])), table = tableAt(program, 0);
  assertEquals([table[97], table[98], table[255], table.length], [0, 1, 1, 256]);
  assertEquals(tableAt(program, 0) === table, true);
});
