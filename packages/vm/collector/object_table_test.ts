import { assert, assertEquals } from "@std/assert";
import { HeapMemory, ThreadHeap } from "@orochi/heap";
import { NO_OBJECT, ObjectTable } from "./object_table.ts";

const SIZES = [16, 17, 40, 64, 100, 333, 1000, 2000, 5000, 16384, 20000, 200_000];

/** A heap with many objects of each size, some of them freed, and some raw storage. */
function newHeap(headerBytes: number): { memory: HeapMemory; objects: number[]; raw: number } {
  const memory = HeapMemory.create({ reserveBytes: 64 << 20, headerBytes });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const objects: number[] = [];
  for (const bytes of SIZES) {
    for (let i = 0; i < Math.min(300, 400_000 / bytes); i++) {
      const object = heap.allocObject(bytes);
      memory.i32[object >>> 2] = 1 + i % 3;
      if (i % 5 === 4) heap.freeObject(object);
      else objects.push(object);
    }
  }
  return { memory, objects, raw: heap.allocRaw(64) };
}

for (const headerBytes of [0, 4, 8]) {
  Deno.test(`each object has a number of its own, with ${headerBytes} header bytes`, () => {
    const { memory, objects } = newHeap(headerBytes), table = new ObjectTable();
    table.fill(memory, 7, () => true);
    const numbers = objects.map((object) => table.of(object));
    assertEquals(new Set(numbers).size, objects.length);
    for (const number of numbers) assertEquals(table.notes[number], 7);
    assertEquals(table.found, objects.length);
    assertEquals([...table.objects.subarray(0, table.found)].toSorted(), objects.toSorted());
  });
}

Deno.test("only objects that were wanted are listed, but all have notes", () => {
  const { memory, objects } = newHeap(4), table = new ObjectTable();
  table.fill(memory, 0, (object) => memory.i32[object >>> 2] === 2);
  for (const object of objects) {
    assertEquals(table.has(object), memory.i32[object >>> 2] === 2);
    assert(table.of(object) !== NO_OBJECT);
  }
});

Deno.test("what is no object's address is not listed, and storage has no number", () => {
  const { memory, objects, raw } = newHeap(8), table = new ObjectTable();
  table.fill(memory, 0, () => true);
  for (const object of objects) assert(!table.has(object + 8));
  assertEquals([table.of(raw), table.has(raw), table.of(0x2010), table.has(5)], [
    NO_OBJECT,
    false,
    NO_OBJECT,
    false,
  ]);
});

Deno.test("a table that was let go or filled again knows the heap as it is then", () => {
  const { memory, objects } = newHeap(4), table = new ObjectTable();
  table.fill(memory, 3, () => true);
  table.release();
  assertEquals([table.found, table.notes.length], [0, 0]);
  table.fill(memory, 4, (object) => object === objects[0]);
  assertEquals([table.found, table.notes[table.of(objects[5])]], [1, 4]);
});
