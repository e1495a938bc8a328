/**
 * A mutual exclusion lock in one word.
 *
 * | bits   | meaning                                                                             |
 * | ------ | ----------------------------------------------------------------------------------- |
 * | LOCKED | somebody holds it                                                                   |
 * | PARKED | somebody may be waiting on the word                                                 |
 * | FAIR   | a waiter has waited for more than a millisecond: the next release hands the lock on |
 * | HANDED | with LOCKED: it belongs to who is being woken, and has not been noticed yet         |
 *
 * 1. Free is 0: a release clears every bit, or hands on.
 * 2. Only who was woken takes a lock that is HANDED; one is, and takes it even if its time is up.
 * 3. PARKED, FAIR and HANDED come only with LOCKED. Who was woken by a release that wakes one passes the wake-up on: it
 *    takes the lock with PARKED set, or sets PARKED on the lock that somebody else took first.
 *
 * @module
 */
import { Guard, type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const LOCKED = 1, PARKED = 2, FAIR = 4, HANDED = 8;
/** A waiter that has waited for so long asks for the lock to be handed on. */
const FAIR_AFTER_MS = 1;

/**
 * See the module documentation. Not recursive; any thread may release it.
 *
 * ```ts
 * import { Mutex } from "@orochi/gil/primitives";
 * import { assertEquals } from "@std/assert";
 *
 * const words = new Int32Array(new SharedArrayBuffer(64));
 * const mutex = new Mutex({ words, at: 0 });
 * {
 *   using _ = mutex.hold();
 *   assertEquals(mutex.tryAcquire(), false);
 * }
 * assertEquals(mutex.tryAcquire(), true);
 * ```
 */
export class Mutex extends Primitive {
  /** Words that a mutex needs. */
  static readonly WORDS = 1;

  /** @param place One word, 0 when fresh. */
  constructor(place: Place) {
    super(place, Mutex.WORDS);
  }

  /** Whether somebody holds it, as of now. */
  get locked(): boolean {
    return this.atomics.load(this.words, this.at) !== 0;
  }

  /** Takes the lock if it is free. */
  tryAcquire(): boolean {
    return this.atomics.compareExchange(this.words, this.at, 0, LOCKED) === 0;
  }

  /**
   * Takes the lock, blocking the thread while it isn't free.
   *
   * @param timeoutMs At most so long.
   * @returns Whether it was taken.
   */
  acquire(timeoutMs = Infinity): boolean {
    return this.tryAcquire() || this.block(this.acquireSteps(timeoutMs));
  }

  /** As {@linkcode acquire}, without blocking the thread. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.tryAcquire() || await this.await(this.acquireSteps(timeoutMs));
  }

  /** Takes the lock until the guard is disposed of. */
  hold(): Guard {
    this.acquire();
    return new Guard(() => this.release());
  }

  /** As {@linkcode hold}, without blocking the thread. */
  async holdAsync(): Promise<Guard> {
    await this.acquireAsync();
    return new Guard(() => this.release());
  }

  /**
   * Gives the lock up.
   *
   * @throws {PrimitiveError} If nobody holds it.
   */
  release(): void {
    if (this.atomics.compareExchange(this.words, this.at, LOCKED, 0) !== LOCKED) this.#releaseSlow();
  }

  #releaseSlow(): void {
    const { words, atomics, at } = this;
    let handed = false;
    for (let seen = atomics.load(words, at);;) {
      // Who it was handed to was awake already, and has taken it: from then on it is none of this thread's.
      if (handed && (seen & HANDED) === 0) return;
      if ((seen & LOCKED) === 0) throw new PrimitiveError("Cannot release the mutex as nobody holds it");
      const fair = (seen & FAIR) !== 0;
      const next = fair ? LOCKED | PARKED | HANDED : 0;
      const found = atomics.compareExchange(words, at, seen, next);
      if (found !== seen) {
        seen = found;
        continue;
      }
      if ((seen & PARKED) === 0) return;
      if (atomics.notify(words, at, 1) === 1 || !fair) return;
      // Nobody was there to hand it to: whoever asked has given up. Free it, for those that come meanwhile.
      handed = true;
      seen = atomics.load(words, at);
    }
  }

  /** The waiting part of {@linkcode acquire}, for primitives made of this one. */
  *acquireSteps(timeoutMs: number): Steps<boolean> {
    const { words, atomics, at } = this;
    const start = this.now(), deadline = start + timeoutMs;
    /** What the lock is taken with: PARKED once this thread may have been woken in others' stead. */
    let take = LOCKED, woken = false;
    for (let seen = atomics.load(words, at);;) {
      if (woken && (seen & HANDED) !== 0) {
        const found = atomics.compareExchange(words, at, seen, (seen & ~HANDED) | PARKED);
        if (found === seen) return true;
        seen = found;
        continue;
      }
      if ((seen & LOCKED) === 0) {
        const found = atomics.compareExchange(words, at, seen, take);
        if (found === seen) return true;
        seen = found;
        continue;
      }
      const waited = this.now() - start;
      const wanted = seen | PARKED | (waited >= FAIR_AFTER_MS ? FAIR : 0);
      if (wanted !== seen) {
        const found = atomics.compareExchange(words, at, seen, wanted);
        if (found !== seen) {
          seen = found;
          continue;
        }
      }
      if (this.now() >= deadline) return false;
      const outcome = yield { index: at, value: wanted, timeoutMs: this.left(deadline) };
      woken = outcome === "ok";
      if (woken) take = LOCKED | PARKED;
      seen = atomics.load(words, at);
    }
  }
}
