/**
 * How much of the JavaScript stack is left. Nothing tells, but a call that needs more than there is fails before it has begun:
 * so a call with very many arguments is tried.
 *
 * @module
 */
import { SURE_NESTING, THREAD_NESTING } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** Steps that are allowed where there is room: of up to 2.4 KiB each, and 64 KiB for what a native may take at the end. */
const GRANTED = 24, ROOM_BYTES = GRANTED * 2458 + (64 << 10);
/** Room is looked for where fewer steps than these are left. */
export const SCARCE_NESTING = 16;

/** One argument takes 8 bytes. */
const ARGUMENTS: readonly number[] = new Array(ROOM_BYTES >>> 3).fill(0);

function take(): void {}

/**
 * Whether there is room for {@linkcode GRANTED} steps. Takes 15 microseconds, so it is for who is deep in recursion already,
 * and asks once for several steps.
 */
function hasRoom(): boolean {
  try {
    take.apply(null, ARGUMENTS as []);
    return true;
  } catch {
    return false;
  }
}

/**
 * Allows more steps than `vm.maxNesting`, if there is room for them. Who comes back from them calls {@linkcode lessNesting}.
 *
 * @returns Whether there is.
 */
export function moreNesting(vm: Vm): boolean {
  if (!hasRoom()) return false;
  vm.maxNesting = vm.i32[(vm.block + THREAD_NESTING) >>> 2] + GRANTED;
  return true;
}

/**
 * What has been found to be free holds for so many steps from where it was looked for, and from where less of the stack is
 * taken: who comes back need not look again at once.
 */
export function lessNesting(vm: Vm): void {
  const holds = vm.i32[(vm.block + THREAD_NESTING) >>> 2] + GRANTED;
  vm.maxNesting = Math.max(SURE_NESTING, Math.min(vm.maxNesting, holds));
}
