import { assert, assertEquals } from "@std/assert";
import { I32, WasmModule } from "@orochi/wasm";
import {
  addAllocFunction,
  addAllocRawFunction,
  addFreeFunction,
  addFreeRawFunction,
  checkHeap,
  emitAllocObject,
  HeapMemory,
  threadBlock,
  ThreadHeap,
  walkObjects,
} from "./mod.ts";

interface Core {
  readonly alloc: (block: number, bytes: number) => number;
  readonly allocRaw: (block: number, bytes: number) => number;
  readonly alloc24: (block: number) => number;
  readonly free: (block: number, address: number) => void;
  readonly freeRaw: (block: number, address: number) => void;
}

/** Instantiates the emitted functions on a heap; `calls` counts what went to the slow paths. */
function emitted(
  memory: HeapMemory,
  heap: ThreadHeap,
): { core: Core; calls: { alloc: number; free: number; freeRaw: number } } {
  const headerBytes = memory.headerBytes;
  const module = new WasmModule();
  const pages = memory.memory.buffer.byteLength / 65536;
  module.importMemory("heap", "memory", { initial: pages, maximum: pages, shared: true });
  const slowAlloc = module.importFunction("heap", "alloc", [I32], [I32]);
  const slowRaw = module.importFunction("heap", "allocRaw", [I32], [I32]);
  const slowFree = module.importFunction("heap", "free", [I32], []);
  const slowFreeRaw = module.importFunction("heap", "freeRaw", [I32], []);
  module.exportFunction("alloc", addAllocFunction(module, { headerBytes, slow: slowAlloc }));
  module.exportFunction("allocRaw", addAllocRawFunction(module, { headerBytes, slow: slowRaw }));
  module.exportFunction("free", addFreeFunction(module, { headerBytes, slow: slowFree }));
  module.exportFunction("freeRaw", addFreeRawFunction(module, { headerBytes, slow: slowFreeRaw }));
  const f = module.addFunction("alloc24", [I32], [I32]);
  emitAllocObject(f, 24, 0, { headerBytes, slow: slowAlloc });
  f.end();
  module.exportFunction("alloc24", f.index);
  const calls = { alloc: 0, free: 0, freeRaw: 0 };
  const imports = {
    memory: memory.memory,
    alloc: (bytes: number) => (calls.alloc++, heap.allocObject(bytes)),
    allocRaw: (bytes: number) => heap.allocRaw(bytes),
    free: (address: number) => (calls.free++, heap.freeObject(address)),
    freeRaw: (address: number) => (calls.freeRaw++, heap.freeRawLater(address)),
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { heap: imports });
  return { core: instance.exports as unknown as Core, calls };
}

for (const headerBytes of [0, 4, 8]) {
  Deno.test(`emitted allocation and the allocator share a heap with ${headerBytes} header bytes`, () => {
    const memory = HeapMemory.create({ reserveBytes: 16 << 20, headerBytes });
    const heap = new ThreadHeap(memory, 3);
    heap.enter();
    const { core, calls } = emitted(memory, heap);
    const block = threadBlock(3);
    const live = new Set<number>();
    let state = 12345;
    for (let i = 0; i < 20_000; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const dice = state >>> 16;
      if ((dice & 1) === 0 || live.size === 0) {
        const bytes = 4 + dice % 300;
        const way = dice % 3;
        const address = way === 0
          ? core.alloc(block, bytes)
          : way === 1
          ? core.alloc24(block)
          : heap.allocObject(bytes);
        memory.i32[address >>> 2] = 5;
        assertEquals(live.has(address), false);
        assertEquals(address & 7, 0);
        live.add(address);
      } else {
        const address = live.values().next().value!;
        live.delete(address);
        if ((dice & 2) === 0) core.free(block, address);
        else heap.freeObject(address);
      }
    }
    checkHeap(memory);
    const seen = new Set<number>();
    walkObjects(memory, (address) => seen.add(address));
    assertEquals(seen, live);
    assert(calls.alloc < 2000, `${calls.alloc} of some 10000 allocations were slow`);
  });
}

Deno.test("emitted code frees raw storage of its slot at once, unless another slot may still read it", () => {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20 });
  const one = new ThreadHeap(memory, 1), two = new ThreadHeap(memory, 2);
  one.enter();
  const { core, calls } = emitted(memory, one);
  const block = threadBlock(1);
  const storages = Array.from({ length: 100 }, (_, k) => core.allocRaw(block, 64 + k % 3 * 100));
  for (const storage of storages.slice(0, 50)) core.freeRaw(block, storage);
  assertEquals([calls.freeRaw, core.allocRaw(block, 64 + 49 % 3 * 100)], [0, storages[49]]);
  two.enter();
  core.freeRaw(block, storages[50]);
  assertEquals([calls.freeRaw, core.allocRaw(block, 64 + 50 % 3 * 100) !== storages[50]], [1, true]);
  checkHeap(memory);
  two.leave();
  core.freeRaw(block, core.allocRaw(block, 100_000));
  assertEquals(calls.freeRaw, 2);
  checkHeap(memory);
});

Deno.test("what the emitted free can't do goes to the allocator untouched", () => {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20 });
  const one = new ThreadHeap(memory, 1), two = new ThreadHeap(memory, 2);
  one.enter();
  two.enter();
  const { core, calls } = emitted(memory, one);
  const foreign = two.allocObject(24), large = core.alloc(threadBlock(1), 100_000);
  memory.i32[foreign >>> 2] = memory.i32[large >>> 2] = 5;
  core.free(threadBlock(1), foreign);
  core.free(threadBlock(1), large);
  assertEquals(calls.free, 2);
  checkHeap(memory);
  for (const heap of [one, two]) heap.leave();
  checkHeap(memory);
});

Deno.test("an injected fault is seen by emitted code, and the heap is whole afterwards", () => {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20 });
  const heap = new ThreadHeap(memory, 1);
  heap.enter();
  const { core } = emitted(memory, heap);
  const block = threadBlock(1);
  core.alloc24(block);
  heap.failAfter(2);
  const results = [
    core.alloc(block, 24),
    core.alloc24(block),
    core.alloc(block, 24),
    core.allocRaw(block, 64),
  ];
  assertEquals(results.map((address) => address !== 0), [true, true, false, true]);
  checkHeap(memory);
});
