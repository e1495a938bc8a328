import { assertEquals, assertNotEquals } from "@std/assert";
import { fnv1a, FNV_START, fnvStep } from "./fnv.ts";

Deno.test("the hash is FNV-1a's, as published for the test strings", () => {
  const known: [string, number][] = [["", 0x811c9dc5], ["a", 0xe40c292c], ["foobar", 0xbf9cf968]];
  for (const [text, hash] of known) assertEquals(fnv1a(text), hash, text);
});

Deno.test("a text may be hashed in parts, by unit too", () => {
  assertEquals(fnv1a("bar", fnv1a("foo")), fnv1a("foobar"));
  let hash = FNV_START;
  for (const char of "foobar") hash = fnvStep(hash, char.charCodeAt(0));
  assertEquals(hash >>> 0, fnv1a("foobar"));
});

Deno.test("units beyond a byte count as a whole", () => {
  assertNotEquals(fnv1a("\u0161"), fnv1a("a"));
  assertNotEquals(fnv1a("\u6161"), fnv1a("\u0161"));
});
