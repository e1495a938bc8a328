/**
 * What a thread was waiting for when a signal woke it, for as long as the signal is being handled: a report on all threads
 * is written by a thread that may be one of those that wait.
 *
 * @module
 */
import type { ParkedState } from "@orochi/gil";
import type { Vm } from "./vm.ts";

const waits = new WeakMap<Vm, ParkedState>();

/** Notes what the calling thread waited for until now. */
export function noteInterruptedWait(vm: Vm, state: ParkedState): void {
  waits.set(vm, state);
}

/** The calling thread's signal has been handled. */
export function forgetInterruptedWait(vm: Vm): void {
  waits.delete(vm);
}

/** What the calling thread was waiting for when the signal came that it handles; null if it was running. */
export function interruptedWait(vm: Vm): ParkedState | null {
  return waits.get(vm) ?? null;
}
