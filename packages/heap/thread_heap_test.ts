import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkHeap, HeapError, HeapMemory, PAGE_BYTES, ThreadHeap, walkObjects } from "./mod.ts";

/** A small reproducible generator (xorshift32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

for (const headerBytes of [0, 4, 8]) {
  Deno.test(`objects are 8-byte aligned and found by the walk with ${headerBytes} header bytes`, () => {
    const memory = HeapMemory.create({ reserveBytes: 16 << 20, headerBytes });
    const heap = new ThreadHeap(memory, 1);
    heap.enter();
    const live = new Set<number>();
    const next = random(7 + headerBytes);
    for (let i = 0; i < 20_000; i++) {
      if (next(3) > 0 || live.size === 0) {
        const bytes = next(50) === 0 ? 20_000 + next(100_000) : 4 + next(400);
        const address = heap.allocObject(bytes);
        if (address === 0) continue;
        assertEquals(address & 7, 0);
        assert(heap.usableBytes(address) >= bytes);
        assert(!live.has(address));
        memory.i32[address >>> 2] = 9;
        live.add(address);
      } else {
        const address = [...live][next(Math.min(live.size, 50))];
        heap.freeObject(address);
        live.delete(address);
      }
      if (live.size > 400) {
        for (const address of live) if (next(2) === 0) (heap.freeObject(address), live.delete(address));
      }
    }
    checkHeap(memory);
    const seen = new Set<number>();
    walkObjects(memory, (address) => seen.add(address));
    assertEquals(seen, live);
  });
}

Deno.test("a block freed by another slot is used again by its owner", () => {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20 });
  const one = new ThreadHeap(memory, 1), two = new ThreadHeap(memory, 2);
  one.enter();
  two.enter();
  const blocks: number[] = [];
  for (let i = 0; i < 5000; i++) {
    const address = one.allocObject(40);
    memory.i32[address >>> 2] = 9;
    blocks.push(address);
  }
  for (const address of blocks) two.freeObject(address);
  checkHeap(memory);
  const before = memory.bytesInUse;
  for (let i = 0; i < 5000; i++) memory.i32[one.allocObject(40) >>> 2] = 9;
  assertEquals(memory.bytesInUse, before);
  checkHeap(memory);
});

Deno.test("an exhausted heap answers 0 and goes on when memory is freed", () => {
  const memory = HeapMemory.create({ reserveBytes: 2 << 20 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const blocks: number[] = [];
  for (let address = heap.allocRaw(10_000); address !== 0; address = heap.allocRaw(10_000)) {
    blocks.push(address);
  }
  assertEquals(heap.allocRaw(200_000), 0);
  checkHeap(memory);
  for (const address of blocks) heap.freeRaw(address);
  assert(heap.allocRaw(200_000) !== 0);
  checkHeap(memory);
});

Deno.test("a failed reallocation leaves the storage as it was", () => {
  const memory = HeapMemory.create({ reserveBytes: 2 << 20 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const storage = heap.allocRaw(64);
  memory.i32[storage >>> 2] = 42;
  heap.failAfter(0);
  assertEquals(heap.reallocRaw(storage, 128), 0);
  heap.failAfter(-1);
  assertEquals(memory.i32[storage >>> 2], 42);
  const moved = heap.reallocRaw(storage, 128);
  assertEquals(memory.i32[moved >>> 2], 42);
});

Deno.test("storage freed later is kept until every attached slot was quiescent", () => {
  const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
  const one = new ThreadHeap(memory, 1), two = new ThreadHeap(memory, 2);
  one.enter();
  two.enter();
  const watched = one.allocRaw(24);
  one.freeRawLater(watched);
  const taken = new Set<number>();
  for (let i = 0; i < 40; i++) one.freeRawLater(one.allocRaw(24));
  for (let i = 0; i < 100; i++) taken.add(one.allocRaw(24));
  assert(!taken.has(watched), "reused while slot 2 may still read it");
  two.quiescent();
  for (let i = 0; i < 40; i++) one.freeRawLater(one.allocRaw(24));
  two.quiescent();
  one.quiescent();
  for (let i = 0; i < 3000; i++) taken.add(one.allocRaw(24));
  assert(taken.has(watched));
});

Deno.test("checkHeap names the page whose count is wrong", () => {
  const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const address = heap.allocObject(16);
  memory.i32[address >>> 2] = 9;
  memory.i32[((address & -PAGE_BYTES) + 20) >>> 2]++;
  assertThrows(() => checkHeap(memory), HeapError, "page");
});

Deno.test("sizes out of range are refused with the rule and the value", () => {
  assertThrows(() => HeapMemory.create({ reserveBytes: 1000 }), RangeError, "1000");
  assertThrows(() => HeapMemory.create({ headerBytes: 5 }), RangeError, "5");
  assertThrows(
    () => HeapMemory.attach(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })),
    HeapError,
  );
});

Deno.test("a heap that can gives memory back by itself when much is free, and all of it when it is asked to", () => {
  const memory = HeapMemory.create({ reserveBytes: 128 << 20 }), heap = new ThreadHeap(memory, 1);
  const released: number[] = [];
  memory.release = (address, bytes) => {
    memory.u8.fill(0xee, address, address + bytes);
    return released.push(bytes) > 0;
  };
  heap.enter();
  const large = [20, 20, 20].map((mebibytes) => heap.allocRaw(mebibytes << 20));
  const objects = Array.from({ length: 50_000 }, () => heap.allocObject(40));
  for (const object of objects) memory.i32[object >>> 2] = 9;
  heap.freeRaw(large[0]);
  assertEquals(released.length, 0, "20 MiB are kept");
  heap.freeRaw(large[1]);
  assert(released.length > 0 && memory.heldBytes === 0, "40 MiB are given back");
  objects.forEach((object, i) => i % 2 === 0 && heap.freeObject(object));
  heap.freeRaw(large[2]);
  assert(memory.heldBytes > 0);
  assert(heap.release() >= 20 << 20);
  assertEquals([memory.heldBytes, heap.release()], [0, 0]);
  checkHeap(memory);
  let found = 0;
  walkObjects(memory, () => found++);
  assertEquals(found, 25_000);
  const again = heap.allocRaw(20 << 20);
  memory.u8.fill(1, again, again + (20 << 20));
  checkHeap(memory);
});
