/**
 * Reference counting over shared memory: strategies that can be swapped, each in one file.
 *
 * ```ts
 * import { Biased } from "@orochi/refcount";
 * import { assertEquals } from "@std/assert";
 *
 * const words = new Int32Array(new SharedArrayBuffer(1 << 20));
 * const counts = new Biased({ words, atomics: Atomics, slot: 1, region: 4096, setBreaker: () => {} });
 * counts.threadStart();
 * const object = 512;
 * counts.init(object);
 * counts.incref(object);
 * assertEquals(counts.decref(object), false);
 * assertEquals(counts.decref(object), true);
 * ```
 *
 * @module
 */
export {
  type Address,
  type AtomicOperations,
  type Destroy,
  type RefcountConstraints,
  type RefcountContext,
  type RefcountEmitContext,
  type RefcountEmitter,
  RefcountError,
  type RefcountStrategy,
} from "./strategy.ts";
export { Plain } from "./plain.ts";
export { Atomic } from "./atomic.ts";
export { Biased, QUEUE_CAPACITY } from "./biased.ts";
export { Buffered, LOG_ENTRIES } from "./buffered.ts";
export { Deferred, TABLE_ENTRIES } from "./deferred.ts";
export { RING_ENTRIES, Tracing } from "./tracing.ts";
export { Side } from "./side.ts";
