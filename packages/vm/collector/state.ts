/**
 * What all Workers know of the collector: control words of the virtual machine.
 *
 * @module
 */
import { VM_CONTROL } from "@orochi/heap";
import type { Vm } from "../vm.ts";

const FIRST = (VM_CONTROL + 0x140) >>> 2;

/** Word: slot whose thread collects, or 0. Atomic. */
export const COLLECTING = FIRST;
/** Word: 1 once automatic collection was switched off (`gc.disable`). */
export const DISABLED = FIRST + 1;
/** Word: `gc.set_debug` flags. */
export const DEBUG = FIRST + 2;
/** Words: the three thresholds. Zero all three: the defaults. */
export const THRESHOLDS = FIRST + 3;
/** Word: 1 once thresholds were set. */
export const THRESHOLDS_SET = FIRST + 6;
/** Word: object blocks in use after the last collection. */
export const SURVIVORS = FIRST + 7;
/** Word: pages of objects after the last collection. */
export const PAGES_THEN = FIRST + 8;
/** Word: Value, the list `gc.garbage` (owned), or 0. */
export const GARBAGE = FIRST + 9;
/** Word: Value, the list `gc.callbacks` (owned), or 0. */
export const CALLBACKS = FIRST + 10;
/** Word: objects that `gc.freeze` set aside. */
export const FROZEN = FIRST + 11;
/** Word: how often in a row automatic collections found little, up to 2. */
export const RARER = FIRST + 21;
/** Word: pages in use after the last collection of a heap without counts. */
export const TRACED_PAGES = FIRST + 22;
/** Words: number, sum and longest of the pauses in which no thread ran, in microseconds. */
export const PAUSES = FIRST + 23;
/** Words: collections, collected, uncollectable of each of three generations. */
export const STATISTICS = FIRST + 12;

/** `gc.DEBUG_STATS`. */
export const DEBUG_STATS = 1;
/** `gc.DEBUG_COLLECTABLE`. */
export const DEBUG_COLLECTABLE = 2;
/** `gc.DEBUG_UNCOLLECTABLE`. */
export const DEBUG_UNCOLLECTABLE = 4;
/** `gc.DEBUG_SAVEALL`. */
export const DEBUG_SAVEALL = 32;

/** CPython's thresholds. */
const DEFAULT_THRESHOLDS = [2000, 10, 0];

/** Threshold 0, 1 or 2. The first: new objects before the next collection; 0 for never. */
export function threshold(vm: Vm, index: number): number {
  return vm.i32[THRESHOLDS_SET] === 1 ? vm.i32[THRESHOLDS + index] : DEFAULT_THRESHOLDS[index];
}
