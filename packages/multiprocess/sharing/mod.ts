/**
 * Memory that Workers share, and what they need to use it together: locks, conditions, values, arrays, queues.
 *
 * Each object goes to another Worker as its `share()`, which `postMessage` carries; `attach` makes the same object
 * of it there. Operations come in two forms: one blocks the Worker, the one called `...Async` lets its event loop run.
 *
 * A Worker that is terminated while it has a lock keeps it for ever, as in Python: stop Workers by asking them.
 *
 * @module
 */
export { Barrier, Condition } from "./condition.ts";
export { type Held, hold, holdAsync, Lock, type Lockable, RLock } from "./lock.ts";
export { type QueueCodec, QueueEmpty, QueueFull, type QueueOptions, SharedQueue } from "./queue.ts";
export { Semaphore, SharedEvent } from "./semaphore.ts";
export {
  type ArrayTypes,
  type Element,
  SharedArray,
  type SharedTypedArray,
  SharedValue,
  type TypeCode,
} from "./value.ts";
export type { SharedHandle } from "./words.ts";
