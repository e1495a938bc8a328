import { assertEquals } from "@std/assert";
import { characterOfName, charactersOfName, eachEntry, nameOfCharacter } from "./names.ts";

Deno.test("a character's name leads back to it, whatever makes its name", () => {
  const named = [
    0x20,
    0x41,
    0x2022,
    0xac00,
    0xac01,
    0xd7a3,
    0x3400,
    0x9fff,
    0x20000,
    0x1f600,
    0x13000,
    0xe0041,
  ];
  for (const code of named) assertEquals(characterOfName(nameOfCharacter(code)), code, code.toString(16));
});

Deno.test("names are those of the Unicode database", () => {
  assertEquals(nameOfCharacter(0x41), "LATIN CAPITAL LETTER A");
  assertEquals(nameOfCharacter(0x4e00), "CJK UNIFIED IDEOGRAPH-4E00");
  assertEquals(nameOfCharacter(0xac01), "HANGUL SYLLABLE GAG");
  assertEquals(nameOfCharacter(0xc544), "HANGUL SYLLABLE A");
  assertEquals(nameOfCharacter(0x1f600), "GRINNING FACE");
});

Deno.test("controls, surrogates, private and free code points have no name", () => {
  for (const code of [0, 0x0a, 0x7f, 0xd800, 0xe000, 0x378, 0x10ffff]) {
    assertEquals(nameOfCharacter(code), "");
  }
});

Deno.test("names are found in any case, by aliases too", () => {
  assertEquals(characterOfName("Latin small letter sharp s"), 0xdf);
  assertEquals(characterOfName("LINE FEED"), 0x0a);
  assertEquals(characterOfName("nbsp"), 0xa0);
  assertEquals(characterOfName("hangul syllable gag"), 0xac01);
});

Deno.test("what is only nearly a name is none", () => {
  const wrong = [
    ...["", "LATIN CAPITAL LETTER", " BULLET", "CJK UNIFIED IDEOGRAPH-4e0", "CJK UNIFIED IDEOGRAPH-A000"],
    ...["CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE", "HANGUL SYLLABLE GAX", "HANGUL SYLLABLE KK", "ß"],
  ];
  for (const name of wrong) assertEquals(characterOfName(name), -1, name);
});

Deno.test("a named sequence is several characters, and no single one", () => {
  const name = "LATIN SMALL LETTER R WITH TILDE";
  assertEquals(charactersOfName(name), "r\u0303");
  assertEquals(characterOfName(name), -1);
  assertEquals(charactersOfName("bullet"), "•");
  assertEquals(charactersOfName("nothing at all"), "");
});

Deno.test("a table's code points are differences in base 36", () => {
  const found: [number, string][] = [];
  eachEntry("a ten\n1 eleven and more\n\n10 behind", (code, text) => found.push([code, text]));
  assertEquals(found, [[10, "ten"], [11, "eleven and more"], [47, "behind"]]);
});
