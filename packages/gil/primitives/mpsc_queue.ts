/**
 * A bounded queue from many producers to one consumer, without a lock: after Vyukov's ring, in which each cell says
 * whose turn it is.
 *
 * | word | meaning                                                                             |
 * | ---- | ----------------------------------------------------------------------------------- |
 * | 0    | items ever taken; the consumer's                                                    |
 * | 1    | places ever given out to producers                                                  |
 * | 2    | 1 while the consumer sleeps, or is about to                                         |
 * | 3    | producers that wait for room, or are about to                                       |
 * | 4..  | cells: a turn word and the item. Turn 2n: free for lap n; 2n + 1: has lap n's item  |
 *
 * A producer owns its cell from the compare-exchange of word 1 until it advances the turn, which publishes the item; the
 * consumer owns it from there until it advances the turn again. All counts go round after 2^32.
 *
 * @module
 */
import { type Place, Primitive, type Steps } from "./_place.ts";

const TAKEN = 0, GIVEN = 1, SLEEPS = 2, BLOCKED = 3, CELLS = 4;

/** See the module documentation. An item is some 32-bit integers, always as many. */
export class MpscQueue extends Primitive {
  /** Items that fit, a power of two. */
  readonly capacity: number;
  /** 32-bit words of an item. */
  readonly width: number;
  readonly #lapBits: number;

  /** Words that a queue needs. */
  static words(capacity: number, width = 1): number {
    return CELLS + capacity * (width + 1);
  }

  /**
   * @param place Words as {@linkcode MpscQueue.words} says, 0 when fresh.
   * @param capacity Items that fit.
   * @param width 32-bit words of an item.
   * @throws {RangeError} If the capacity is no power of two, from 2 up.
   */
  constructor(place: Place, capacity: number, width = 1) {
    if (!(capacity >= 2) || (capacity & (capacity - 1)) !== 0) {
      throw new RangeError(
        `Cannot make a queue as its capacity must be a power of two, from 2 up: ${capacity}`,
      );
    }
    super(place, MpscQueue.words(capacity, width));
    this.capacity = capacity;
    this.width = width;
    this.#lapBits = Math.log2(capacity);
  }

  #cell(position: number): number {
    return this.at + CELLS + (position & (this.capacity - 1)) * (this.width + 1);
  }

  /** The turn at which a position's cell is free. */
  #turn(position: number): number {
    return (position >>> this.#lapBits) * 2 | 0;
  }

  /** Items that are there, or about to be, as of now. */
  get length(): number {
    return (this.atomics.load(this.words, this.at + GIVEN) - this.atomics.load(this.words, this.at + TAKEN)) |
      0;
  }

  /** Adds an item if there is room. */
  tryPush(item: ArrayLike<number>): boolean {
    const { words, atomics, at } = this;
    for (let position = atomics.load(words, at + GIVEN);;) {
      const cell = this.#cell(position), turn = this.#turn(position);
      if (atomics.load(words, cell) !== turn) {
        const again = atomics.load(words, at + GIVEN);
        // Still the last lap's item: full. Otherwise somebody took the place, and the next one is to be looked at.
        if (again === position) return false;
        position = again;
        continue;
      }
      const found = atomics.compareExchange(words, at + GIVEN, position, (position + 1) | 0);
      if (found !== position) {
        position = found;
        continue;
      }
      for (let i = 0; i < this.width; i++) words[cell + 1 + i] = item[i];
      atomics.store(words, cell, turn + 1);
      if (atomics.load(words, at + SLEEPS) === 1 && atomics.exchange(words, at + SLEEPS, 0) === 1) {
        atomics.notify(words, at + SLEEPS);
      }
      return true;
    }
  }

  /** Adds an item, blocking the thread while there is no room. @returns Whether there was in time. */
  push(item: ArrayLike<number>, timeoutMs = Infinity): boolean {
    return this.tryPush(item) || this.block(this.#pushSteps(item, timeoutMs));
  }

  /** As {@linkcode push}, without blocking the thread. */
  async pushAsync(item: ArrayLike<number>, timeoutMs = Infinity): Promise<boolean> {
    return this.tryPush(item) || await this.await(this.#pushSteps(item, timeoutMs));
  }

  *#pushSteps(item: ArrayLike<number>, timeoutMs: number): Steps<boolean> {
    const { words, atomics, at } = this;
    const deadline = this.deadline(timeoutMs);
    atomics.add(words, at + BLOCKED, 1);
    try {
      for (;;) {
        const taken = atomics.load(words, at + TAKEN);
        if (this.tryPush(item)) return true;
        const left = this.left(deadline);
        if (left === 0) return false;
        yield { index: at + TAKEN, value: taken, timeoutMs: left };
      }
    } finally {
      atomics.add(words, at + BLOCKED, -1);
    }
  }

  /** Takes the oldest item, if there is one. The consumer's alone, as all that takes. */
  tryPop(): Int32Array | null {
    const { words, atomics, at } = this;
    const position = words[at + TAKEN], cell = this.#cell(position), turn = this.#turn(position);
    if (atomics.load(words, cell) !== turn + 1) return null;
    const item = new Int32Array(this.width);
    for (let i = 0; i < item.length; i++) item[i] = words[cell + 1 + i];
    atomics.store(words, cell, this.#turn((position + this.capacity) | 0));
    atomics.store(words, at + TAKEN, (position + 1) | 0);
    if (atomics.load(words, at + BLOCKED) > 0) atomics.notify(words, at + TAKEN);
    return item;
  }

  /** Takes the oldest item, blocking the thread while there is none. @returns Null if there was none in time. */
  pop(timeoutMs = Infinity): Int32Array | null {
    return this.tryPop() ?? this.block(this.#popSteps(timeoutMs));
  }

  /** As {@linkcode pop}, without blocking the thread. */
  async popAsync(timeoutMs = Infinity): Promise<Int32Array | null> {
    return this.tryPop() ?? await this.await(this.#popSteps(timeoutMs));
  }

  *#popSteps(timeoutMs: number): Steps<Int32Array | null> {
    const { words, atomics, at } = this;
    const deadline = this.deadline(timeoutMs);
    for (;;) {
      // Said before the cell is looked at: a producer that comes after the look sees it.
      atomics.store(words, at + SLEEPS, 1);
      const item = this.tryPop(), left = this.left(deadline);
      if (item !== null || left === 0) {
        atomics.store(words, at + SLEEPS, 0);
        return item;
      }
      yield { index: at + SLEEPS, value: 1, timeoutMs: left };
    }
  }
}
