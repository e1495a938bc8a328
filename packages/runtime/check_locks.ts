/**
 * Whether every object's lock is free: so it is when no thread runs any more.
 *
 * @module
 */
import { OBJECT_LOCK_BITS } from "@orochi/gil";
import { walkObjects } from "@orochi/heap";
import type { Vm } from "@orochi/vm";
import { describe } from "./check_counts.ts";

/** Objects that are told. */
const MOST = 12;

/**
 * Looks for objects that a lock strategy has left locked.
 *
 * @returns Which, with their types, or null.
 */
export function checkLocks(vm: Vm): string | null {
  const locked: string[] = [];
  let count = 0;
  walkObjects(vm.memory, (object) => {
    if ((vm.i32[object >>> 2] & OBJECT_LOCK_BITS) === 0) return;
    if (++count <= MOST) locked.push(`${describe(vm, object)} is locked, though no thread is left`);
  });
  return count === 0 ? null : `${count} objects are not free: ${locked.join("; ")}`;
}
