/**
 * No interpreter lock: a lock in each object, critical sections, and stops of the world (PEP 703).
 *
 * An object's lock is two bits of its type word:
 *
 * | bits             | meaning                                                        |
 * | ---------------- | -------------------------------------------------------------- |
 * | 0                | free                                                           |
 * | LOCKED           | held, nobody waits                                             |
 * | LOCKED and PARKED | held, somebody waits on the word                              |
 *
 * 1. A thread waits for a lock, or blocks otherwise, only while it holds no lock: its sections are *suspended*,
 *    and taken again innermost first, each when the one inside it ends. So there is no deadlock among sections;
 *    what is guaranteed is that nobody else was inside between two points at which this thread could block.
 * 2. A thread's STATE goes from detached to attached by itself, from attached to suspended or detached by itself;
 *    between detached and suspended only by the thread that stops the world, which holds STOPPER.
 * 3. While the world is stopped every other slot is detached or suspended.
 * 4. While SINGLE is 1, sections take no lock: there is nobody to keep out.
 *
 * The parking lot is the engine's own: `Atomics.wait` on the type word.
 *
 * @module
 */
import { MAX_SLOTS } from "@orochi/heap";
import type { AtomicOperations } from "@orochi/refcount";
import { LOCKED, PARKED, PER_OBJECT_EMITTER } from "./_emit.ts";
import {
  type Address,
  BREAK_LOCK,
  BREAK_STOP,
  BREAKER,
  type LockConstraints,
  type LockContext,
  type LockCounters,
  type LockEmitter,
  type LockStrategy,
  SINGLE,
  slotWord,
  STATE,
  STATE_ATTACHED,
  STATE_DETACHED,
  STATE_SUSPENDED,
  STRATEGY_WORDS,
} from "./strategy.ts";
import { firstThread, noteIfAlone, oneMoreThread, oneThreadLess } from "./thread_count.ts";

/** Slot that stops the world, or 0. */
const STOPPER = STRATEGY_WORDS;

/** See the module documentation. */
export class PerObject implements LockStrategy {
  readonly name: string = "object";
  readonly constraints: LockConstraints = { guarantee: "parallel", forcesSwitch: true };
  readonly counters: LockCounters = { acquisitions: 0, waits: 0, waitMs: 0, switches: 0 };
  readonly emitter: LockEmitter = PER_OBJECT_EMITTER;
  /** Nobody waits for a thread that stays attached, but who stops the world. */
  readonly keepsQuickCalls: boolean = true;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #slot: number;
  readonly #state: number;
  readonly #breaker: number;
  readonly #now: () => number;
  /** Sections, outermost first: two objects each (0 for none). */
  readonly #sections: Address[] = [];
  /** Sections from this one on (counted in sections) hold their locks; those before are suspended. */
  #active = 0;

  constructor(context: LockContext) {
    this.#words = context.memory.i32;
    this.#atomics = context.atomics;
    this.#slot = context.slot;
    this.#state = slotWord(context.slot, STATE);
    this.#breaker = slotWord(context.slot, BREAKER);
    this.#now = context.now;
  }

  prepareThread(): void {
    oneMoreThread(this.#words, this.#atomics);
  }

  threadStart(): void {
    firstThread(this.#words, this.#atomics);
    this.#enter();
  }

  threadExit(): void {
    oneThreadLess(this.#words, this.#atomics);
    this.detach();
  }

  attach(): void {
    this.#enter();
    if (this.#sections.length > 0) this.#resumeTop();
  }

  #enter(): void {
    const words = this.#words, atomics = this.#atomics;
    this.counters.acquisitions++;
    for (;;) {
      const seen = atomics.compareExchange(words, this.#state, STATE_DETACHED, STATE_ATTACHED);
      if (seen !== STATE_SUSPENDED) break;
      const start = this.#now();
      this.counters.waits++;
      atomics.wait(words, this.#state, STATE_SUSPENDED);
      this.counters.waitMs += this.#now() - start;
    }
    noteIfAlone(words, atomics);
  }

  detach(): void {
    this.#suspendSections();
    this.#atomics.store(this.#words, this.#state, STATE_DETACHED);
    this.#atomics.notify(this.#words, this.#state);
  }

  poll(): void {
    const words = this.#words, atomics = this.#atomics;
    for (let seen = atomics.load(words, this.#breaker);;) {
      const found = atomics.compareExchange(words, this.#breaker, seen, seen & ~(BREAK_LOCK | BREAK_STOP));
      if (found === seen) break;
      seen = found;
    }
    const stopper = atomics.load(words, STOPPER);
    if (stopper === 0 || stopper === this.#slot) return;
    // Detached is as good as suspended for the stopper, which turns one into the other; it has to find it so.
    this.detach();
    for (let by = stopper; by !== 0; by = atomics.load(words, STOPPER)) atomics.wait(words, STOPPER, by);
    this.attach();
  }

  // -- critical sections

  /** The address of the word whose lock bits guard an object: always the same one of an object. */
  protected place(object: Address): Address {
    return object;
  }

  begin(object: Address): void {
    if (this.#words[SINGLE] === 1) this.#sections.push(0, 0);
    else this.#push(this.place(object), 0);
  }

  begin2(object: Address, other: Address): void {
    if (this.#words[SINGLE] === 1) {
      this.#sections.push(0, 0);
      return;
    }
    const a = this.place(object), b = this.place(other);
    if (a === b) this.#push(a, 0);
    else if ((a >>> 0) < (b >>> 0)) this.#push(a, b);
    else this.#push(b, a);
  }

  #push(a: Address, b: Address): void {
    // An object that an active section holds already is not locked again.
    const held = this.#isHeld(a), other = b === 0 || this.#isHeld(b);
    const first = held ? 0 : a, second = other ? 0 : b;
    if (!this.#tryPair(first, second)) this.#waitForPair(first, second);
    this.#sections.push(first, second);
  }

  #isHeld(object: Address): boolean {
    for (let i = this.#active * 2; i < this.#sections.length; i++) {
      if (this.#sections[i] === object) return true;
    }
    return false;
  }

  /** Takes both locks or none. */
  #tryPair(a: Address, b: Address): boolean {
    if (a !== 0 && !this.#tryLock(a)) return false;
    if (b === 0 || this.#tryLock(b)) return true;
    if (a !== 0) this.#unlock(a);
    return false;
  }

  #waitForPair(a: Address, b: Address): void {
    const start = this.#now();
    this.counters.waits++;
    this.#suspendSections();
    do {
      const busy = a !== 0 && this.#isLocked(a) ? a : b !== 0 ? b : a;
      this.#park(busy);
    } while (!this.#tryPair(a, b));
    this.counters.waitMs += this.#now() - start;
  }

  /** Waits, detached, until an object's lock may be free. */
  #park(object: Address): void {
    const words = this.#words, atomics = this.#atomics, word = object >>> 2;
    const seen = atomics.load(words, word);
    if ((seen & LOCKED) === 0) return;
    if ((seen & PARKED) === 0 && atomics.compareExchange(words, word, seen, seen | PARKED) !== seen) return;
    atomics.store(words, this.#state, STATE_DETACHED);
    atomics.notify(words, this.#state);
    atomics.wait(words, word, seen | PARKED);
    this.#enter();
  }

  #isLocked(object: Address): boolean {
    return (this.#atomics.load(this.#words, object >>> 2) & LOCKED) !== 0;
  }

  #tryLock(object: Address): boolean {
    const words = this.#words, atomics = this.#atomics, word = object >>> 2;
    for (let seen = atomics.load(words, word);;) {
      if ((seen & LOCKED) !== 0) return false;
      const found = atomics.compareExchange(words, word, seen, seen | LOCKED);
      if (found === seen) return true;
      seen = found;
    }
  }

  #unlock(object: Address): void {
    const words = this.#words, atomics = this.#atomics, word = object >>> 2;
    for (let seen = atomics.load(words, word);;) {
      const found = atomics.compareExchange(words, word, seen, seen & ~(LOCKED | PARKED));
      if (found === seen) {
        // All compete again: who loses sets PARKED anew.
        if ((seen & PARKED) !== 0) atomics.notify(words, word);
        return;
      }
      seen = found;
    }
  }

  end(): void {
    const b = this.#sections.pop()!, a = this.#sections.pop()!;
    const count = this.#sections.length / 2;
    if (count >= this.#active) {
      if (b !== 0) this.#unlock(b);
      if (a !== 0) this.#unlock(a);
    }
    if (count > 0 && this.#active >= count) this.#resumeTop();
    if (count === 0) this.#active = 0;
  }

  /** Gives up the locks of all active sections. */
  #suspendSections(): void {
    for (let i = this.#active * 2; i < this.#sections.length; i++) {
      if (this.#sections[i] !== 0) this.#unlock(this.#sections[i]);
    }
    this.#active = this.#sections.length / 2;
  }

  /** Takes the innermost section's locks again. */
  #resumeTop(): void {
    const top = this.#sections.length / 2 - 1;
    if (this.#active <= top) return;
    const a = this.#sections[top * 2], b = this.#sections[top * 2 + 1];
    if (!this.#tryPair(a, b)) {
      const start = this.#now();
      this.counters.waits++;
      do this.#park(a !== 0 && this.#isLocked(a) ? a : b !== 0 ? b : a); while (!this.#tryPair(a, b));
      this.counters.waitMs += this.#now() - start;
    }
    this.#active = top;
  }

  // -- stopping the world

  stopTheWorld(): void {
    const words = this.#words, atomics = this.#atomics;
    while (true) {
      const other = atomics.compareExchange(words, STOPPER, 0, this.#slot);
      if (other === 0) break;
      // Someone else stops: this thread has to let itself be stopped meanwhile.
      this.detach();
      atomics.wait(words, STOPPER, other);
      this.attach();
    }
    for (let slot = 1; slot < MAX_SLOTS; slot++) {
      if (slot === this.#slot) continue;
      const state = slotWord(slot, STATE);
      for (;;) {
        const seen = atomics.compareExchange(words, state, STATE_DETACHED, STATE_SUSPENDED);
        if (seen !== STATE_ATTACHED) break;
        this.setBreaker(slot, BREAK_STOP);
        // Bounded: the thread may have looked at its breaker just before the bit was set.
        atomics.wait(words, state, STATE_ATTACHED, 10);
      }
    }
  }

  startTheWorld(): void {
    const words = this.#words, atomics = this.#atomics;
    for (let slot = 1; slot < MAX_SLOTS; slot++) {
      const state = slotWord(slot, STATE);
      if (
        slot !== this.#slot &&
        atomics.compareExchange(words, state, STATE_SUSPENDED, STATE_DETACHED) === STATE_SUSPENDED
      ) {
        atomics.notify(words, state);
      }
    }
    atomics.store(words, STOPPER, 0);
    atomics.notify(words, STOPPER);
  }

  // -- lost Workers

  bury(slot: number): void {
    const words = this.#words, atomics = this.#atomics, state = slotWord(slot, STATE);
    // Suspended is left to who has stopped the world: the slot's next thread waits for that, too.
    atomics.compareExchange(words, state, STATE_ATTACHED, STATE_DETACHED);
    atomics.notify(words, state);
    if (atomics.load(words, STOPPER) === slot) this.startTheWorld();
  }

  breakLocks(eachObject: (visit: (object: Address) => void) => void): void {
    eachObject((object) => this.breakLock(object));
  }

  /** Frees a lock that nobody may have any more. */
  protected breakLock(address: Address): void {
    if (this.#isLocked(address)) this.#unlock(address);
  }

  setBreaker(slot: number, bits: number): void {
    this.#atomics.or(this.#words, slotWord(slot, BREAKER), bits);
  }

  setSwitchInterval(_seconds: number): void {}
}
