/**
 * Ctrl-C: what the main isolate does when the user wants the program to stop.
 *
 * @module
 */
import { threadBlock, VM_SECTION } from "@orochi/heap";
import { BREAK_SIGNAL, BREAKER, interruptParked } from "@orochi/gil";

/** Slot of a program's main thread: it handles signals. */
const MAIN_SLOT = 1;
/** Bytes from a thread block: the signal to handle; `THREAD_SIGNAL` of the virtual machine. */
const SIGNAL = VM_SECTION + 32;
/** SIGINT on every system. */
const SIGINT = 2;

/** Asks a program's main thread to handle SIGINT. */
export function interruptMainThread(memory: WebAssembly.Memory): void {
  const words = new Int32Array(memory.buffer);
  const block = threadBlock(MAIN_SLOT);
  Atomics.store(words, (block + SIGNAL) >>> 2, SIGINT);
  Atomics.or(words, (block + BREAKER) >>> 2, BREAK_SIGNAL);
  interruptParked(words, Atomics, MAIN_SLOT);
}

/** Whether the main thread has not yet noticed the last interrupt. */
export function isInterruptPending(memory: WebAssembly.Memory): boolean {
  return Atomics.load(new Int32Array(memory.buffer), (threadBlock(MAIN_SLOT) + SIGNAL) >>> 2) !== 0;
}
