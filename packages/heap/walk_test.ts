import { assertEquals, assertThrows } from "@std/assert";
import { HeapError, HeapMemory } from "./heap_memory.ts";
import { PAGE_BYTES, threadBlock } from "./memory_map.ts";
import { PAGE, TAG_FULL } from "./page.ts";
import { OBJECT_PAGES, ThreadHeap } from "./thread_heap.ts";
import { checkHeap, heapStatistics, walkObjects } from "./walk.ts";

/** A heap of some objects, whose type words are 1, 2, 3, ... */
function newHeap(): { memory: HeapMemory; heap: ThreadHeap; objects: number[]; raw: number } {
  const memory = HeapMemory.create({ reserveBytes: 8 << 20, headerBytes: 4 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const objects = [16, 16, 100, 100_000].map((bytes, i) => {
    const object = heap.allocObject(bytes);
    memory.i32[object >>> 2] = i + 1;
    return object;
  });
  return { memory, heap, objects, raw: heap.allocRaw(24) };
}

function walked(memory: HeapMemory): number[] {
  const found: number[] = [];
  walkObjects(memory, (object) => found.push(memory.i32[object >>> 2]));
  return found.toSorted();
}

Deno.test("a walk meets each live object once, large ones too, and no raw storage", () => {
  const { memory, heap, objects } = newHeap();
  assertEquals(walked(memory), [1, 2, 3, 4]);
  heap.freeObject(objects[1]);
  heap.freeObject(objects[3]);
  heap.quiescent();
  assertEquals(walked(memory), [1, 3]);
});

Deno.test("a walk may free what it is given, all of it", () => {
  const { memory, heap } = newHeap();
  walkObjects(memory, (object) => heap.freeObject(object));
  assertEquals(walked(memory), []);
  checkHeap(memory);
});

Deno.test("statistics count objects apart from storage, by size, large ones last", () => {
  const { memory } = newHeap();
  const { objects, classes, blockBytes, pageBytes, peakBytes } = heapStatistics(memory);
  assertEquals(objects, 4);
  assertEquals(classes.map((entry) => [entry.objects, entry.blockBytes, entry.pages, entry.used]), [
    [true, 24, 1, 2],
    [true, 112, 1, 1],
    [true, 0, 2, 1],
    [false, 24, 1, 1],
  ]);
  assertEquals(blockBytes, classes.reduce((sum, { usedBytes }) => sum + usedBytes, 0));
  assertEquals([pageBytes, peakBytes], [5 * PAGE_BYTES, 5 * PAGE_BYTES]);
});

Deno.test("a check sees each word of a page's header that is wrong", () => {
  const breaks: [number, (value: number) => number, string][] = [
    [PAGE.used, (used) => used + 1, ""],
    [PAGE.bump, (bump) => bump - 8, ""],
    [PAGE.sizeClass, (index) => index + 1, "does not belong there"],
    [PAGE.tag, (tag) => tag | TAG_FULL, "does not belong there"],
    [PAGE.tag, () => 9, ""],
    [PAGE.previous, () => 8, "is broken at"],
  ];
  for (const [offset, change, problem] of breaks) {
    const { memory, objects } = newHeap();
    checkHeap(memory);
    const word = ((objects[0] & -PAGE_BYTES) + offset) >>> 2;
    memory.i32[word] = change(memory.i32[word]);
    assertThrows(() => checkHeap(memory), HeapError, problem, `word ${offset}`);
  }
});

Deno.test("a check sees a page that is on no list, and a block that is free but has a type", () => {
  const { memory, heap, objects } = newHeap();
  heap.freeObject(objects[0]);
  checkHeap(memory);
  memory.i32[objects[0] >>> 2] = 5;
  assertThrows(() => checkHeap(memory), HeapError, "is free but has a type");
  memory.i32[objects[0] >>> 2] = 0;
  const lists = (threadBlock(1) + OBJECT_PAGES) >>> 2,
    first = memory.i32.subarray(lists, lists + 40).findIndex((page) => page !== 0);
  memory.i32[lists + first] = 0;
  assertThrows(() => checkHeap(memory), HeapError, "not full but not on its owner's list");
});
