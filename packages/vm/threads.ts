/**
 * The beginning and the end of a Python thread on a Worker: its stack and its words of the thread block.
 *
 * @module
 */
import { destroy } from "./lifetime.ts";
import {
  STACK_BYTES,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_IDENT,
  THREAD_NESTING,
  THREAD_RAISED,
  THREAD_STACK_BASE,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
} from "./thread_state.ts";
import { CONTROL_RECURSION_LIMIT, type Vm } from "./vm.ts";
import { DEFAULT_RECURSION_LIMIT } from "./thread_state.ts";

/** Bytes at the end of a stack that handling its exhaustion may use. */
const RESERVE_BYTES = 4096;

/**
 * Attaches the calling Worker's slot and gives it a stack.
 *
 * @param ident Python's ident of the thread.
 * @returns Whether there was memory for the stack.
 */
export function startThread(vm: Vm, ident: number): boolean {
  vm.heap.enter();
  vm.lock.threadStart();
  vm.rc.threadStart();
  const stack = vm.heap.allocRaw(STACK_BYTES);
  if (stack === 0) return false;
  const put = (offset: number, value: number) => vm.i32[(vm.block + offset) >>> 2] = value;
  put(THREAD_STACK_BASE, stack);
  put(THREAD_STACK_TOP, stack);
  put(THREAD_STACK_LIMIT, stack + STACK_BYTES - RESERVE_BYTES);
  put(THREAD_DEPTH, vm.control(CONTROL_RECURSION_LIMIT) || DEFAULT_RECURSION_LIMIT);
  for (const offset of [THREAD_FRAME, THREAD_RAISED, THREAD_HANDLED, THREAD_NESTING]) put(offset, 0);
  put(THREAD_IDENT, ident);
  return true;
}

/** Gives the stack back and detaches. */
export function endThread(vm: Vm): void {
  Atomics.store(vm.i32, (vm.block + THREAD_IDENT) >>> 2, 0);
  vm.retired.leave();
  const stack = (vm.block + THREAD_STACK_BASE) >>> 2;
  vm.heap.freeRaw(vm.i32[stack]);
  vm.i32[stack] = 0;
  vm.rc.threadExit((object) => destroy(vm, object));
  vm.lock.threadExit();
  vm.heap.leave();
}
