/**
 * `--deadlock-report`: the main isolate asks the program's main thread for a report on all threads, when SIGQUIT comes,
 * and once when all threads wait without a time limit for locks and for each other's ends.
 *
 * @module
 */
import { BREAK_SIGNAL, BREAKER, interruptParked, parkedState } from "@orochi/gil";
import { PAGES, RUNTIME_CONTROL, threadBlock, VM_SECTION } from "@orochi/heap";
import { REPORT_SIGNAL } from "@orochi/stdlib";
import { ThreadSlots } from "./thread_slots.ts";

/** Slot of a program's main thread: it handles signals. */
const MAIN_SLOT = 1;
/** Bytes from a thread block: the signal to handle; `THREAD_SIGNAL` of the virtual machine. */
const SIGNAL = VM_SECTION + 32;
/** How often the program is looked at, in milliseconds. */
const LOOK_MS = 250;
/** Bytes of the runtime's control words. */
const CONTROL_BYTES = 4096;

/** Asks the program in a heap for a report on all of its threads, which it writes to standard error. */
export function askForReport(memory: WebAssembly.Memory): void {
  const words = new Int32Array(memory.buffer), block = threadBlock(MAIN_SLOT);
  Atomics.store(words, (block + SIGNAL) >>> 2, REPORT_SIGNAL);
  Atomics.or(words, (block + BREAKER) >>> 2, BREAK_SIGNAL);
  interruptParked(words, Atomics, MAIN_SLOT);
}

/** Whether a key is an object, or the word of a thread's end: what only a thread of the program wakes for. */
function isOfThreads(key: number): boolean {
  const control = key - RUNTIME_CONTROL;
  return (key >>> 0) >= PAGES || (control >= 0 && control < CONTROL_BYTES);
}

/** What all threads wait for, if all wait for ever for something that another thread would have to do; otherwise "". */
export function allWait(words: Int32Array): string {
  let found = "";
  for (const slot of new ThreadSlots(words, Atomics).busy()) {
    const state = parkedState(words, Atomics, slot);
    if (state === null || !state.forEver || !isOfThreads(state.key)) return "";
    found += `${slot} ${state.key} ${state.since};`;
  }
  return found;
}

/**
 * Looks at a program from time to time, and listens for SIGQUIT.
 *
 * @param memory The program's heap, once there is one.
 * @returns Stops that.
 */
export function watchForDeadlock(memory: () => WebAssembly.Memory | null): () => void {
  let before = "", reported = "";
  const timer = setInterval(() => {
    const heap = memory();
    if (heap === null) return;
    const now = allWait(new Int32Array(heap.buffer));
    // Twice the same: a thread that was woken may not have noticed yet.
    if (now !== "" && now === before && now !== reported) {
      reported = now;
      askForReport(heap);
    }
    before = now;
  }, LOOK_MS);
  const onQuit = () => {
    const heap = memory();
    if (heap !== null) askForReport(heap);
  };
  Deno.addSignalListener("SIGQUIT", onQuit);
  return () => {
    clearInterval(timer);
    Deno.removeSignalListener("SIGQUIT", onQuit);
  };
}
