import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { makeText } from "./text.ts";

Deno.test("a text is as long as asked for, in lines of words, the same for the same seed", () => {
  const text = makeText(20_000, 3);
  assert(text.length >= 20_000 && text.length < 20_100);
  assert(/^[a-z \n]+$/.test(text));
  assert(text.split("\n").every((line) => line.length < 120));
  assertEquals(makeText(20_000, 3), text);
  assertNotEquals(makeText(20_000, 4), text);
});

Deno.test("few words are frequent and many are rare, as in a language", () => {
  const counts: Record<string, number> = {};
  for (const word of makeText(200_000, 1).split(/\s+/)) counts[word] = (counts[word] ?? 0) + 1;
  const sorted = Object.values(counts).sort((a, b) => b - a);
  assert(sorted[0] > 5 * sorted[20] && sorted.filter((count) => count < 3).length > sorted.length / 2);
});
