/**
 * Locks and the like over a `SharedArrayBuffer`, for any program of several threads: no virtual machine needed.
 *
 * @module
 */
export {
  Guard,
  type Outcome,
  type Place,
  Primitive,
  PrimitiveError,
  type Steps,
  type Wait,
} from "./_place.ts";
export { Mutex } from "./mutex.ts";
export { RLock } from "./rlock.ts";
export { Condition } from "./condition.ts";
export { Semaphore } from "./semaphore.ts";
export { Event } from "./event.ts";
export { RwLock } from "./rw_lock.ts";
export { Once } from "./once.ts";
export { SeqLock } from "./seq_lock.ts";
export { Barrier, BrokenBarrierError } from "./barrier.ts";
export { MpscQueue } from "./mpsc_queue.ts";
export { Queue } from "./queue.ts";
export { ParkingLot, type ParkingLotSizes, type ParkResult } from "./parking_lot.ts";
