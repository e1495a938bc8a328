/**
 * A flag that threads wait for, in one word.
 *
 * | bits  | meaning                                     |
 * | ----- | ------------------------------------------- |
 * | 0     | set                                         |
 * | 1     | somebody may be waiting; never with bit 0   |
 * | 2..31 | how often it was set                        |
 *
 * Who waits remembers how often the flag had been set, so setting it and clearing it at once lets all go that waited.
 *
 * @module
 */
import { type Place, Primitive, type Steps } from "./_place.ts";

const SET = 1, AWAITED = 2, TIMES = 4;

/** See the module documentation. */
export class Event extends Primitive {
  /** Words that an event needs. */
  static readonly WORDS = 1;

  /** @param place One word, 0 when fresh: not set. */
  constructor(place: Place) {
    super(place, Event.WORDS);
  }

  /** Whether it is set, as of now. */
  get isSet(): boolean {
    return (this.atomics.load(this.words, this.at) & SET) !== 0;
  }

  /** Sets the flag and lets all go that wait for it. */
  set(): void {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at); (seen & SET) === 0;) {
      const found = atomics.compareExchange(words, at, seen, ((seen & ~AWAITED) + TIMES) | SET);
      if (found === seen) {
        if ((seen & AWAITED) !== 0) atomics.notify(words, at);
        return;
      }
      seen = found;
    }
  }

  /** Takes the flag back. */
  clear(): void {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at); (seen & SET) !== 0;) {
      const found = atomics.compareExchange(words, at, seen, seen & ~SET);
      if (found === seen) return;
      seen = found;
    }
  }

  /** Blocks the thread until the flag is set. @returns Whether it was in time. */
  wait(timeoutMs = Infinity): boolean {
    return this.isSet || this.block(this.#waitSteps(timeoutMs));
  }

  /** As {@linkcode wait}, without blocking the thread. */
  async waitAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.isSet || await this.await(this.#waitSteps(timeoutMs));
  }

  *#waitSteps(timeoutMs: number): Steps<boolean> {
    const { words, atomics, at } = this;
    const deadline = this.deadline(timeoutMs);
    let seen = atomics.load(words, at);
    const times = seen & ~(SET | AWAITED);
    while ((seen & SET) === 0 && (seen & ~(SET | AWAITED)) === times) {
      const left = this.left(deadline);
      if (left === 0) return false;
      if ((seen & AWAITED) === 0) {
        const found = atomics.compareExchange(words, at, seen, seen | AWAITED);
        if (found !== seen) {
          seen = found;
          continue;
        }
      }
      yield { index: at, value: seen | AWAITED, timeoutMs: left };
      seen = atomics.load(words, at);
    }
    return true;
  }
}
