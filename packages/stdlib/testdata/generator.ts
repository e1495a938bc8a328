/**
 * Numbers from a seed, for property tests: the same ones in each run.
 *
 * @module
 */

/** A generator (xorshift of 32 bits). */
export class Generator {
  #state: number;

  /** @param seed Any number but 0. */
  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 0 up to, not including, `n`. */
  below(n: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % n;
  }

  /** A number of up to so many decimal digits, small ones as likely as large ones. */
  bigint(digits: number): bigint {
    let value = 0n;
    for (let left = this.below(digits + 1); left > 0; left--) value = value * 10n + BigInt(this.below(10));
    return value;
  }

  /** Bytes below a bound: a small bound makes repetitions. */
  bytes(length: number, bound: number = 256): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(bound));
  }
}
