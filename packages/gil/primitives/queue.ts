/**
 * A bounded queue between any threads, which puts and gets items one by one or many at a time.
 *
 * | word | meaning                                   |
 * | ---- | ----------------------------------------- |
 * | 0    | mutex that guards the rest                |
 * | 1    | condition: items came, or it was closed   |
 * | 2    | condition: room came, or it was closed    |
 * | 3    | items                                     |
 * | 4    | place of the oldest                       |
 * | 5    | 1 when closed                             |
 * | 6..  | places                                    |
 *
 * @module
 */
import { Condition } from "./condition.ts";
import { Mutex } from "./mutex.ts";
import { type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const ITEMS_CAME = 1, ROOM_CAME = 2, LENGTH = 3, OLDEST = 4, CLOSED = 5, PLACES = 6;

/** See the module documentation. An item is some 32-bit integers, always as many; several lie one after the other. */
export class Queue extends Primitive {
  /** Items that fit. */
  readonly capacity: number;
  /** 32-bit words of an item. */
  readonly width: number;
  readonly #mutex: Mutex;
  readonly #itemsCame: Condition;
  readonly #roomCame: Condition;

  /** Words that a queue needs. */
  static words(capacity: number, width = 1): number {
    return PLACES + capacity * width;
  }

  /**
   * @param place Words as {@linkcode Queue.words} says, 0 when fresh.
   * @param capacity Items that fit, from 1 up.
   * @param width 32-bit words of an item.
   */
  constructor(place: Place, capacity: number, width = 1) {
    if (!(capacity >= 1)) {
      throw new RangeError(`Cannot make a queue as at least one item must fit: ${capacity}`);
    }
    super(place, Queue.words(capacity, width));
    this.capacity = capacity;
    this.width = width;
    this.#mutex = new Mutex(this.part(0));
    this.#itemsCame = new Condition(this.part(ITEMS_CAME), this.#mutex);
    this.#roomCame = new Condition(this.part(ROOM_CAME), this.#mutex);
  }

  /** Items that are there, as of now. */
  get length(): number {
    return this.atomics.load(this.words, this.at + LENGTH);
  }

  /** Whether nothing can be put any more. */
  get closed(): boolean {
    return this.atomics.load(this.words, this.at + CLOSED) === 1;
  }

  /** Moves as many items in as there is room for; the mutex is held. @returns How many words of `items` are in. */
  #moveIn(items: ArrayLike<number>, from: number): number {
    const { words, atomics, at, width, capacity } = this;
    const length = words[at + LENGTH], count = Math.min(capacity - length, (items.length - from) / width);
    if (count === 0) return from;
    const free = words[at + OLDEST] + length;
    for (let i = 0; i < count * width; i++) {
      words[at + PLACES + (free * width + i) % (capacity * width)] = items[from + i];
    }
    atomics.store(words, at + LENGTH, length + count);
    this.#itemsCame.notifySome(count);
    return from + count * width;
  }

  /** Moves items out; the mutex is held. */
  #moveOut(max: number): Int32Array {
    const { words, atomics, at, width, capacity } = this;
    const length = words[at + LENGTH], count = Math.min(length, max), oldest = words[at + OLDEST];
    const items = new Int32Array(count * width);
    for (let i = 0; i < items.length; i++) {
      items[i] = words[at + PLACES + (oldest * width + i) % (capacity * width)];
    }
    if (count > 0) {
      words[at + OLDEST] = (oldest + count) % capacity;
      atomics.store(words, at + LENGTH, length - count);
      this.#roomCame.notifySome(count);
    }
    return items;
  }

  /**
   * Puts items, blocking the thread while there is no room.
   *
   * @param items One or more items.
   * @returns How many of them were put in time: all, without a time-out.
   * @throws {PrimitiveError} If the queue is closed, or is being closed before all are put.
   */
  put(items: ArrayLike<number>, timeoutMs = Infinity): number {
    return this.block(this.#putSteps(items, timeoutMs));
  }

  /** As {@linkcode put}, without blocking the thread. */
  putAsync(items: ArrayLike<number>, timeoutMs = Infinity): Promise<number> {
    return this.await(this.#putSteps(items, timeoutMs));
  }

  *#lockSteps(): Steps<void> {
    if (!this.#mutex.tryAcquire()) yield* this.#mutex.acquireSteps(Infinity);
  }

  *#putSteps(items: ArrayLike<number>, timeoutMs: number): Steps<number> {
    if (items.length % this.width !== 0) {
      throw new PrimitiveError(
        `Cannot put ${items.length} words as items have ${this.width}: no whole items`,
      );
    }
    const deadline = this.deadline(timeoutMs);
    yield* this.#lockSteps();
    try {
      for (let done = 0;;) {
        if (this.closed) throw new PrimitiveError("Cannot put items as the queue is closed");
        done = this.#moveIn(items, done);
        if (done === items.length) return done / this.width;
        const left = this.left(deadline);
        if (left === 0) return done / this.width;
        yield* this.#roomCame.waitSteps(left);
      }
    } finally {
      this.#mutex.release();
    }
  }

  /**
   * Takes the oldest items, blocking the thread while there is none.
   *
   * @param max Items to take at most.
   * @returns At least one item; none if there was none in time, or the queue is closed and empty.
   */
  get(max = 1, timeoutMs = Infinity): Int32Array {
    return this.block(this.#getSteps(max, timeoutMs));
  }

  /** As {@linkcode get}, without blocking the thread. */
  getAsync(max = 1, timeoutMs = Infinity): Promise<Int32Array> {
    return this.await(this.#getSteps(max, timeoutMs));
  }

  *#getSteps(max: number, timeoutMs: number): Steps<Int32Array> {
    const deadline = this.deadline(timeoutMs);
    yield* this.#lockSteps();
    try {
      for (;;) {
        const items = this.#moveOut(max), left = this.left(deadline);
        if (items.length > 0 || this.closed || left === 0) return items;
        yield* this.#itemsCame.waitSteps(left);
      }
    } finally {
      this.#mutex.release();
    }
  }

  /** Lets nobody put items any more; what is there can be taken. */
  close(): void {
    using _ = this.#mutex.hold();
    this.atomics.store(this.words, this.at + CLOSED, 1);
    this.#itemsCame.notifyAll();
    this.#roomCame.notifyAll();
  }
}
