import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { internStr } from "./intern.ts";
import { strFromText, textOfStr } from "./str.ts";
import { newObjects } from "./test_objects.ts";

Deno.test("equal texts are one str, the first, also after the table has grown several times", () => {
  const m = newObjects(), first = new Map<string, number>();
  let immortal = 0;
  for (let i = 0; i < 5000; i++) {
    const text = `name ${i % 3000}`, str = strFromText(m, text);
    const interned = internStr(m, str, () => immortal++);
    assertEquals(interned, first.get(text) ?? str);
    first.set(text, interned);
  }
  assertEquals([first.size, immortal], [3000, 3000]);
  for (const [text, str] of first) {
    assertEquals(textOfStr(m, str), text);
    assertEquals(internStr(m, str, () => immortal++), str);
  }
  assertEquals(immortal, 3000);
});

Deno.test("strs whose bytes are equal but not their kinds are different", () => {
  const m = newObjects();
  const [narrow, wide] = ["a\0", "\u0061"].map((text) => internStr(m, strFromText(m, text), () => {}));
  assertNotEquals(narrow, wide);
  assertNotEquals(internStr(m, strFromText(m, "aš"), () => {}), internStr(m, strFromText(m, "a"), () => {}));
});

Deno.test("without memory for the table nothing is interned, and it is once there is", () => {
  const m = newObjects(), str = strFromText(m, "x");
  m.heap.failAfter(0);
  assertEquals(internStr(m, str, () => assert(false)), 0);
  m.heap.failAfter(-1);
  assertEquals(internStr(m, str, () => {}), str);
});

Deno.test("a table that can't grow goes on while it has room", () => {
  const m = newObjects();
  internStr(m, strFromText(m, "first"), () => {});
  const strs = Array.from({ length: 1100 }, (_, i) => strFromText(m, `full ${i}`));
  const interned = strs.map((str) => {
    m.heap.failAfter(0);
    return internStr(m, str, () => {});
  });
  m.heap.failAfter(-1);
  const refused = interned.filter((str) => str === 0).length;
  assertEquals(refused, 1101 - 1023);
  for (const str of strs) assertEquals(internStr(m, str, () => {}), str);
});
