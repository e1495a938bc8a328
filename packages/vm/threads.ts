/**
 * The beginning and the end of a Python thread on a Worker: its stack and its words of the thread block; and how a
 * thread blocks in between.
 *
 * A thread that starts another prepares that one's slot: from then on storage waits for the new thread as a reader,
 * and sections take their locks, though it does not run yet.
 *
 * @module
 */
import { threadBlock, ThreadHeap, VM_CONTROL } from "@orochi/heap";
import { BREAK_EXIT, BREAK_SIGNAL, BREAKER, type ParkOutcome } from "@orochi/gil";
import { noteInterruptedWait } from "./interrupted_wait.ts";
import { ThreadExit } from "./safepoint.ts";
import { destroy } from "./lifetime.ts";
import {
  DEFAULT_RECURSION_LIMIT,
  STACK_BYTES,
  SURE_NESTING,
  THREAD_ASYNC_EXCEPTION,
  THREAD_ASYNCGEN_FINALIZER,
  THREAD_ASYNCGEN_FIRSTITER,
  THREAD_CONTEXT,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_IDENT,
  THREAD_LOCALS,
  THREAD_NAME,
  THREAD_NESTING,
  THREAD_ORIGIN_DEPTH,
  THREAD_PROFILE,
  THREAD_RAISED,
  THREAD_SIGNAL,
  THREAD_STACK_BASE,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
  THREAD_TRACE,
} from "./thread_state.ts";
import { refreshTracing } from "./tracing/state.ts";
import { CONTROL_NEXT_IDENT, CONTROL_RECURSION_LIMIT, type Vm } from "./vm.ts";

/** Bytes at the end of a stack that handling its exhaustion may use. */
const RESERVE_BYTES = 4096;

/** Counts a thread in that the calling one is about to start on another slot. */
export function prepareThread(vm: Vm, slot: number): void {
  vm.lock.prepareThread();
  new ThreadHeap(vm.memory, slot).enter();
}

/**
 * Attaches the calling Worker's slot and gives it a stack.
 *
 * @param ident Python's ident of the thread.
 * @param prepared Whether another thread called {@linkcode prepareThread} for this one.
 * @returns Whether there was memory for the stack.
 */
export function startThread(vm: Vm, ident: number, prepared = false): boolean {
  if (!prepared) vm.heap.enter();
  const put = (offset: number, value: number) => vm.i32[(vm.block + offset) >>> 2] = value;
  for (const offset of OWN_VALUES) put(offset, 0);
  for (const offset of [THREAD_FRAME, THREAD_NESTING, THREAD_SIGNAL, THREAD_ORIGIN_DEPTH]) put(offset, 0);
  vm.maxNesting = SURE_NESTING;
  // What the slot's last thread was asked for is not this one's business.
  Atomics.store(vm.i32, (vm.block + BREAKER) >>> 2, 0);
  vm.lock.threadStart();
  vm.rc.threadStart();
  vm.heap.attach();
  const stack = vm.heap.allocRaw(STACK_BYTES);
  if (stack === 0) return false;
  put(THREAD_STACK_BASE, stack);
  put(THREAD_STACK_TOP, stack);
  put(THREAD_STACK_LIMIT, stack + STACK_BYTES - RESERVE_BYTES);
  put(THREAD_DEPTH, vm.control(CONTROL_RECURSION_LIMIT) || DEFAULT_RECURSION_LIMIT);
  Atomics.store(vm.i32, (vm.block + THREAD_IDENT) >>> 2, ident);
  return true;
}

/** Words of a thread block with values that are the thread's own. */
const OWN_VALUES = [
  THREAD_LOCALS,
  THREAD_CONTEXT,
  THREAD_NAME,
  THREAD_TRACE,
  THREAD_PROFILE,
  THREAD_ASYNCGEN_FIRSTITER,
  THREAD_ASYNCGEN_FINALIZER,
  THREAD_ASYNC_EXCEPTION,
  THREAD_HANDLED,
  THREAD_RAISED,
];

/** Drops what the thread has for itself, gives the stack back and detaches. */
export function endThread(vm: Vm): void {
  dropOwnValues(vm);
  vm.profiler = null;
  vm.monitor = null;
  refreshTracing(vm);
  // What dies now may have finalisers and callbacks: they need the stack, know which thread they run on, and may leave
  // such values once more.
  try {
    vm.rc.threadExit((object) => destroy(vm, object));
  } catch (error) {
    // The program is over: nobody looks at what is left.
    if (!(error instanceof ThreadExit)) throw error;
  }
  dropOwnValues(vm);
  Atomics.store(vm.i32, (vm.block + THREAD_IDENT) >>> 2, 0);
  const stack = (vm.block + THREAD_STACK_BASE) >>> 2;
  vm.heap.freeRaw(vm.i32[stack]);
  vm.i32[stack] = 0;
  vm.lock.threadExit();
  vm.heap.leave();
}

function dropOwnValues(vm: Vm): void {
  for (const offset of OWN_VALUES) vm.storeInBlock(offset, 0);
  vm.retired.leave();
}

/** Before anything that blocks: until {@linkcode attach} nothing of the heap may be touched. */
export function detach(vm: Vm): void {
  vm.rc.detach();
  vm.heap.detach();
  vm.lock.detach();
}

/** Back from something that blocked. */
export function attach(vm: Vm): void {
  vm.lock.attach();
  vm.heap.attach();
  vm.rc.attach();
}

/** Runs a system call that cannot block: detached, unless the lock strategy rather stays through such calls. */
export function quickCall<T>(vm: Vm, call: () => T): T {
  if (vm.lock.keepsQuickCalls === true) return call();
  detach(vm);
  try {
    return call();
  } finally {
    attach(vm);
  }
}

/**
 * Blocks the calling thread until something about a key happens.
 *
 * @param key An address; who wakes names the same.
 * @param validate Whether there is still something to wait for. Runs while the key's queue is locked: it may read and
 * change words by atomics, but not block.
 * @param timeoutMs At most so long; Infinity for ever.
 * @param sinceMs Since when the thread has been waiting for this.
 * @param interruptible Whether a signal ends the wait.
 * @returns After `interrupted` the caller goes to a safepoint, which may raise.
 */
export function block(
  vm: Vm,
  key: number,
  validate: () => boolean,
  timeoutMs: number,
  sinceMs: number = vm.parkingTime(),
  interruptible: boolean = true,
): ParkOutcome {
  const breaker = (vm.block + BREAKER) >>> 2;
  const reasons = interruptible ? BREAK_SIGNAL | BREAK_EXIT : BREAK_EXIT;
  detach(vm);
  const outcome = vm.parking.park(
    key,
    validate,
    timeoutMs,
    () => (Atomics.load(vm.i32, breaker) & reasons) !== 0,
    sinceMs,
  );
  attach(vm);
  if (outcome === "interrupted") {
    noteInterruptedWait(vm, { key, since: sinceMs | 0, forEver: timeoutMs === Infinity });
  }
  return outcome;
}

/** An ident for a new thread. */
export function newIdent(vm: Vm): number {
  return Atomics.add(vm.i32, (VM_CONTROL + CONTROL_NEXT_IDENT) >>> 2, 1) + 1;
}

/** The ident of the Python thread on a slot; 0 if there is none. */
export function identOf(vm: Vm, slot: number): number {
  return Atomics.load(vm.i32, (threadBlock(slot) + THREAD_IDENT) >>> 2);
}
