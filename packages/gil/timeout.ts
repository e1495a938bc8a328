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
import { LAST_HOLDER, Serialised, SWITCHES } from "./_serialised.ts";
import { BREAK_LOCK, BREAK_STOP, STRATEGY_WORDS } from "./strategy.ts";

const LOCKED = STRATEGY_WORDS, WAITERS = STRATEGY_WORDS + 3;

/** See the module documentation. */
export class Timeout extends Serialised {
  readonly name = "timeout";

  attach(): void {
    if (this.atomics.compareExchange(this.words, LOCKED, 0, this.slot) !== 0) this.#wait();
    this.atomics.compareExchange(this.words, this.breaker, BREAK_LOCK, 0);
    this.taken();
  }

  #wait(): void {
    const { words, atomics, slot } = this;
    const interval = this.intervalMs, start = this.now();
    this.counters.waits++;
    this.beginWait(WAITERS);
    for (;;) {
      const holder = atomics.compareExchange(words, LOCKED, 0, slot);
      if (holder === 0) break;
      const switches = atomics.load(words, SWITCHES);
      const outcome = atomics.wait(words, LOCKED, holder, interval);
      if (outcome !== "timed-out" || atomics.load(words, LOCKED) !== holder) continue;
      if (atomics.load(words, SWITCHES) === switches) this.setBreaker(holder, BREAK_LOCK);
    }
    this.endWait(WAITERS);
    this.counters.waitMs += this.now() - start;
  }

  bury(slot: number): void {
    this.buryHolder(slot, LOCKED, WAITERS);
  }

  detach(): void {
    const { words, atomics, slot } = this;
    const asked = (atomics.load(words, this.breaker) & BREAK_LOCK) !== 0;
    words[LAST_HOLDER] = slot;
    atomics.store(words, LOCKED, 0);
    atomics.notify(words, LOCKED, 1);
    if (!asked) return;
    while (atomics.load(words, LAST_HOLDER) === slot && atomics.load(words, WAITERS) > 0) {
      // Bounded, since the waiter that would take the lock may be between its steps.
      atomics.wait(words, LAST_HOLDER, slot, 1);
    }
  }

  poll(): void {
    while ((this.atomics.load(this.words, this.breaker) & (BREAK_LOCK | BREAK_STOP)) !== 0) {
      this.detach();
      this.clearBreaker(BREAK_LOCK | BREAK_STOP);
      this.attach();
    }
  }
}
