import { assertEquals } from "@std/assert";
import { checkHeap, HeapMemory, heapStatistics, ThreadHeap } from "@orochi/heap";
import { CODE_BYTES, CODE_MODULE } from "@orochi/object";
import type { Site } from "./codegen/exits.ts";
import { publish, type Published, published } from "./published.ts";

/** A heap with a code object of which only the words of compiled code matter. */
function newCode(): { memory: HeapMemory; heap: ThreadHeap; code: number } {
  const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const code = heap.allocObject(CODE_BYTES);
  memory.i32[code >>> 2] = 1;
  memory.i32[(code + CODE_MODULE) >>> 2] = 0;
  return { memory, heap, code };
}

const SITES: readonly Site[] = [
  { pc: 0, reason: "raised", stored: [], constants: [], kept: [] },
  { pc: 17, reason: "not a str", stored: [3, 1], constants: [2, -1, 5, 0x2010], kept: [7] },
];

function record(bytes: number, callees: number[] = [0x10008]): Published {
  const caches = Int32Array.of(-1, 0, 5);
  return {
    bytes: new Uint8Array(bytes).fill(7),
    sites: SITES,
    callees,
    caches,
    parameters: 2,
    usesText: true,
  };
}

Deno.test("what was published is read as it was, whatever its length in bytes", () => {
  for (const length of [0, 1, 2, 3, 4, 1000]) {
    const { memory, heap, code } = newCode();
    publish(heap, memory.i32, code, record(length));
    assertEquals(published(memory.i32, code), record(length));
  }
});

Deno.test("nothing is read where nothing was published", () => {
  const { memory, code } = newCode();
  assertEquals(published(memory.i32, code), null);
});

Deno.test("what is read is a copy: a later record leaves it alone", () => {
  const { memory, heap, code } = newCode();
  publish(heap, memory.i32, code, record(8));
  const first = published(memory.i32, code)!;
  publish(heap, memory.i32, code, record(3, []));
  heap.quiescent();
  publish(heap, memory.i32, code, record(5, [1, 2, 3]));
  assertEquals(first, record(8));
  assertEquals(published(memory.i32, code), record(5, [1, 2, 3]));
});

Deno.test("a record that was replaced is freed after a grace period", () => {
  const { memory, heap, code } = newCode();
  const reader = new ThreadHeap(memory, 2);
  reader.enter();
  reader.attach();
  const storage = () =>
    heapStatistics(memory).classes.filter(({ objects }) => !objects).reduce((sum, { used }) => sum + used, 0);
  publish(heap, memory.i32, code, record(100));
  const one = storage();
  for (let i = 0; i < 5; i++) publish(heap, memory.i32, code, record(100));
  assertEquals(storage() > one, true);
  for (let i = 0; i < 5; i++) {
    heap.quiescent();
    reader.quiescent();
  }
  assertEquals(storage(), one);
  checkHeap(memory);
});

Deno.test("without memory the record that is there stays", () => {
  const { memory, heap, code } = newCode();
  publish(heap, memory.i32, code, record(4));
  heap.failAfter(0);
  publish(heap, memory.i32, code, record(9));
  heap.failAfter(-1);
  assertEquals(published(memory.i32, code), record(4));
});
