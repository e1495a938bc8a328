/**
 * A lock with an atomic fast path: taken by one compare-exchange, given up by one exchange that wakes nobody unless somebody
 * sleeps. Who has to wait looks a few times before it sleeps, since whoever does I/O is back soon. Requests and the forced
 * switch are those of `timeout`.
 *
 * | LOCKED           | meaning                                   |
 * | ---------------- | ----------------------------------------- |
 * | 0                | free                                      |
 * | slot             | held, nobody sleeps                       |
 * | slot with ASLEEP | held, somebody may be sleeping            |
 *
 * 1. A waiter sleeps only while LOCKED has ASLEEP, so the holder's exchange sees that it must wake one.
 * 2. Who was woken takes the lock with ASLEEP, in case there are more.
 * 3. A holder that drops on request waits until LAST_HOLDER is another slot, or nobody waits.
 *
 * @module
 */
import { LAST_HOLDER, Serialised, SWITCHES } from "./_serialised.ts";
import { BREAK_LOCK, BREAK_STOP, STRATEGY_WORDS } from "./strategy.ts";

const LOCKED = STRATEGY_WORDS, WAITERS = STRATEGY_WORDS + 3;
const ASLEEP = 1 << 16;
/** Looks at the lock before a waiter sleeps: about a microsecond. */
const SPINS = 40;

/** See the module documentation. */
export class Adaptive extends Serialised {
  readonly name = "adaptive";

  attach(): void {
    if (this.atomics.compareExchange(this.words, LOCKED, 0, this.slot) !== 0) this.#wait();
    this.atomics.compareExchange(this.words, this.breaker, BREAK_LOCK, 0);
    this.taken();
  }

  #wait(): void {
    const start = this.now();
    this.counters.waits++;
    this.beginWait(WAITERS);
    if (!this.#spin()) this.#sleep();
    this.endWait(WAITERS);
    this.counters.waitMs += this.now() - start;
  }

  #spin(): boolean {
    const { words, atomics, slot } = this;
    for (let i = 0; i < SPINS; i++) {
      if (atomics.load(words, LOCKED) === 0 && atomics.compareExchange(words, LOCKED, 0, slot) === 0) {
        return true;
      }
    }
    return false;
  }

  #sleep(): void {
    const { words, atomics, slot } = this, interval = this.intervalMs;
    for (;;) {
      const seen = atomics.compareExchange(words, LOCKED, 0, slot | ASLEEP);
      if (seen === 0) return;
      const asleep = seen | ASLEEP;
      if (seen !== asleep && atomics.compareExchange(words, LOCKED, seen, asleep) !== seen) continue;
      const switches = atomics.load(words, SWITCHES);
      const outcome = atomics.wait(words, LOCKED, asleep, interval);
      if (outcome !== "timed-out" || atomics.load(words, LOCKED) !== asleep) continue;
      if (atomics.load(words, SWITCHES) === switches) this.setBreaker(seen & ~ASLEEP, BREAK_LOCK);
    }
  }

  bury(slot: number): void {
    this.buryHolder(slot, LOCKED, WAITERS);
  }

  detach(): void {
    const { words, atomics, slot } = this;
    const asked = (atomics.load(words, this.breaker) & BREAK_LOCK) !== 0;
    words[LAST_HOLDER] = slot;
    if ((atomics.exchange(words, LOCKED, 0) & ASLEEP) !== 0) atomics.notify(words, LOCKED, 1);
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
