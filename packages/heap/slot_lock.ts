/**
 * Locks of one word for a few steps at a time: futex mutexes (Drepper 2011) that say which slot holds them, so that they can
 * be taken from a slot whose Worker has ended (as robust futexes are from a thread that is gone).
 *
 * Invariant: the word is 0 if nobody holds the lock, else the holder's slot, with {@linkcode WAITERS} if somebody may sleep
 * at the word. All operations are sequentially consistent, so what a holder wrote is there for the next one.
 *
 * @module
 */
import type { WordAtomics } from "./heap_memory.ts";

/** Somebody may sleep at the word. */
const WAITERS = 0x100, HOLDER = 0xff;

/** Takes the lock at a word index for a slot, 1 to 255. It can't be taken twice. */
export function lockWord(
  words: Int32Array,
  word: number,
  slot: number,
  atomics: WordAtomics = Atomics,
): void {
  if (atomics.compareExchange(words, word, 0, slot) === 0) return;
  for (;;) {
    const seen = atomics.load(words, word);
    if (seen === 0) {
      // Others may sleep still: who wakes one of them does not know.
      if (atomics.compareExchange(words, word, 0, slot | WAITERS) === 0) return;
    } else if (
      (seen & WAITERS) !== 0 || atomics.compareExchange(words, word, seen, seen | WAITERS) === seen
    ) {
      atomics.wait(words, word, seen | WAITERS);
    }
  }
}

/** Gives the lock at a word index back. */
export function unlockWord(words: Int32Array, word: number, atomics: WordAtomics = Atomics): void {
  if ((atomics.exchange(words, word, 0) & WAITERS) !== 0) atomics.notify(words, word, 1);
}

/** Gives back the lock at a word index if a slot has it whose Worker has ended, in the middle of what it guards. */
export function buryLock(
  words: Int32Array,
  word: number,
  slot: number,
  atomics: WordAtomics = Atomics,
): void {
  if ((atomics.load(words, word) & HOLDER) === slot) unlockWord(words, word, atomics);
}
