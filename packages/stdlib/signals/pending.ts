/**
 * Signals that have come and whose handlers have not run: sets of bits in the shared heap, bit n - 1 for signal n.
 *
 *     +0   arrived: set by the main isolate, or by whoever sends the program one; the main thread takes them
 *     +8   held: arrived while the main thread's mask has them
 *     +16  the main thread's mask
 *
 * Only the main thread moves a signal from the first set to its handler or to the second; any thread may take one from
 * the second, which `sigwait` does.
 *
 * @module
 */
import { raiseSignal, type Vm } from "@orochi/vm";
import { STATE_SIGNALS } from "../state.ts";

const ARRIVED = STATE_SIGNALS, HELD = STATE_SIGNALS + 8, MASK = STATE_SIGNALS + 16;

/** Where threads park that wait for a signal which is held. */
export const HELD_KEY: number = HELD;

/** Index of the word with a signal's bit. */
function word(set: number, signal: number): number {
  return (set >>> 2) + ((signal - 1) >> 5);
}

function bit(signal: number): number {
  return 1 << ((signal - 1) & 31);
}

function take(vm: Vm, set: number, signal: number): boolean {
  return (Atomics.and(vm.i32, word(set, signal), ~bit(signal)) & bit(signal)) !== 0;
}

function has(vm: Vm, set: number, signal: number): boolean {
  return (Atomics.load(vm.i32, word(set, signal)) & bit(signal)) !== 0;
}

/** The signals that a set has. */
function signalsOf(vm: Vm, set: number): number[] {
  return Array.from({ length: 64 }, (_, i) => i + 1).filter((signal) => has(vm, set, signal));
}

/** Sends the program a signal: the main thread handles it at its next safepoint. */
export function arrive(vm: Vm, signal: number): void {
  Atomics.or(vm.i32, word(ARRIVED, signal), bit(signal));
  raiseSignal(vm, signal);
}

/** Takes the next signal that has arrived; those that the mask has are held instead. 0 if there is none. */
export function nextArrived(vm: Vm): number {
  for (const signal of signalsOf(vm, ARRIVED)) {
    if (!take(vm, ARRIVED, signal)) continue;
    if (!has(vm, MASK, signal)) return signal;
    hold(vm, signal);
  }
  return 0;
}

/** Whether the main thread's mask holds a signal back. */
export function isMasked(vm: Vm, signal: number): boolean {
  return has(vm, MASK, signal);
}

/** All signals that the main thread's mask holds back. */
export function maskedSignals(vm: Vm): number[] {
  return signalsOf(vm, MASK);
}

/** Keeps a signal until it is waited for, or the mask lets it through. */
export function hold(vm: Vm, signal: number): void {
  Atomics.or(vm.i32, word(HELD, signal), bit(signal));
  vm.parking.unparkAll(HELD_KEY);
}

/** Takes the lowest of some signals that is held; 0 if none is. */
export function takeHeld(vm: Vm, signals: readonly number[]): number {
  return signals.find((signal) => take(vm, HELD, signal)) ?? 0;
}

/** Whether one of some signals is held. */
export function isHeld(vm: Vm, signals: readonly number[]): boolean {
  return signals.some((signal) => has(vm, HELD, signal));
}

/** All signals that are held. */
export function heldSignals(vm: Vm): number[] {
  return signalsOf(vm, HELD);
}

/** Sets the main thread's mask; signals that it no longer has are on their way to their handlers. */
export function setMask(vm: Vm, signals: readonly number[]): void {
  const bits = [0, 0];
  for (const signal of signals) bits[(signal - 1) >> 5] |= bit(signal);
  bits.forEach((value, i) => Atomics.store(vm.i32, (MASK >>> 2) + i, value));
  for (const signal of heldSignals(vm)) {
    if (!has(vm, MASK, signal) && take(vm, HELD, signal)) arrive(vm, signal);
  }
}
