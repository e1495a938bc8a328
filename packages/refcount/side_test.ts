import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { Side } from "./side.ts";

/** A memory of twelve pages, of which nine are the heap's. */
const BYTES = 12 << 16, HEAP_BYTES = 9 << 16;

function newSide(): { side: Side; words: Int32Array } {
  const words = new Int32Array(BYTES / 4);
  return { side: new Side({ words, atomics: Atomics, slot: 1, region: 0, setBreaker: () => {} }), words };
}

/** Objects of the least size, side by side: at both ends of the heap and on both sides of where a page ends. */
const OBJECTS = [16, 32, 48, 0x10000 - 16, 0x10000, 0x10010, HEAP_BYTES - 32, HEAP_BYTES - 16];

Deno.test("counting writes the last quarter of the memory only, and there as many as there are references", () => {
  const { side, words } = newSide();
  for (const object of OBJECTS) {
    side.init(object);
    side.incref(object);
    side.tryIncref(object);
    side.decref(object);
  }
  assertEquals(words.subarray(0, HEAP_BYTES / 4).every((word) => word === 0), true);
  assertEquals(
    new Uint8Array(words.buffer, HEAP_BYTES).reduce((sum, byte) => sum + (byte & 15) + (byte >>> 4), 0),
    2 * OBJECTS.length,
  );
});

Deno.test("neighbours have counts of their own, small ones and those that half a byte does not hold", () => {
  const { side } = newSide();
  OBJECTS.forEach((object, i) => {
    side.init(object);
    for (let k = 0; k < i * 100; k++) side.incref(object);
  });
  assertEquals(OBJECTS.map((object) => side.count(object)), OBJECTS.map((_, i) => 1 + i * 100));
  OBJECTS.forEach((object, i) => {
    for (let k = 0; k < i * 100; k++) assertEquals(side.decref(object), false);
    assertEquals([side.isUnique(object), side.decref(object), side.tryIncref(object)], [true, true, false]);
  });
});

Deno.test("counts that go up and down around what half a byte holds are as plain ones", () => {
  const { side } = newSide(), random = new Random(15), counts = OBJECTS.map(() => 12);
  for (const object of OBJECTS) {
    side.init(object);
    for (let k = 1; k < 12; k++) side.incref(object);
  }
  for (let step = 0; step < 20_000; step++) {
    const i = random.below(OBJECTS.length);
    if (random.below(2) === 0) {
      counts[i]++;
      side.incref(OBJECTS[i]);
    } else if (counts[i] > 1) {
      counts[i]--;
      assertEquals(side.decref(OBJECTS[i]), false);
    }
    assertEquals([side.count(OBJECTS[i]), side.isUnique(OBJECTS[i])], [counts[i], counts[i] === 1]);
  }
});

Deno.test("an object that took the place of another one has one reference, whatever that had", () => {
  const { side } = newSide();
  side.init(64);
  for (let k = 0; k < 1000; k++) side.incref(64);
  for (let k = 0; k < 1001; k++) side.decref(64);
  side.init(64);
  assertEquals(side.count(64), 1);
});
