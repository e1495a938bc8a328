import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { addKey, dictShape, findSlot, isDictShape, rootShape, shapeKeys, shapeSlots } from "./shape.ts";
import { name, newObjects, random } from "./test_objects.ts";

const m = newObjects(8, 64 << 20);
const KEYS = Array.from({ length: 12 }, (_, i) => name(m, `key${i}`));

Deno.test("keys have slots in the order in which they were added, those that are not there have none", () => {
  const root = rootShape(m, 300), shape = addKey(m, addKey(m, root, KEYS[3]), KEYS[1]);
  assertEquals(shapeKeys(m, shape), [KEYS[3], KEYS[1]]);
  assertEquals([KEYS[3], KEYS[1], KEYS[0]].map((key) => findSlot(m, shape, key)), [0, 1, -1]);
  assertEquals([shapeSlots(m, root), shapeSlots(m, shape), findSlot(m, root, KEYS[3])], [0, 2, -1]);
});

Deno.test("the same keys in the same order are one shape, in another order another, of another class too", () => {
  const root = rootShape(m, 301), next = random(6), known = new Map<string, number>();
  for (let run = 0; run < 300; run++) {
    const keys = KEYS.map((key) => ({ key, order: next(1000) })).sort((a, b) => a.order - b.order).slice(
      0,
      next(4),
    )
      .map(({ key }) => key);
    const shape = keys.reduce((at, key) => addKey(m, at, key), root);
    const before = known.get(keys.join());
    if (before !== undefined) assertEquals(shape, before);
    known.set(keys.join(), shape);
    assertEquals(shapeKeys(m, shape), keys);
  }
  assertEquals(new Set(known.values()).size, known.size);
  assertNotEquals(addKey(m, rootShape(m, 302), KEYS[0]), addKey(m, root, KEYS[0]));
});

Deno.test("a shape stays as it is when keys are added to it", () => {
  const shape = addKey(m, rootShape(m, 303), KEYS[0]);
  addKey(m, shape, KEYS[1]);
  addKey(m, shape, KEYS[2]);
  assertEquals([shapeKeys(m, shape), shapeSlots(m, shape)], [[KEYS[0]], 1]);
});

Deno.test("a dict in an instance is a shape of one slot without a key", () => {
  const root = rootShape(m, 304), dict = dictShape(m, root);
  assert(isDictShape(m, dict) && !isDictShape(m, root));
  assertEquals([shapeSlots(m, dict), shapeKeys(m, dict), dictShape(m, root)], [1, [], dict]);
  assertEquals(findSlot(m, dict, 0), -1);
});

Deno.test("a shape that finds no memory is not there, and may be had later", () => {
  const root = rootShape(m, 305);
  m.heap.failAfter(0);
  assertEquals(addKey(m, root, KEYS[0]), 0);
  m.heap.failAfter(-1);
  assertEquals(shapeKeys(m, addKey(m, root, KEYS[0])), [KEYS[0]]);
});
