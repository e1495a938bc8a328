import { assertEquals, assertThrows } from "@std/assert";
import { HeapError, HeapMemory } from "./heap_memory.ts";
import { readImage, writeImage } from "./image.ts";
import { ThreadHeap } from "./thread_heap.ts";
import { checkHeap, walkObjects } from "./walk.ts";

/** A heap with some objects and storage whose slot has left it; and what is in it by address. */
function populated(): { memory: HeapMemory; contents: Map<number, number> } {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20, headerBytes: 4 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const contents = new Map<number, number>();
  for (let i = 0; i < 5000; i++) {
    const object = heap.allocObject(16 + i % 7 * 8), raw = heap.allocRaw(8 + i % 3 * 700);
    memory.i32[object >>> 2] = 77;
    memory.i32[(object >>> 2) + 1] = raw;
    memory.i32[raw >>> 2] = i;
    if (i % 5 === 0) {
      memory.i32[object >>> 2] = 0;
      heap.freeRaw(raw);
      heap.freeObject(object);
    } else contents.set(object, i);
  }
  heap.leave();
  return { memory, contents };
}

function objectsOf(memory: HeapMemory): Map<number, number> {
  const found = new Map<number, number>();
  walkObjects(memory, (object) => found.set(object, memory.i32[memory.i32[(object >>> 2) + 1] >>> 2]));
  return found;
}

Deno.test("a heap made from an image holds the same objects at the same addresses, in a reservation of any size", () => {
  const { memory, contents } = populated();
  const image = writeImage(memory);
  for (const reserveBytes of [8 << 20, 16 << 20, 64 << 20]) {
    const copy = readImage(image, { reserveBytes });
    assertEquals(objectsOf(copy), contents);
    assertEquals(copy.headerBytes, 4);
    checkHeap(copy);
  }
});

Deno.test("a heap made from an image goes on as the heap itself would", () => {
  const { memory, contents } = populated();
  const copy = readImage(writeImage(memory), { reserveBytes: 16 << 20 });
  const heap = new ThreadHeap(copy, 1);
  heap.enter();
  const [first] = contents.keys();
  heap.freeRaw(copy.i32[(first >>> 2) + 1]);
  copy.i32[first >>> 2] = 0;
  heap.freeObject(first);
  contents.delete(first);
  for (let i = 0; i < 2000; i++) {
    const object = heap.allocObject(24), raw = heap.allocRaw(16);
    assertEquals(contents.has(object), false);
    copy.i32[object >>> 2] = 5;
    copy.i32[(object >>> 2) + 1] = raw;
    copy.i32[raw >>> 2] = -i;
    contents.set(object, -i);
  }
  assertEquals(objectsOf(copy), contents);
  heap.leave();
  checkHeap(copy);
  assertEquals(objectsOf(memory).size, 4000);
});

Deno.test("an image leaves out what is zero", () => {
  const memory = HeapMemory.create({ reserveBytes: 64 << 20 });
  assertEquals(writeImage(memory).length < 32 << 10, true);
});

Deno.test("what is no image, is cut off or too large is refused", () => {
  const image = writeImage(populated().memory);
  assertThrows(() => readImage(new Uint8Array(3)), HeapError, "none");
  assertThrows(() => readImage(new Uint8Array(64)), HeapError, "none");
  assertThrows(() => readImage(image.subarray(0, image.length - 4096)), HeapError, "cut off");
  assertThrows(() => readImage(image, { reserveBytes: 2 << 20 }), RangeError, "needs");
  const other = image.slice();
  other[4] = 99;
  assertThrows(() => readImage(other), HeapError, "version 99");
});
