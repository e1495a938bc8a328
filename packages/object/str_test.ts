import { assert, assertEquals } from "@std/assert";
import { STR_ASCII, STR_KIND } from "./layout.ts";
import * as strs from "./str.ts";
import { newObjects, random } from "./test_objects.ts";

const m = newObjects();
/** Characters of each kind, at its bounds. */
const ALPHABETS: readonly (readonly number[])[] = [
  [0, 0x41, 0x7f],
  [0x41, 0x80, 0xff],
  [0x41, 0xff, 0x100, 0xffff, 0xd800],
  [0x41, 0x100, 0x10000, 0x10ffff],
];

/** Texts as code points, many of which are alike. */
function texts(seed: number, count: number): number[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const alphabet = ALPHABETS[next(ALPHABETS.length)];
    return Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]);
  });
}

function codesOf(str: number): number[] {
  return Array.from({ length: strs.strLength(m, str) }, (_, i) => strs.charAt(m, str, i));
}

/** Asserts that a str holds these characters in the one form that they have. */
function assertCodes(str: number, codes: readonly number[]): void {
  const largest = Math.max(0, ...codes);
  assertEquals(codesOf(str), [...codes]);
  assertEquals(strs.strKind(m, str), largest < 256 ? 1 : largest < 65536 ? 2 : 4);
  assertEquals((m.i32[(str + STR_KIND) >>> 2] & STR_ASCII) !== 0, largest < 128);
  assert(strs.strEquals(m, str, strs.strFromCodePoints(m, codes)));
  assertEquals(strs.strHash(m, str), strs.strHash(m, strs.strFromCodePoints(m, codes)));
}

Deno.test("a str of code points, of a JavaScript string, of parts and of two others has the narrowest kind", () => {
  const next = random(1);
  for (const codes of texts(1, 300)) {
    const str = strs.strFromCodePoints(m, codes);
    assertCodes(str, codes);
    const start = next(codes.length + 1), end = start + next(codes.length - start + 1);
    assertCodes(strs.subStr(m, str, start, end), codes.slice(start, end));
    const other = texts(codes.length, 1)[0];
    assertCodes(strs.concatStr(m, str, strs.strFromCodePoints(m, other)), [...codes, ...other]);
  }
});

Deno.test("surrogates of a JavaScript string are joined in pairs, and stay alone otherwise", () => {
  assertCodes(strs.strFromText(m, "a\ud83d\ude00\ude00\ud83d"), [0x61, 0x1f600, 0xde00, 0xd83d]);
  assertCodes(strs.strFromText(m, "\ud83d"), [0xd83d]);
  assertEquals(strs.textOfStr(m, strs.strFromText(m, "\ud83d\ude00\ud83d")), "\u{1f600}\ud83d");
});

Deno.test("a JavaScript string comes back from a str of any length and kind", () => {
  for (const char of ["a", "é", "š", "😀"]) {
    for (const length of [0, 1, 24, 25, 4095, 4096, 4097, 9000]) {
      const text = char.repeat(length);
      assert(strs.textOfStr(m, strs.strFromText(m, text)) === text, `${length} of ${char}`);
    }
  }
});

Deno.test("order is that of code points, not of UTF-16 units, and a beginning comes first", () => {
  const all = texts(2, 60).map((codes) => ({ codes, str: strs.strFromCodePoints(m, codes) }));
  for (const a of all) {
    for (const b of all) {
      const k = a.codes.findIndex((code, i) => code !== b.codes[i]);
      const expected = k < 0
        ? a.codes.length - b.codes.length
        : k >= b.codes.length
        ? 1
        : a.codes[k] - b.codes[k];
      assertEquals(
        Math.sign(strs.strCompare(m, a.str, b.str)),
        Math.sign(expected),
        `${a.codes} ? ${b.codes}`,
      );
      assertEquals(strs.strEquals(m, a.str, b.str), expected === 0);
    }
  }
});

Deno.test("a part is found where it first lies between bounds, the empty one at the start", () => {
  const next = random(3);
  for (const codes of texts(3, 200)) {
    const start = next(codes.length + 1), end = start + next(codes.length - start + 1);
    const part = next(2) === 0 ? codes.slice(start, start + next(3)) : texts(next(1000), 1)[0].slice(0, 2);
    let expected = -1;
    for (let i = start; i + part.length <= end && expected < 0; i++) {
      if (part.every((code, k) => codes[i + k] === code)) expected = i;
    }
    const [text, wanted] = [codes, part].map((list) => strs.strFromCodePoints(m, list));
    assertEquals(
      strs.findStr(m, text, wanted, start, end),
      expected,
      `${part} in ${codes} from ${start} to ${end}`,
    );
  }
  const empty = strs.strFromText(m, ""), abc = strs.strFromText(m, "abc");
  assertEquals([strs.findStr(m, abc, empty, 3, 3), strs.findStr(m, abc, empty, 3, 2)], [3, -1]);
});

Deno.test("characters are widened when they are copied, and a copy within a str may overlap", () => {
  const wide = strs.strFromCodePoints(m, [0x10000, 0x10000, 0x10000, 0x10000]);
  strs.copyChars(m, wide, 1, strs.strFromText(m, "xéy"), 1, 2);
  assertEquals(codesOf(wide), [0x10000, 0xe9, 0x79, 0x10000]);
  for (const length of [40, 200]) {
    const codes = Array.from({ length }, (_, i) => 32 + i % 90), str = strs.strFromCodePoints(m, codes);
    strs.copyChars(m, str, 0, str, 3, length - 3);
    assertEquals(codesOf(str), [...codes.slice(3), ...codes.slice(-3)]);
  }
});

Deno.test("a hash is never 0, the word that says that there is none yet", () => {
  for (const codes of texts(4, 200)) assert(strs.strHash(m, strs.strFromCodePoints(m, codes)) !== 0);
});

Deno.test("what is longer than a str can be is not tried, what finds no memory gives nothing", () => {
  assertEquals(strs.allocStr(m, 0x4000_0000, 1, true), 0);
  assertEquals(strs.allocStr(m, 0x1000_0000, 4, false), 0);
  m.heap.failAfter(0);
  assertEquals(strs.strFromText(m, "a"), 0);
  m.heap.failAfter(-1);
});
