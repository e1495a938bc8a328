import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { findLastUnits, findUnits, matchesAt, type Units } from "./_search.ts";

/** Units of a text in each width that there is. */
function widths(text: string): Units[] {
  const codes = Array.from(text, (char) => char.charCodeAt(0));
  return [Uint8Array.from(codes), Uint16Array.from(codes), Int32Array.from(codes)];
}

/** A text in the middle of others, which no search may look at, and a part of it. */
function assertFinds(text: string, part: string): void {
  const before = "ab", places = widths(before + text + part), needles = widths("x" + part);
  places.forEach((units, i) => {
    const args = [units, 2, text.length, needles[i], 1, part.length] as const;
    assertEquals(
      findUnits(...args),
      text.indexOf(part),
      `${JSON.stringify(part)} in ${JSON.stringify(text)}`,
    );
    assertEquals(findLastUnits(...args), text.lastIndexOf(part), `last ${part} in ${text}`);
  });
}

Deno.test("a part is found where it first and last lies, at either end, and not behind the end", () => {
  for (const part of ["a", "ab", "abcab", "abcabca", "bcabcab"]) {
    for (const text of ["", "a", "abcabcabcab", `${"z".repeat(70)}${part}`, `${part}${"z".repeat(70)}`]) {
      assertFinds(text, part);
    }
  }
});

Deno.test("a part longer than the text is nowhere", () => {
  assertFinds("abc", "abcd");
  assertFinds("", "a");
});

Deno.test("parts and texts that repeat themselves are found as by comparing at each place", () => {
  const random = new Random(23);
  for (let run = 0; run < 400; run++) {
    const letters = 1 + random.below(3), length = random.below(300);
    const letter = () => "abc"[random.below(letters)];
    const text = Array.from({ length }, letter).join("");
    const width = 1 + random.below(12);
    const start = random.below(Math.max(1, length - width));
    const part = random.below(2) === 0 && length > width
      ? text.slice(start, start + width)
      : Array.from({ length: width }, letter).join("");
    assertFinds(text, part);
  }
});

Deno.test("a search that comparing would make quadratic stays linear, and finds what is there", () => {
  const text = "a".repeat(200_000), part = "b" + "a".repeat(10_000), late = "a".repeat(10_000) + "b";
  const units = new TextEncoder().encode(text + late), needle = new TextEncoder().encode(part);
  const wide = Uint16Array.from(units), wideNeedle = Uint16Array.from(new TextEncoder().encode(late));
  assertEquals(findUnits(units, 0, units.length, needle, 0, needle.length), -1);
  assertEquals(findUnits(wide, 0, wide.length, wideNeedle, 0, wideNeedle.length), 200_000);
  assertEquals(findUnits(units, 0, units.length, new TextEncoder().encode(late), 0, late.length), 200_000);
});

Deno.test("units of different widths are compared by value", () => {
  const [bytes] = widths("abc"), [, , wide] = widths("xbc");
  assertEquals(findUnits(bytes, 0, 3, wide, 1, 2), 1);
  assertEquals(findUnits(Uint16Array.of(0x161, 0x61), 0, 2, Uint8Array.of(0x61), 0, 1), 1);
  assert(matchesAt(bytes, 1, wide, 1, 2));
  assert(!matchesAt(bytes, 0, wide, 1, 2));
});
