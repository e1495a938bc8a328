/**
 * The roots of a heap without counts: what is reached from outside of objects. Frames, words of threads and control
 * words are looked through word by word; whatever is an object's address keeps that object.
 *
 * What natives hold in JavaScript can't be seen. So nothing is collected while any thread is inside a native that has
 * called Python: those that block or collect hold nothing else, and those that were interrupted in between are
 * covered by the strategy's memory of what their slot took last.
 *
 * @module
 */
import {
  MAX_SLOTS,
  RUNTIME_CONTROL,
  THREAD_BLOCK_BYTES,
  threadBlock,
  VM_CONTROL,
  VM_SECTION,
} from "@orochi/heap";
import { type Address, FLAG_FROZEN, FLAG_IMMORTAL } from "@orochi/object";
import { PYTHON_NESTING, THREAD_NESTING, THREAD_STACK_BASE, THREAD_STACK_TOP } from "../thread_state.ts";
import type { Vm } from "../vm.ts";
import type { ObjectTable } from "./object_table.ts";

const CONTROL_BYTES = 4096;
/** One entry into the interpreter, and one native called from there. */
const MOST_NESTING = PYTHON_NESTING + 1;

/** Whether all that keeps objects alive can be seen. While the world stands still; of the calling slot only, at any time. */
export function canTrace(vm: Vm, slot?: number): boolean {
  for (let other = slot ?? 1; other < (slot ?? MAX_SLOTS - 1) + 1; other++) {
    const block = threadBlock(other);
    if (vm.i32[(block + THREAD_STACK_BASE) >>> 2] === 0) continue;
    if (vm.i32[(block + THREAD_NESTING) >>> 2] > MOST_NESTING) return false;
  }
  return true;
}

/** Calls back with every object that is a root; with some more than once. */
export function visitRoots(vm: Vm, table: ObjectTable, visit: (object: Address) => void): void {
  const i32 = vm.i32;
  for (let i = 0; i < table.found; i++) {
    const object = table.objects[i];
    if ((i32[object >>> 2] & (FLAG_IMMORTAL | FLAG_FROZEN)) !== 0) visit(object);
  }
  const look = (value: number): void => {
    if (value !== 0 && (value & 7) === 0 && table.has(value)) visit(value);
  };
  const lookThrough = (from: number, to: number): void => {
    for (let word = from >>> 2; word < to >>> 2; word++) look(i32[word]);
  };
  lookThrough(VM_CONTROL, VM_CONTROL + CONTROL_BYTES);
  lookThrough(RUNTIME_CONTROL, RUNTIME_CONTROL + CONTROL_BYTES);
  for (let slot = 1; slot < MAX_SLOTS; slot++) {
    const block = threadBlock(slot), base = i32[(block + THREAD_STACK_BASE) >>> 2];
    lookThrough(block + VM_SECTION, block + THREAD_BLOCK_BYTES);
    if (base !== 0) lookThrough(base, i32[(block + THREAD_STACK_TOP) >>> 2]);
    // The calling thread is where it is to be: it holds nothing.
    if (slot !== vm.slot) vm.rc.heldBy?.(slot, look);
  }
}
