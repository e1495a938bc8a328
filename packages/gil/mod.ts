/**
 * Ways to guard an interpreter, each in one file: four global locks, and none.
 *
 * ```ts
 * import { HeapMemory } from "@orochi/heap";
 * import { PerObject } from "@orochi/gil";
 *
 * const memory = HeapMemory.create({ reserveBytes: 4 << 20 });
 * const lock = new PerObject({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
 * lock.threadStart();
 * lock.begin(0x100048); // a critical section on the object at this address
 * lock.end();
 * lock.threadExit();
 * ```
 *
 * @module
 */
export * from "./strategy.ts";
export { Serialised } from "./_serialised.ts";
export { Timeout } from "./timeout.ts";
export { Tick } from "./tick.ts";
export { Adaptive } from "./adaptive.ts";
export { Priority } from "./priority.ts";
export { PerObject } from "./object.ts";
export { OBJECT_LOCK_BITS } from "./_emit.ts";
export { PIECES, Subsystem } from "./subsystem.ts";
export {
  interruptParked,
  type ParkedState,
  parkedState,
  ParkingLot,
  type ParkOutcome,
} from "./parking_lot.ts";
export { type AcquireOutcome, type Park, ParkedLocks } from "./parked_locks.ts";
