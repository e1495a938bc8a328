/**
 * A parking lot (after WebKit's): threads wait for something about a key, in the order of arrival. What is waited for
 * needs no room for its waiters, so a lock can be two bits of a word that has other uses.
 *
 * Buckets, each a lock and a queue of the waiters whose keys fall into it:
 *
 * | word | meaning             |
 * | ---- | ------------------- |
 * | 0    | mutex               |
 * | 1, 2 | first, last waiter  |
 *
 * Waiters, numbered from 1:
 *
 * | word | meaning                                |
 * | ---- | -------------------------------------- |
 * | 0    | 1 while it is in a queue               |
 * | 1    | its key                                |
 * | 2    | the next waiter of the bucket          |
 * | 3    | what the one who woke it had to say    |
 *
 * A waiter gets into and out of a queue under the lock of its bucket; who takes it out wakes it. `validate` and `decide`
 * run under that lock too: between what they see and the queue nothing happens, so no wake-up is lost.
 *
 * @module
 */
import { Mutex } from "./mutex.ts";
import { type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const BUCKET_WORDS = 3, FIRST = 1, LAST = 2;
const WAITER_WORDS = 4, QUEUED = 0, KEY = 1, NEXT = 2, MESSAGE = 3;

/** Sizes of a parking lot, the same for all that share it. */
export interface ParkingLotSizes {
  /** Waiters that there may be: threads, or tasks that wait at the same time. */
  readonly waiters: number;
  /** Queues that keys are spread over; a power of two. */
  readonly buckets: number;
}

/** How a wait ended; `invalid`: there was nothing to wait for. */
export type ParkResult = "woken" | "invalid" | "timed-out";

/** See the module documentation. */
export class ParkingLot extends Primitive {
  readonly #sizes: ParkingLotSizes;
  readonly #self: number;

  /** Words that a parking lot needs. */
  static words(sizes: ParkingLotSizes): number {
    return sizes.buckets * BUCKET_WORDS + sizes.waiters * WAITER_WORDS;
  }

  /**
   * @param place Words as {@linkcode ParkingLot.words} says, 0 when fresh.
   * @param self Number of the calling waiter, from 1 to `sizes.waiters`; it waits for one thing at a time.
   */
  constructor(place: Place, sizes: ParkingLotSizes, self: number) {
    super(place, ParkingLot.words(sizes));
    if (!Number.isInteger(self) || self < 1 || self > sizes.waiters) {
      throw new RangeError(`Cannot park as a waiter's number must be from 1 to ${sizes.waiters}: ${self}`);
    }
    this.#sizes = sizes;
    this.#self = self;
  }

  #bucket(key: number): number {
    const hash = Math.imul(key, 0x9e3779b1) >>> 16;
    return this.at + (hash & (this.#sizes.buckets - 1)) * BUCKET_WORDS;
  }

  #waiter(number: number): number {
    return this.at + this.#sizes.buckets * BUCKET_WORDS + (number - 1) * WAITER_WORDS;
  }

  #mutexOf(bucket: number): Mutex {
    return new Mutex(this.part(bucket - this.at));
  }

  /** What who woke this waiter last had to say. */
  get message(): number {
    return this.words[this.#waiter(this.#self) + MESSAGE];
  }

  /**
   * Waits for a key, blocking the thread.
   *
   * @param key Any 32-bit integer.
   * @param validate Whether there is still something to wait for; must not use the parking lot.
   */
  park(key: number, validate: () => boolean, timeoutMs = Infinity): ParkResult {
    return this.block(this.#parkSteps(key, validate, timeoutMs));
  }

  /** As {@linkcode park}, without blocking the thread. */
  parkAsync(key: number, validate: () => boolean, timeoutMs = Infinity): Promise<ParkResult> {
    return this.await(this.#parkSteps(key, validate, timeoutMs));
  }

  *#lockSteps(mutex: Mutex): Steps<void> {
    if (!mutex.tryAcquire()) yield* mutex.acquireSteps(Infinity);
  }

  *#parkSteps(key: number, validate: () => boolean, timeoutMs: number): Steps<ParkResult> {
    const { words, atomics } = this;
    const bucket = this.#bucket(key), waiter = this.#waiter(this.#self), mutex = this.#mutexOf(bucket);
    const deadline = this.deadline(timeoutMs);
    yield* this.#lockSteps(mutex);
    if (atomics.load(words, waiter + QUEUED) !== 0) {
      mutex.release();
      throw new PrimitiveError(`Cannot park waiter ${this.#self} as it waits already`);
    }
    if (!validate()) {
      mutex.release();
      return "invalid";
    }
    this.#append(bucket, waiter, key);
    mutex.release();
    while (atomics.load(words, waiter + QUEUED) === 1) {
      const left = this.left(deadline);
      if (left > 0) {
        yield { index: waiter + QUEUED, value: 1, timeoutMs: left };
        continue;
      }
      yield* this.#lockSteps(mutex);
      // Who took it out of the queue meanwhile counts on having woken it.
      const queued = atomics.load(words, waiter + QUEUED) === 1;
      if (queued) this.#remove(bucket, this.#self);
      mutex.release();
      return queued ? "timed-out" : "woken";
    }
    return "woken";
  }

  #append(bucket: number, waiter: number, key: number): void {
    const { words, atomics } = this;
    words[waiter + KEY] = key;
    words[waiter + NEXT] = 0;
    const last = words[bucket + LAST];
    words[last === 0 ? bucket + FIRST : this.#waiter(last) + NEXT] = this.#self;
    words[bucket + LAST] = this.#self;
    atomics.store(words, waiter + QUEUED, 1);
  }

  #remove(bucket: number, number: number): void {
    const { words, atomics } = this;
    const waiter = this.#waiter(number), next = words[waiter + NEXT];
    let previous = 0;
    for (let at = words[bucket + FIRST]; at !== number; at = words[this.#waiter(at) + NEXT]) previous = at;
    words[previous === 0 ? bucket + FIRST : this.#waiter(previous) + NEXT] = next;
    if (next === 0) words[bucket + LAST] = previous;
    atomics.store(words, waiter + QUEUED, 0);
  }

  /** The first waiter from a given one on that waits for a key; 0 if there is none. */
  #find(number: number, key: number): number {
    const { words } = this;
    while (number !== 0 && words[this.#waiter(number) + KEY] !== (key | 0)) {
      number = words[this.#waiter(number) + NEXT];
    }
    return number;
  }

  /**
   * Wakes who has waited longest for a key.
   *
   * @param decide Told whether there is anybody, and whether there are more; what it returns is the woken one's message.
   * @returns Whether there was anybody.
   */
  unparkOne(key: number, decide: (found: boolean, more: boolean) => number = () => 0): boolean {
    const { words, atomics } = this;
    const bucket = this.#bucket(key), mutex = this.#mutexOf(bucket);
    mutex.acquire();
    const number = this.#find(words[bucket + FIRST], key), waiter = this.#waiter(number);
    const message = decide(number !== 0, number !== 0 && this.#find(words[waiter + NEXT], key) !== 0);
    if (number !== 0) {
      words[waiter + MESSAGE] = message;
      this.#remove(bucket, number);
    }
    mutex.release();
    if (number !== 0) atomics.notify(words, waiter + QUEUED);
    return number !== 0;
  }

  /** Wakes all that wait for a key. @returns How many there were. */
  unparkAll(key: number): number {
    const { words, atomics } = this;
    const bucket = this.#bucket(key), mutex = this.#mutexOf(bucket), woken: number[] = [];
    mutex.acquire();
    for (let number = this.#find(words[bucket + FIRST], key); number !== 0;) {
      const next = this.#find(words[this.#waiter(number) + NEXT], key);
      words[this.#waiter(number) + MESSAGE] = 0;
      this.#remove(bucket, number);
      woken.push(number);
      number = next;
    }
    mutex.release();
    for (const number of woken) atomics.notify(words, this.#waiter(number) + QUEUED);
    return woken.length;
  }
}
