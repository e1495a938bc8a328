/**
 * Makes the thread of a runtime's own isolate leave Python, whatever it waits for. The keeper of the pool loads this when
 * it has to: it must itself start whatever else may be broken, and so must this.
 *
 * @module
 */
import { BREAK_EXIT, BREAKER, interruptParked } from "@orochi/gil";
import { threadBlock } from "@orochi/heap";
import { EMBEDDER_SLOT } from "./embed_messages.ts";

/** Asks the thread to leave at its next safepoint, and wakes it if it is parked. */
export function leavePython(memory: WebAssembly.Memory): void {
  const words = new Int32Array(memory.buffer);
  Atomics.or(words, (threadBlock(EMBEDDER_SLOT) + BREAKER) >>> 2, BREAK_EXIT);
  interruptParked(words, Atomics, EMBEDDER_SLOT);
}
