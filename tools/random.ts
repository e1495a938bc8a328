/**
 * Numbers from a seed (mulberry32), for generated texts and programs.
 *
 * @module
 */

/** A generator: the same numbers for the same seed. */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  /** The next 32 bits, as a number from 0 up. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }
  /** A number from 0 up to, not including, 1. */
  unit(): number {
    return this.bits() / 2 ** 32;
  }
  /** An integer from 0 up to, not including, `n`. */
  below(n: number): number {
    return this.bits() % n;
  }
  /** One of some items. */
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}
