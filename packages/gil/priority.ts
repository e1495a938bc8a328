/**
 * An interpreter lock with priorities (after Beazley's experiment, "Understanding the Python GIL", 2010): of those that wait,
 * the highest runs; equal ones take turns as under `timeout`; a lower one waits until the others block.
 *
 * | word            | meaning                                                                          |
 * | --------------- | -------------------------------------------------------------------------------- |
 * | LOCKED          | 0 free; the slot of the holder, with QUEUED if somebody is in line               |
 * | GUARD           | mutex of the line: 0 free, 1 held, 2 held and waited for                         |
 * | FIRST, LAST     | slots at the ends of the line, in the order of coming; 0 if it is empty          |
 *
 * Of each slot, in its thread block: PRIORITY; NEXT, the slot behind it in line; and GRANTED, what it sleeps on: 0 in line.
 *
 * 1. The line changes under GUARD only. Under it QUEUED is set by who joins, and LOCKED handed by the holder to the one
 *    that is taken out; so a lock with somebody in line is never free, and nobody gets past the line.
 * 2. A waiter of higher priority asks the holder at once, one of equal priority after an interval without a switch, one
 *    of lower priority never.
 * 3. A holder that is asked lets the best of the line go first if its priority is not lower, and joins the line itself.
 *
 * @module
 */
import { GIL_SECTION } from "@orochi/heap";
import { Serialised, SWITCHES } from "./_serialised.ts";
import { BREAK_LOCK, BREAK_STOP, slotWord, STRATEGY_WORDS } from "./strategy.ts";

const LOCKED = STRATEGY_WORDS,
  GUARD = STRATEGY_WORDS + 3,
  FIRST = STRATEGY_WORDS + 4,
  LAST = STRATEGY_WORDS + 5;
const QUEUED = 1 << 16;
/** How long a thread that may be gone is waited for, in milliseconds. */
const PATIENCE_MS = 200;
const PRIORITY = GIL_SECTION + 8, NEXT = GIL_SECTION + 12, GRANTED = GIL_SECTION + 16;

/** See the module documentation. */
export class Priority extends Serialised {
  readonly name = "priority";

  attach(): void {
    if (this.atomics.compareExchange(this.words, LOCKED, 0, this.slot) !== 0 && this.#join()) this.#wait();
    this.atomics.compareExchange(this.words, this.breaker, BREAK_LOCK, 0);
    this.taken();
  }

  #guard(): void {
    const { words, atomics } = this;
    if (atomics.compareExchange(words, GUARD, 0, 1) === 0) return;
    while (atomics.exchange(words, GUARD, 2) !== 0) atomics.wait(words, GUARD, 2);
  }

  /** As `#guard`, when a thread is gone that may have it: nobody keeps it for longer than a few steps. */
  #guardAfterDeath(): void {
    const { words, atomics } = this, deadline = this.now() + PATIENCE_MS;
    while (atomics.exchange(words, GUARD, 2) !== 0) {
      const left = deadline - this.now();
      if (left <= 0) return;
      atomics.wait(words, GUARD, 2, left);
    }
  }

  #unguard(): void {
    if (this.atomics.exchange(this.words, GUARD, 0) === 2) this.atomics.notify(this.words, GUARD, 1);
  }

  #priority(slot: number): number {
    return this.atomics.load(this.words, slotWord(slot, PRIORITY));
  }

  /** Gets in line, or the lock if it has become free. Whether it is in line. */
  #join(): boolean {
    const { words, atomics, slot } = this;
    this.#guard();
    for (let seen = atomics.load(words, LOCKED);;) {
      const found = atomics.compareExchange(words, LOCKED, seen, seen === 0 ? slot : seen | QUEUED);
      if (found !== seen) {
        seen = found;
        continue;
      }
      if (seen !== 0) this.#append();
      this.#unguard();
      return seen !== 0;
    }
  }

  /** Puts the calling slot at the end of the line; GUARD is held. */
  #append(): void {
    const { words, atomics, slot } = this, last = words[LAST];
    words[slotWord(slot, NEXT)] = 0;
    words[last === 0 ? FIRST : slotWord(last, NEXT)] = slot;
    words[LAST] = slot;
    atomics.store(words, slotWord(slot, GRANTED), 0);
  }

  #wait(): void {
    const { words, atomics, slot } = this;
    const interval = this.intervalMs, granted = slotWord(slot, GRANTED), start = this.now();
    this.counters.waits++;
    for (;;) {
      const holder = atomics.load(words, LOCKED) & ~QUEUED, switches = atomics.load(words, SWITCHES);
      const above = this.#priority(slot) - this.#priority(holder);
      if (holder !== slot && above > 0) this.setBreaker(holder, BREAK_LOCK);
      const outcome = atomics.wait(words, granted, 0, interval);
      if (atomics.load(words, granted) === 1) break;
      if (outcome !== "timed-out" || above < 0 || atomics.load(words, SWITCHES) !== switches) continue;
      if ((atomics.load(words, LOCKED) & ~QUEUED) === holder) this.setBreaker(holder, BREAK_LOCK);
    }
    this.counters.waitMs += this.now() - start;
  }

  /** The slot in line that is to run next; GUARD is held. */
  #best(): number {
    let best = this.words[FIRST], bestPriority = this.#priority(best);
    for (let slot = best; slot !== 0; slot = this.words[slotWord(slot, NEXT)]) {
      const priority = this.#priority(slot);
      if (priority > bestPriority) [best, bestPriority] = [slot, priority];
    }
    return best;
  }

  /** Takes a slot out of the line, if it is in it; GUARD is held. */
  #leave(slot: number): void {
    const { words } = this;
    let before = 0, at = words[FIRST];
    for (; at !== slot && at !== 0; at = words[slotWord(at, NEXT)]) before = at;
    if (at === 0) return;
    const after = words[slotWord(slot, NEXT)];
    words[before === 0 ? FIRST : slotWord(before, NEXT)] = after;
    if (after === 0) words[LAST] = before;
  }

  /** Takes a slot out of the line and hands it the lock; GUARD is held. */
  #hand(slot: number): void {
    const { words, atomics } = this;
    this.#leave(slot);
    atomics.store(words, LOCKED, words[FIRST] === 0 ? slot : slot | QUEUED);
    atomics.store(words, slotWord(slot, GRANTED), 1);
    atomics.notify(words, slotWord(slot, GRANTED));
  }

  detach(): void {
    if (this.atomics.compareExchange(this.words, LOCKED, this.slot, 0) === this.slot) return;
    this.#guard();
    this.#giveUp();
    this.#unguard();
  }

  /** Hands the lock to who is to run next, or frees it where the last in line is gone; GUARD is held. */
  #giveUp(): void {
    if (this.words[FIRST] === 0) this.atomics.store(this.words, LOCKED, 0);
    else this.#hand(this.#best());
  }

  /** Takes QUEUED off the holder's word; GUARD is held, so the holder waits with giving it up. */
  #nobodyWaits(): void {
    const { words, atomics } = this;
    for (let seen = atomics.load(words, LOCKED); (seen & QUEUED) !== 0;) {
      const found = atomics.compareExchange(words, LOCKED, seen, seen & ~QUEUED);
      if (found === seen) return;
      seen = found;
    }
  }

  bury(slot: number): void {
    const { words, atomics } = this;
    this.#guardAfterDeath();
    this.#leave(slot);
    if ((atomics.load(words, LOCKED) & ~QUEUED) === slot) this.#giveUp();
    else if (words[FIRST] === 0) this.#nobodyWaits();
    atomics.store(words, slotWord(slot, PRIORITY), 0);
    this.#unguard();
  }

  poll(): void {
    const { words, atomics, slot } = this;
    this.clearBreaker(BREAK_LOCK | BREAK_STOP);
    if ((atomics.load(words, LOCKED) & QUEUED) === 0) return;
    this.#guard();
    // The last in line may have gone with its Worker.
    const best = words[FIRST] === 0 ? 0 : this.#best();
    const yields = best !== 0 && this.#priority(best) >= this.#priority(slot);
    if (yields) {
      this.#append();
      this.#hand(best);
    }
    this.#unguard();
    if (!yields) return;
    this.#wait();
    atomics.compareExchange(words, this.breaker, BREAK_LOCK, 0);
    this.taken();
  }

  override threadExit(): void {
    // The slot's next thread begins with none.
    this.atomics.store(this.words, slotWord(this.slot, PRIORITY), 0);
    super.threadExit();
  }

  setPriority(priority: number): void {
    this.atomics.store(this.words, slotWord(this.slot, PRIORITY), priority | 0);
    // Somebody in line may be above this thread now: it looks at its next safepoint.
    this.setBreaker(this.slot, BREAK_LOCK);
  }
}
