/**
 * A lock strategy to start your own from: one mutex around the interpreter, asked for after the switch interval.
 *
 * | word   | meaning                            |
 * | ------ | ---------------------------------- |
 * | MUTEX  | a `Mutex` of the primitives        |
 * | HOLDER | slot of the holder, written by it  |
 *
 * Invariant: who runs Python code holds the mutex. HOLDER is only a hint: who is asked in error loses nothing but a look.
 *
 * @module
 */
import {
  BREAK_LOCK,
  BREAK_STOP,
  type LockConstraints,
  type LockContext,
  Serialised,
  STRATEGY_WORDS,
} from "@orochi/gil";
import { Mutex } from "@orochi/gil/primitives";

const MUTEX = STRATEGY_WORDS, HOLDER = STRATEGY_WORDS + 3;

/** See the module documentation. What strategies that serialise have in common comes from {@linkcode Serialised}. */
export default class Baton extends Serialised {
  readonly name = "baton";
  // The mutex is handed on to who waits, but who waits looks up in between to ask: no promise is made.
  override readonly constraints: LockConstraints = { guarantee: "serialised" };
  readonly #mutex: Mutex;

  /** @param context Where the strategy works. */
  constructor(context: LockContext) {
    super(context);
    this.#mutex = new Mutex({ words: this.words, at: MUTEX, atomics: this.atomics, now: this.now });
  }

  attach(): void {
    if (!this.#mutex.tryAcquire()) {
      const start = this.now();
      this.counters.waits++;
      while (!this.#mutex.acquire(this.intervalMs)) {
        const holder = this.atomics.load(this.words, HOLDER);
        if (holder !== 0) this.setBreaker(holder, BREAK_LOCK);
      }
      this.counters.waitMs += this.now() - start;
    }
    this.atomics.store(this.words, HOLDER, this.slot);
    this.taken();
  }

  detach(): void {
    this.#mutex.release();
  }

  poll(): void {
    this.clearBreaker(BREAK_LOCK | BREAK_STOP);
    this.detach();
    this.attach();
  }
}
