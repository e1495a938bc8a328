/**
 * Locks of one word each, whose waiters are in a parking lot under the word's address. As CPython's `PyMutex`:
 *
 * | state | meaning                                                                                     |
 * | ----- | ------------------------------------------------------------------------------------------- |
 * | 0     | free                                                                                        |
 * | 1     | locked                                                                                      |
 * | 3     | locked, somebody waits                                                                      |
 * | 2     | free, somebody waits: between a release that handed nothing over and the next acquisition   |
 *
 * 1. Bit 1 (value 2) changes only under the lock of the key's queue, and is set while anyone is in it, but for a
 *    waiter whom a time-out or an interruption takes out: then it may stay set for nobody until the next release.
 * 2. Who releases wakes the thread that has waited longest. It hands the lock over (the state stays locked) if that one
 *    has waited for more than a millisecond; otherwise all compete, which is much cheaper while sections are short.
 *
 * @module
 */
import type { AtomicOperations } from "@orochi/refcount";
import type { ParkingLot, ParkOutcome } from "./parking_lot.ts";

const LOCKED = 1, WAITED_FOR = 2;
/** Milliseconds of waiting after which a lock is handed over. */
const FAIR_AFTER_MS = 1;
/** Looks at a lock that is held, before a thread that runs in parallel with its holder goes to sleep. */
const SPINS = 40;

/** How an attempt to acquire ended. */
export type AcquireOutcome = "acquired" | "timed-out" | "interrupted";

/** {@linkcode ParkingLot.park} with whatever has to be done around it. */
export type Park = (key: number, validate: () => boolean, timeoutMs: number, since: number) => ParkOutcome;

/** The locks of a heap, seen from one slot. */
export class ParkedLocks {
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #lot: ParkingLot;
  readonly #now: () => number;

  /** @param now The clock of the parking lot. */
  constructor(words: Int32Array, atomics: AtomicOperations, lot: ParkingLot, now: () => number) {
    this.#words = words;
    this.#atomics = atomics;
    this.#lot = lot;
    this.#now = now;
  }

  /** Whether somebody holds the lock. */
  isLocked(address: number): boolean {
    return (this.#atomics.load(this.#words, address >>> 2) & LOCKED) !== 0;
  }

  /** Takes a lock if it is free. */
  tryAcquire(address: number): boolean {
    const words = this.#words, atomics = this.#atomics, word = address >>> 2;
    for (let seen = atomics.load(words, word); (seen & LOCKED) === 0;) {
      const found = atomics.compareExchange(words, word, seen, seen | LOCKED);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  /**
   * Takes a lock, waiting for it if need be.
   *
   * @param timeoutMs At most so long; Infinity for ever.
   * @param spin Whether its holder may be running meanwhile.
   * @param park Waits.
   * @param since Since when the caller has been trying, if not only now.
   */
  acquire(
    address: number,
    timeoutMs: number,
    spin: boolean,
    park: Park,
    since: number = this.#now(),
  ): AcquireOutcome {
    if (this.tryAcquire(address)) return "acquired";
    for (let i = 0; spin && i < SPINS; i++) if (this.tryAcquire(address)) return "acquired";
    let taken = false;
    const validate = (): boolean => {
      taken = this.#takeOrMark(address);
      return !taken;
    };
    for (;;) {
      const left = timeoutMs === Infinity ? Infinity : since + timeoutMs - this.#now();
      if (left <= 0) return "timed-out";
      const outcome = park(address, validate, left, since);
      if (taken || (outcome === "woken" && this.#lot.message === LOCKED)) return "acquired";
      if (outcome === "timed-out" || outcome === "interrupted") return outcome;
      // Even when time is up: who was woken in another's place must not let the lock lie.
      if (this.tryAcquire(address)) return "acquired";
    }
  }

  /** Takes the lock, or notes that somebody waits for it; under the queue's lock. Returns whether it took it. */
  #takeOrMark(address: number): boolean {
    const words = this.#words, atomics = this.#atomics, word = address >>> 2;
    for (let seen = atomics.load(words, word);;) {
      const free = (seen & LOCKED) === 0;
      const found = atomics.compareExchange(words, word, seen, seen | (free ? LOCKED : WAITED_FOR));
      if (found === seen) return free;
      seen = found;
    }
  }

  /** Releases a lock that is held. */
  release(address: number): void {
    const words = this.#words, atomics = this.#atomics, word = address >>> 2;
    if (atomics.compareExchange(words, word, LOCKED, 0) === LOCKED) return;
    // The state is locked and waited for: nobody else changes it but those who try in vain.
    this.#lot.unparkOne(address, (waitedMs, more) => {
      const handOver = waitedMs > FAIR_AFTER_MS;
      atomics.store(words, word, (handOver ? LOCKED : 0) | (more ? WAITED_FOR : 0));
      return handOver ? LOCKED : 0;
    });
  }
}
