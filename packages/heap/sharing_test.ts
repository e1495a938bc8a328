import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkHeap, HeapError, HeapMemory, ThreadHeap, walkObjects, type WordAtomics } from "./mod.ts";

const TYPE = 9;

function heaps(reserveBytes: number, slots: number, checked = false): [HeapMemory, ...ThreadHeap[]] {
  const memory = HeapMemory.create({ reserveBytes, checked });
  const all = Array.from({ length: slots }, (_, i) => new ThreadHeap(memory, i + 1));
  for (const heap of all) heap.enter();
  return [memory, ...all];
}

function object(memory: HeapMemory, heap: ThreadHeap, bytes: number): number {
  const address = heap.allocObject(bytes);
  if (address !== 0) memory.i32[address >>> 2] = TYPE;
  return address;
}

Deno.test("blocks that another slot freed are used again, however many full pages there are", () => {
  const [memory, one, two] = heaps(64 << 20, 2);
  const blocks: number[] = [];
  for (let i = 0; i < 60_000; i++) blocks.push(object(memory, one, 200)); // some 200 full pages
  const before = memory.bytesInUse;
  for (let round = 0; round < 5; round++) {
    // The oldest first: their pages are the farthest from the current one.
    for (let i = 0; i < 20_000; i++) two.freeObject(blocks[i]);
    for (let i = 0; i < 20_000; i++) blocks[i] = object(memory, one, 200);
  }
  assertEquals(memory.bytesInUse, before);
  checkHeap(memory);
});

Deno.test("the pages of a slot that left are given back when the pool is empty", () => {
  const [memory, one, two] = heaps(8 << 20, 2);
  const blocks: number[] = [];
  for (let address = two.allocRaw(1000); address !== 0; address = two.allocRaw(1000)) blocks.push(address);
  two.leave();
  assertEquals(one.allocRaw(100_000), 0);
  for (const address of blocks) one.freeRaw(address);
  assert(one.allocRaw(3_000_000) !== 0);
  checkHeap(memory);
});

Deno.test("a slot can be entered again once it was left, and not before", () => {
  const [memory, one] = heaps(8 << 20, 1);
  const other = new ThreadHeap(memory, 1);
  assertThrows(() => other.enter(), HeapError, "slot 1");
  const address = object(memory, one, 24);
  one.leave();
  other.enter();
  other.freeObject(address);
  checkHeap(memory);
});

Deno.test("an empty page of objects, and a large object, wait for the other slot's quiescent point", () => {
  const [memory, one, two] = heaps(16 << 20, 2);
  const blocks: number[] = [];
  for (let i = 0; i < 5000; i++) blocks.push(object(memory, one, 120));
  const large = object(memory, one, 200_000);
  const before = memory.bytesInUse;
  for (const address of blocks) one.freeObject(address);
  one.freeObject(large);
  for (let i = 0; i < 5; i++) one.quiescent();
  assertEquals(memory.bytesInUse, before);
  two.quiescent();
  for (let i = 0; i < 3; i++) (one.quiescent(), two.quiescent());
  assert(memory.bytesInUse <= before - 200_000 - 5000 * 100);
  checkHeap(memory);
});

Deno.test("a detached slot holds no memory back", () => {
  const [memory, one, two] = heaps(16 << 20, 2);
  const before = memory.bytesInUse;
  two.detach();
  one.freeRawLater(one.allocRaw(1 << 20));
  one.quiescent();
  one.quiescent();
  assertEquals(memory.bytesInUse, before);
});

Deno.test("what a slot that left had deferred is freed by another", () => {
  const [memory, one, two, three] = heaps(16 << 20, 3);
  const before = memory.bytesInUse;
  two.freeRawLater(two.allocRaw(1 << 20));
  two.leave(); // slots 1 and 3 may still read it
  assert(memory.bytesInUse >= before + (1 << 20));
  for (let i = 0; i < 3; i++) (one.quiescent(), three.quiescent());
  assert(memory.bytesInUse < before + (1 << 20));
  checkHeap(memory);
});

Deno.test("a slot whose deferred frees pile up asks the others for a quiescent point", () => {
  const [, one] = heaps(16 << 20, 2);
  let asked = 0;
  one.onWaiting = () => asked++;
  for (let i = 0; i < 1000; i++) one.freeRawLater(one.allocRaw(16));
  assert(asked >= 1);
});

Deno.test("a checked heap refuses to free twice, to free what is no object, and paints what it frees", () => {
  const [memory, one] = heaps(16 << 20, 1, true);
  const first = object(memory, one, 40), second = object(memory, one, 40), raw = one.allocRaw(40);
  one.freeObject(first);
  assertThrows(() => one.freeObject(first), HeapError, "free already");
  assertThrows(() => one.freeObject(raw), HeapError, "kind");
  assertThrows(() => one.freeRaw(second), HeapError, "kind");
  one.freeRaw(raw);
  assertThrows(() => one.freeRaw(raw), HeapError, "free already");
  assertEquals(memory.u8[(first + 16) >>> 0], 0xdb);
  checkHeap(memory);
});

Deno.test("after an allocation failed anywhere, the heap is whole and the next one succeeds", () => {
  for (let n = 0; n < 40; n++) {
    const [memory, one] = heaps(4 << 20, 1);
    one.failAfter(n);
    const blocks: number[] = [];
    let failures = 0;
    for (let i = 0; i < 40; i++) {
      const address = i % 5 === 0 ? object(memory, one, 70_000) : object(memory, one, 16 + i * 8);
      if (address === 0) failures++;
      else blocks.push(address);
      if (i % 3 === 0 && blocks.length > 0) one.freeObject(blocks.shift()!);
    }
    assertEquals(failures, 1);
    checkHeap(memory);
    let live = 0;
    walkObjects(memory, () => live++);
    assertEquals(live, blocks.length);
  }
});

/** Calls `between` before every atomic operation: another slot runs there, as a preemptive scheduler would do it. */
function interrupted(between: () => void): WordAtomics {
  return {
    load: (words, index) => (between(), Atomics.load(words, index)),
    store: (words, index, value) => (between(), Atomics.store(words, index, value)),
    add: (words, index, value) => (between(), Atomics.add(words, index, value)),
    exchange: (words, index, value) => (between(), Atomics.exchange(words, index, value)),
    compareExchange: (words, index, a, b) => (between(), Atomics.compareExchange(words, index, a, b)),
    wait: () => {
      throw new Error("a slot waited although no other was inside the pool");
    },
    notify: (words, index, count) => Atomics.notify(words, index, count),
  };
}

Deno.test("remote frees are neither lost nor doubled, wherever another slot comes in between", () => {
  // Slot 2 frees blocks of slot 1; at each of its atomic operations slot 3 may free another, or slot 1 allocate.
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed * 2654435761 >>> 0;
    const random = (below: number) => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
      return ((state ^ (state >>> 13)) >>> 0) % below;
    };
    const base = HeapMemory.create({ reserveBytes: 4 << 20 });
    const one = new ThreadHeap(base, 1), three = new ThreadHeap(base, 3);
    const live: number[] = [];
    let inside = false;
    const between = () => {
      if (inside || random(2) === 0) return;
      inside = true;
      if (random(3) > 0 && live.length > 0) three.freeObject(live.splice(random(live.length), 1)[0]);
      else live.push(object(base, one, 4000));
      inside = false;
    };
    const two = new ThreadHeap(HeapMemory.attach(base.memory, interrupted(between)), 2);
    for (const heap of [one, two, three]) {
      inside = true;
      heap.enter();
      inside = false;
    }
    for (let i = 0; i < 60; i++) live.push(object(base, one, 4000));
    while (live.length > 5) two.freeObject(live.splice(random(live.length), 1)[0]);
    checkHeap(base);
    const found: number[] = [];
    walkObjects(base, (address) => found.push(address));
    assertEquals(found.sort((a, b) => a - b), live.sort((a, b) => a - b), `seed ${seed}`);
  }
});

Deno.test("two Workers that free each other's objects leave a whole heap", async () => {
  const [memory, one] = heaps(32 << 20, 1);
  const ring = new Int32Array(new SharedArrayBuffer(1024 * 4));
  new ThreadHeap(memory, 2).enter(); // by the starter, so that nobody is alone any more when the Worker runs
  const worker = new Worker(new URL("./sharing_worker.ts", import.meta.url), { type: "module" });
  const answer = new Promise<string>((resolve) => worker.onmessage = (event) => resolve(event.data));
  worker.postMessage({ memory: memory.memory, ring });
  const count = 50_000;
  let made = 0, freed = 0;
  while (made < count || freed < count) {
    // Even words of the ring carry ours to the Worker, odd ones the Worker's to us.
    const out = (made * 2) & 1023;
    if (made < count && Atomics.load(ring, out) === 0) {
      const address = object(memory, one, 16 + (made & 63));
      memory.i32[(address + 4) >>> 2] = made;
      Atomics.store(ring, out, address);
      made++;
    }
    const back = (freed * 2 + 1) & 1023;
    const address = Atomics.load(ring, back);
    if (address !== 0) {
      assertEquals(memory.i32[(address + 4) >>> 2], freed);
      one.freeObject(address);
      Atomics.store(ring, back, 0);
      freed++;
    } else if (made === count) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    if ((made & 63) === 0) one.quiescent();
  }
  assertEquals(await answer, "ok");
  worker.terminate();
  checkHeap(memory);
  let live = 0;
  walkObjects(memory, () => live++);
  assertEquals(live, 0);
});
