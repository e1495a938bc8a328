/**
 * The shared memory of Orochi: one WebAssembly.Memory, per-thread pages of blocks, frees from other threads,
 * deferred frees for lock-free readers, and a walk over all objects. It does not know what an object is.
 *
 * ```ts
 * import { HeapMemory, ThreadHeap, walkObjects } from "@orochi/heap";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = HeapMemory.create({ reserveBytes: 64 << 20 });
 * const heap = new ThreadHeap(memory, 1);
 * heap.enter();
 * const address = heap.allocObject(24);
 * memory.i32[address >>> 2] = 7; // a type word: now the walk sees it
 * let found = 0;
 * walkObjects(memory, () => found++);
 * assertEquals(found, 1);
 * heap.freeObject(address);
 * ```
 *
 * @module
 */
export * from "./memory_map.ts";
export { CONTROL, HeapError, HeapMemory, type HeapOptions, type WordAtomics } from "./heap_memory.ts";
export { buryThread } from "./bury.ts";
export { buryPagePool } from "./page_pool.ts";
export { buryLock, lockWord, unlockWord } from "./slot_lock.ts";
export { readImage, writeImage } from "./image.ts";
export { KIND_OBJECT, PAGE, PAGE_HEADER_BYTES, TAG_OWNER_SHIFT } from "./page.ts";
export { CLASS_BYTES, CLASS_OF_UNITS, CLASSES, MAX_SMALL_BYTES } from "./size_classes.ts";
export { Qsbr } from "./qsbr.ts";
export { OBJECT_PAGES, RAW_PAGES, ThreadHeap } from "./thread_heap.ts";
export { checkHeap, type ClassStatistics, type HeapStatistics, heapStatistics, walkObjects } from "./walk.ts";
export {
  addAllocFunction,
  addAllocRawFunction,
  addFreeFunction,
  addFreeRawFunction,
  emitAllocObject,
  type EmitOptions,
} from "./emit.ts";
