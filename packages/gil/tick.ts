/**
 * CPython's interpreter lock up to 2.7: given up and taken again after so many ticks, whoever gets it then.
 *
 * | word    | meaning                             |
 * | ------- | ----------------------------------- |
 * | LOCKED  | 0 free, else the slot of the holder |
 * | WAITERS | threads that wait for it            |
 *
 * 1. LOCKED goes from 0 to a slot by compare-exchange of that slot, and back to 0 by its holder only.
 * 2. Nobody asks for the lock and nobody is made to let others have it: a holder that offers it mostly gets it straight
 *    back, and a waiter that was woken in vain sleeps on (Beazley, "Inside the Python GIL", 2009).
 *
 * A tick is a safepoint: a loop's next round or a function's entry. While there are several threads BREAK_LOCK stays set, so
 * that every safepoint comes here to be counted; that is this strategy's own price.
 *
 * @module
 */
import { Serialised } from "./_serialised.ts";
import { BREAK_LOCK, BREAK_STOP, type LockConstraints, STRATEGY_WORDS, THREADS } from "./strategy.ts";

const LOCKED = STRATEGY_WORDS, WAITERS = STRATEGY_WORDS + 3, CHECK_INTERVAL = STRATEGY_WORDS + 4;
/** `sys.getcheckinterval()` of 2.7. */
const DEFAULT_CHECK_INTERVAL = 100;

/** See the module documentation. */
export class Tick extends Serialised {
  readonly name = "tick";
  override readonly constraints: LockConstraints = { guarantee: "serialised" };
  #ticks = 0;

  attach(): void {
    const { words, atomics, slot } = this;
    if (atomics.compareExchange(words, LOCKED, 0, slot) !== 0) this.#wait();
    this.#ticks = 0;
    this.#countTicks();
    this.taken();
  }

  /** Has every safepoint come to {@linkcode poll} while there is anybody to offer the lock to. */
  #countTicks(): void {
    if (this.atomics.load(this.words, THREADS) > 1) this.setBreaker(this.slot, BREAK_LOCK);
  }

  #wait(): void {
    const { words, atomics, slot } = this;
    const start = this.now();
    this.counters.waits++;
    this.beginWait(WAITERS);
    for (;;) {
      const holder = atomics.compareExchange(words, LOCKED, 0, slot);
      if (holder === 0) break;
      atomics.wait(words, LOCKED, holder);
    }
    this.endWait(WAITERS);
    this.counters.waitMs += this.now() - start;
  }

  bury(slot: number): void {
    this.buryHolder(slot, LOCKED, WAITERS);
  }

  detach(): void {
    const { words, atomics } = this;
    atomics.store(words, LOCKED, 0);
    if (atomics.load(words, WAITERS) > 0) atomics.notify(words, LOCKED, 1);
  }

  override prepareThread(): void {
    super.prepareThread();
    this.#countTicks();
  }

  poll(): void {
    this.clearBreaker(BREAK_LOCK | BREAK_STOP);
    this.#countTicks();
    if (++this.#ticks < (this.words[CHECK_INTERVAL] || DEFAULT_CHECK_INTERVAL)) return;
    this.detach();
    this.attach();
  }

  /** `sys.setcheckinterval`, in ticks. */
  setCheckInterval(ticks: number): void {
    this.atomics.store(this.words, CHECK_INTERVAL, Math.max(1, ticks));
  }
}
