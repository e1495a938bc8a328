/**
 * CPython's interpreter lock since 3.2 (`Python/ceval_gil.c`): a thread that waits asks after an interval, and who
 * was asked does not get the lock straight back.
 *
 * | word        | meaning                                                                |
 * | ----------- | ---------------------------------------------------------------------- |
 * | LOCKED      | 0 free, else the slot of the holder                                    |
 * | LAST_HOLDER | slot that held it last                                                 |
 * | SWITCHES    | rises whenever another slot than the last takes it                     |
 * | WAITERS     | threads that wait for it                                               |
 *
 * 1. LOCKED goes from 0 to a slot by compare-exchange of that slot, and back to 0 by its holder only.
 * 2. A waiter sets the holder's drop request only if it waited a whole interval in which nobody switched.
 * 3. A holder that drops on request waits until LAST_HOLDER is another slot, or nobody waits: forced switch.
 *
 * The compare-exchange acquires and the store of 0 releases: a holder sees all that earlier holders wrote.
 *
 * @module
 */
import type { AtomicOperations } from "@orochi/refcount";
import { SERIALISED_EMITTER } from "./_emit.ts";
import {
  type Address,
  BREAK_LOCK,
  BREAK_STOP,
  BREAKER,
  INTERVAL,
  type LockConstraints,
  type LockContext,
  type LockCounters,
  type LockEmitter,
  type LockStrategy,
  slotWord,
  STRATEGY_WORDS,
} from "./strategy.ts";
import { firstThread, noteIfAlone, oneMoreThread, oneThreadLess } from "./thread_count.ts";

const LOCKED = STRATEGY_WORDS,
  LAST_HOLDER = STRATEGY_WORDS + 1,
  SWITCHES = STRATEGY_WORDS + 2,
  WAITERS = STRATEGY_WORDS + 3;
/** CPython's `DEFAULT_INTERVAL`, microseconds. */
const DEFAULT_INTERVAL_US = 5000;

/** See the module documentation. */
export class Timeout implements LockStrategy {
  readonly name = "timeout";
  readonly constraints: LockConstraints = { guarantee: "serialised" };
  readonly counters: LockCounters = { acquisitions: 0, waits: 0, waitMs: 0, switches: 0 };
  readonly emitter: LockEmitter = SERIALISED_EMITTER;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #slot: number;
  readonly #breaker: number;
  readonly #now: () => number;

  constructor(context: LockContext) {
    this.#words = context.memory.i32;
    this.#atomics = context.atomics;
    this.#slot = context.slot;
    this.#breaker = slotWord(context.slot, BREAKER);
    this.#now = context.now;
  }

  prepareThread(): void {
    oneMoreThread(this.#words, this.#atomics);
  }

  threadStart(): void {
    firstThread(this.#words, this.#atomics);
    this.attach();
  }

  threadExit(): void {
    oneThreadLess(this.#words, this.#atomics);
    this.detach();
  }

  attach(): void {
    const words = this.#words, atomics = this.#atomics;
    if (atomics.compareExchange(words, LOCKED, 0, this.#slot) !== 0) this.#wait();
    this.counters.acquisitions++;
    if (words[LAST_HOLDER] !== this.#slot) {
      this.counters.switches++;
      words[LAST_HOLDER] = this.#slot;
      atomics.add(words, SWITCHES, 1);
      atomics.notify(words, LAST_HOLDER);
    }
    atomics.compareExchange(words, this.#breaker, BREAK_LOCK, 0);
    noteIfAlone(words, atomics);
  }

  #wait(): void {
    const words = this.#words, atomics = this.#atomics;
    const interval = (words[INTERVAL] || DEFAULT_INTERVAL_US) / 1000;
    const start = this.#now();
    this.counters.waits++;
    atomics.add(words, WAITERS, 1);
    for (;;) {
      const holder = atomics.compareExchange(words, LOCKED, 0, this.#slot);
      if (holder === 0) break;
      const switches = atomics.load(words, SWITCHES);
      const outcome = atomics.wait(words, LOCKED, holder, interval);
      if (
        outcome === "timed-out" && atomics.load(words, LOCKED) === holder &&
        atomics.load(words, SWITCHES) === switches
      ) {
        this.setBreaker(holder, BREAK_LOCK);
      }
    }
    atomics.add(words, WAITERS, -1);
    this.counters.waitMs += this.#now() - start;
  }

  detach(): void {
    const words = this.#words, atomics = this.#atomics;
    const asked = (atomics.load(words, this.#breaker) & BREAK_LOCK) !== 0;
    words[LAST_HOLDER] = this.#slot;
    atomics.store(words, LOCKED, 0);
    atomics.notify(words, LOCKED, 1);
    if (!asked) return;
    while (atomics.load(words, LAST_HOLDER) === this.#slot && atomics.load(words, WAITERS) > 0) {
      // Bounded, since the waiter that would take the lock may be between its steps.
      atomics.wait(words, LAST_HOLDER, this.#slot, 1);
    }
  }

  poll(): void {
    const words = this.#words;
    for (;;) {
      const bits = this.#atomics.load(words, this.#breaker);
      if ((bits & (BREAK_LOCK | BREAK_STOP)) === 0) return;
      this.detach();
      this.#clear(BREAK_LOCK | BREAK_STOP);
      this.attach();
    }
  }

  #clear(bits: number): void {
    const words = this.#words, atomics = this.#atomics;
    for (let seen = atomics.load(words, this.#breaker);;) {
      const found = atomics.compareExchange(words, this.#breaker, seen, seen & ~bits);
      if (found === seen) return;
      seen = found;
    }
  }

  // Who holds the lock is alone: sections and stops need nothing.
  begin(_object: Address): void {}
  begin2(_a: Address, _b: Address): void {}
  end(): void {}
  stopTheWorld(): void {}
  startTheWorld(): void {}

  setBreaker(slot: number, bits: number): void {
    this.#atomics.or(this.#words, slotWord(slot, BREAKER), bits);
  }

  setSwitchInterval(seconds: number): void {
    this.#atomics.store(this.#words, INTERVAL, Math.max(1, Math.round(seconds * 1e6)));
  }
}
