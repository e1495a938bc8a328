/**
 * A counting semaphore.
 *
 * | word | meaning                                                        |
 * | ---- | -------------------------------------------------------------- |
 * | 0    | permits that can be had, never below 0                         |
 * | 1    | threads that wait, or are about to: while 0, a release wakes nobody |
 *
 * A waiter counts itself before it looks at the permits for the last time, and a release adds permits before it looks at the
 * waiters: one of the two sees the other. Who was woken tries to take a permit before it looks at the clock.
 *
 * @module
 */
import { Guard, type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const WAITERS = 1;

/** See the module documentation. */
export class Semaphore extends Primitive {
  /** Words that a semaphore needs. */
  static readonly WORDS = 2;
  readonly #limit: number;

  /**
   * @param place Two words, 0 when fresh: no permits.
   * @param limit Permits that there may be at most.
   */
  constructor(place: Place, limit = 0x7fffffff) {
    super(place, Semaphore.WORDS);
    this.#limit = limit;
  }

  /** Permits that can be had, as of now. */
  get permits(): number {
    return this.atomics.load(this.words, this.at);
  }

  /** Takes a permit if there is one. */
  tryAcquire(): boolean {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at); seen > 0;) {
      const found = atomics.compareExchange(words, at, seen, seen - 1);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  /** Takes a permit, blocking the thread while there is none. @returns Whether there was one in time. */
  acquire(timeoutMs = Infinity): boolean {
    return this.tryAcquire() || this.block(this.#acquireSteps(timeoutMs));
  }

  /** As {@linkcode acquire}, without blocking the thread. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.tryAcquire() || await this.await(this.#acquireSteps(timeoutMs));
  }

  *#acquireSteps(timeoutMs: number): Steps<boolean> {
    const { words, atomics, at } = this;
    const deadline = this.deadline(timeoutMs);
    atomics.add(words, at + WAITERS, 1);
    try {
      while (!this.tryAcquire()) {
        const left = this.left(deadline);
        if (left === 0) return false;
        yield { index: at, value: 0, timeoutMs: left };
      }
      return true;
    } finally {
      atomics.add(words, at + WAITERS, -1);
    }
  }

  /** Takes a permit until the guard is disposed of. */
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
   * Gives permits back, or adds new ones.
   *
   * @throws {PrimitiveError} If there would be more than the limit.
   */
  release(count = 1): void {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at);;) {
      if (count < 1 || seen > this.#limit - count) {
        throw new PrimitiveError(
          `Cannot release ${count} permits as there may be ${this.#limit} at most: there are ${seen}`,
        );
      }
      const found = atomics.compareExchange(words, at, seen, seen + count);
      if (found === seen) break;
      seen = found;
    }
    if (atomics.load(words, at + WAITERS) > 0) atomics.notify(words, at, count);
  }
}
