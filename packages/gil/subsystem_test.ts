import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { HeapMemory, LAYOUT_TABLE } from "@orochi/heap";
import { T_DICT, T_GENERATOR, T_INSTANCE, T_LIST, T_MODULE, T_TYPE } from "@orochi/object";
import { LockError, PIECES, Subsystem } from "./mod.ts";

/** One object of each piece, the last two of the same. */
const LAYOUTS: readonly number[] = [T_TYPE, T_MODULE, T_GENERATOR, T_INSTANCE, 90, T_LIST, T_DICT];
const OBJECTS: readonly number[] = LAYOUTS.map((_, i) => 0x180000 + i * 0x108);

/** Two slots' strategies over objects of each piece; there are two threads. */
function bench(options: string) {
  const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
  LAYOUTS.forEach((layout, i) => {
    memory.i32[OBJECTS[i] >>> 2] = layout;
    memory.u16[(LAYOUT_TABLE >>> 1) + layout] = layout;
  });
  const lock = new Subsystem({ memory, atomics: Atomics, slot: 1, now: () => 0, options });
  lock.threadStart();
  lock.prepareThread();
  return { lock, words: memory.i32 };
}

/** The words that a section on an object changes. */
function locksOf(options: string, object: number): number[] {
  const { lock, words } = bench(options);
  const before = words.slice();
  lock.begin(object);
  const changed = Array.from(before.keys()).filter((word) => words[word] !== before[word]);
  lock.end();
  assertEquals(Array.from(before.keys()).filter((word) => words[word] !== before[word]), []);
  return changed;
}

Deno.test("subsystem: each piece has a lock of its own, outside of the object", () => {
  const locks = OBJECTS.map((object) => locksOf("", object));
  for (const lock of locks) assertEquals(lock.length, 1);
  assertEquals(new Set(locks.map(([word]) => word)).size, OBJECTS.length);
});

Deno.test("subsystem: what is named stays under the big lock", () => {
  const [type, module, , , , list, dict] = OBJECTS.map((object) => locksOf("types,modules", object)[0]);
  assertEquals(type, module);
  assertNotEquals(list, type);
  assertNotEquals(list, dict);
  const all = OBJECTS.map((object) => locksOf("all", object)[0]);
  assertEquals(new Set(all).size, 1);
  assertEquals(all[0], type);
});

Deno.test("subsystem: two objects under one lock take it once, and sections on them nest", () => {
  const { lock, words } = bench("all");
  const before = words.slice();
  lock.begin2(OBJECTS[0], OBJECTS[1]);
  lock.begin(OBJECTS[2]);
  lock.end();
  lock.end();
  assertEquals(words.every((word, i) => word === before[i]), true);
});

Deno.test("subsystem: a piece that there is none of is refused", () => {
  assertThrows(() => bench("types,taxes"), LockError, 'option "taxes"');
  assertEquals(PIECES.length, 6);
});
