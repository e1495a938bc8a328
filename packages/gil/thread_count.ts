/**
 * How many Python threads exist, and whether it is only one: shared by all strategies.
 *
 * Invariant: while SINGLE is 1, THREADS is at most 1, and only that thread changes either word. So a thread that
 * reads SINGLE as 1 between two of its safepoints knows that nobody else touches an object.
 *
 * @module
 */
import type { AtomicOperations } from "@orochi/refcount";
import { SINGLE, THREADS } from "./strategy.ts";

/** The first thread of a program. */
export function firstThread(words: Int32Array, atomics: AtomicOperations): void {
  if (atomics.load(words, THREADS) === 0) {
    atomics.store(words, THREADS, 1);
    atomics.store(words, SINGLE, 1);
  }
}

/** One more thread will run: called by the thread that starts it. */
export function oneMoreThread(words: Int32Array, atomics: AtomicOperations): void {
  atomics.add(words, THREADS, 1);
  atomics.store(words, SINGLE, 0);
}

/** A thread is over. */
export function oneThreadLess(words: Int32Array, atomics: AtomicOperations): void {
  atomics.add(words, THREADS, -1);
}

/** Called by an attached thread: if it is the only one left, it says so. */
export function noteIfAlone(words: Int32Array, atomics: AtomicOperations): void {
  if (atomics.load(words, THREADS) === 1) atomics.store(words, SINGLE, 1);
}
