/**
 * What a thread does when its breaker asks for attention: at loop back edges, on function entry in compiled
 * code, and after blocking calls.
 *
 * @module
 */
import { interruptParked } from "@orochi/gil";
import { GIL_SECTION, threadBlock } from "@orochi/heap";
import { T_TYPE } from "@orochi/object";
import { forgetInterruptedWait } from "./interrupted_wait.ts";
import { destroy } from "./lifetime.ts";
import { setError } from "./errors.ts";
import { THREAD_ASYNC_EXCEPTION, THREAD_SIGNAL } from "./thread_state.ts";
import { refreshTracing } from "./tracing/state.ts";
import type { Vm } from "./vm.ts";

/** Breaker bits: see docs/architecture.md. */
export const BREAK_LOCK = 1;
export const BREAK_STOP = 2;
export const BREAK_PENDING = 4;
export const BREAK_SIGNAL = 8;
export const BREAK_EXIT = 16;

/** Deals with all that the breaker asks for. False: an exception was raised. */
export function safepoint(vm: Vm): boolean {
  const word = (vm.block + GIL_SECTION) >>> 2;
  vm.heap.quiescent();
  const bits = Atomics.load(vm.i32, word);
  if ((bits & (BREAK_LOCK | BREAK_STOP)) !== 0) vm.lock.poll();
  if ((bits & BREAK_PENDING) !== 0) {
    Atomics.and(vm.i32, word, ~BREAK_PENDING);
    vm.rc.safepoint((object) => destroy(vm, object));
    vm.retired.drain();
    // Another thread may have set a trace function for this one.
    refreshTracing(vm);
    if (vm.collector.pending) vm.collector.poll();
  }
  if ((bits & BREAK_EXIT) !== 0) throw new ThreadExit();
  if ((bits & BREAK_SIGNAL) === 0) return true;
  Atomics.and(vm.i32, word, ~BREAK_SIGNAL);
  const exception = Atomics.exchange(vm.i32, (vm.block + THREAD_ASYNC_EXCEPTION) >>> 2, 0);
  if (exception !== 0) {
    const isClass = vm.layout(exception) === T_TYPE;
    const instance = isClass ? vm.call(exception) : exception;
    if (isClass) vm.decref(exception);
    if (instance !== 0) setError(vm, instance);
    return false;
  }
  const signal = Atomics.exchange(vm.i32, (vm.block + THREAD_SIGNAL) >>> 2, 0);
  const handled = signal === 0 || vm.handleSignal(signal);
  forgetInterruptedWait(vm);
  return handled;
}

/** Slot of the main thread, which handles signals. */
const MAIN_SLOT = 1;

/** Asks the main thread to handle a signal, wherever it is. Callable from any thread. */
export function raiseSignal(vm: Vm, signal: number): void {
  Atomics.store(vm.i32, (threadBlock(MAIN_SLOT) + THREAD_SIGNAL) >>> 2, signal);
  vm.lock.setBreaker(MAIN_SLOT, BREAK_SIGNAL);
  interruptParked(vm.i32, Atomics, MAIN_SLOT);
}

/** Ends a daemon thread's Worker code when the program is over: the one JavaScript exception on purpose. */
export class ThreadExit extends Error {
  override name = "ThreadExit";
}
