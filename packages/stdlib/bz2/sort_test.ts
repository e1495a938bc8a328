import { assertEquals } from "@std/assert";
import { leastRotation, transform } from "./sort.ts";

/** Rotations of a text in order, the slow way. */
const rotations = (text: string) => Array.from(text, (_, i) => text.slice(i) + text.slice(0, i)).sort();

/** All texts of a length of two or three letters. */
function* texts(length: number, letters: string): Generator<string> {
  if (length === 0) yield "";
  else for (const rest of texts(length - 1, letters)) for (const letter of letters) yield rest + letter;
}

Deno.test("transform orders the rotations of every short text", () => {
  for (const letters of ["ab", "abc"]) {
    for (let length = 1; length <= (letters.length === 2 ? 10 : 7); length++) {
      for (const text of texts(length, letters)) {
        const sorted = rotations(text), bytes = new TextEncoder().encode(text);
        const { last, origin } = transform(bytes);
        assertEquals(new TextDecoder().decode(last), sorted.map((rotation) => rotation.at(-1)).join(""));
        assertEquals(sorted[origin], text);
        const start = leastRotation(bytes);
        assertEquals(text.slice(start) + text.slice(0, start), sorted[0]);
      }
    }
  }
});
