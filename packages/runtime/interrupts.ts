/**
 * Ctrl-C: what the main isolate does when the user wants the program to stop.
 *
 * @module
 */
import { threadBlock, VM_CONTROL, VM_SECTION } from "@orochi/heap";
import { BREAK_SIGNAL, BREAKER, interruptParked } from "@orochi/gil";

/** Slot of a program's main thread: it handles signals. */
const MAIN_SLOT = 1;
/** Bytes from a thread block: the signal to handle; `THREAD_SIGNAL` of the virtual machine. */
const SIGNAL = VM_SECTION + 32;
/** Address of the set of signals that have arrived, and of the answers to Workers: `STATE_SIGNALS` of the library. */
const ARRIVED = VM_CONTROL + 2048 + 64, ACKNOWLEDGED = ARRIVED + 24;
/** SIGINT on every system. */
const SIGINT = 2;

/** Asks a program's main thread to handle SIGINT. */
export function interruptMainThread(memory: WebAssembly.Memory): void {
  sendSignal(memory, SIGINT);
}

/** Asks a program's main thread to handle a signal. */
export function sendSignal(memory: WebAssembly.Memory, signal: number): void {
  const words = new Int32Array(memory.buffer);
  const block = threadBlock(MAIN_SLOT);
  Atomics.or(words, (ARRIVED >>> 2) + ((signal - 1) >> 5), 1 << ((signal - 1) & 31));
  Atomics.store(words, (block + SIGNAL) >>> 2, signal);
  Atomics.or(words, (block + BREAKER) >>> 2, BREAK_SIGNAL);
  interruptParked(words, Atomics, MAIN_SLOT);
}

/** Tells the program that a signal is listened for as it asked. */
export function acknowledge(memory: WebAssembly.Memory): void {
  const words = new Int32Array(memory.buffer);
  Atomics.add(words, ACKNOWLEDGED >>> 2, 1);
  Atomics.notify(words, ACKNOWLEDGED >>> 2);
}

/** Whether the main thread has not yet noticed the last interrupt. */
export function isInterruptPending(memory: WebAssembly.Memory): boolean {
  return Atomics.load(new Int32Array(memory.buffer), (threadBlock(MAIN_SLOT) + SIGNAL) >>> 2) !== 0;
}
