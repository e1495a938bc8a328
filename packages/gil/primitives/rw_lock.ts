/**
 * A lock for many readers or one writer, in one word.
 *
 * | bits    | meaning                                                         |
 * | ------- | --------------------------------------------------------------- |
 * | WRITTEN | a writer holds it; then nobody reads                            |
 * | PARKED  | somebody may be waiting; then no new reader comes in            |
 * | 2..31   | readers that hold it                                            |
 *
 * Who leaves it free clears PARKED and wakes all that wait, and they compete anew. So a waiting writer gets its turn when
 * the present readers are gone; beyond that the lock is not fair. It is not recursive.
 *
 * @module
 */
import { Guard, type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const WRITTEN = 1, PARKED = 2, READER = 4;

/** See the module documentation. */
export class RwLock extends Primitive {
  /** Words that the lock needs. */
  static readonly WORDS = 1;

  /** @param place One word, 0 when fresh. */
  constructor(place: Place) {
    super(place, RwLock.WORDS);
  }

  /** Comes in as a reader if it can be done at once. */
  tryAcquireRead(): boolean {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at); (seen & (WRITTEN | PARKED)) === 0;) {
      const found = atomics.compareExchange(words, at, seen, seen + READER);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  /** Comes in as the writer if it can be done at once. */
  tryAcquireWrite(): boolean {
    return this.atomics.compareExchange(this.words, this.at, 0, WRITTEN) === 0;
  }

  /** Comes in as a reader, blocking the thread. @returns Whether it was in time. */
  acquireRead(timeoutMs = Infinity): boolean {
    return this.tryAcquireRead() || this.block(this.#steps(() => this.tryAcquireRead(), timeoutMs));
  }

  /** Comes in as the writer, blocking the thread. @returns Whether it was in time. */
  acquireWrite(timeoutMs = Infinity): boolean {
    return this.tryAcquireWrite() || this.block(this.#steps(() => this.tryAcquireWrite(), timeoutMs));
  }

  /** As {@linkcode acquireRead}, without blocking the thread. */
  async acquireReadAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.tryAcquireRead() || await this.await(this.#steps(() => this.tryAcquireRead(), timeoutMs));
  }

  /** As {@linkcode acquireWrite}, without blocking the thread. */
  async acquireWriteAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.tryAcquireWrite() || await this.await(this.#steps(() => this.tryAcquireWrite(), timeoutMs));
  }

  *#steps(attempt: () => boolean, timeoutMs: number): Steps<boolean> {
    const { words, atomics, at } = this;
    const deadline = this.deadline(timeoutMs);
    while (!attempt()) {
      const left = this.left(deadline);
      if (left === 0) return false;
      const seen = atomics.load(words, at);
      // Free meanwhile, or for readers only: try again.
      if (seen === 0) continue;
      if ((seen & PARKED) === 0 && atomics.compareExchange(words, at, seen, seen | PARKED) !== seen) continue;
      yield { index: at, value: seen | PARKED, timeoutMs: left };
    }
    return true;
  }

  /** Reads until the guard is disposed of. */
  holdRead(): Guard {
    this.acquireRead();
    return new Guard(() => this.releaseRead());
  }

  /** Writes until the guard is disposed of. */
  holdWrite(): Guard {
    this.acquireWrite();
    return new Guard(() => this.releaseWrite());
  }

  /** As {@linkcode holdRead}, without blocking the thread. */
  async holdReadAsync(): Promise<Guard> {
    await this.acquireReadAsync();
    return new Guard(() => this.releaseRead());
  }

  /** As {@linkcode holdWrite}, without blocking the thread. */
  async holdWriteAsync(): Promise<Guard> {
    await this.acquireWriteAsync();
    return new Guard(() => this.releaseWrite());
  }

  /**
   * A reader leaves.
   *
   * @throws {PrimitiveError} If there is none.
   */
  releaseRead(): void {
    const { words, atomics, at } = this;
    for (let seen = atomics.load(words, at);;) {
      if (seen < READER) throw new PrimitiveError("Cannot release the lock as nobody reads");
      const last = seen >> 2 === 1;
      const found = atomics.compareExchange(words, at, seen, last ? 0 : seen - READER);
      if (found === seen) {
        if (last && (seen & PARKED) !== 0) atomics.notify(words, at);
        return;
      }
      seen = found;
    }
  }

  /**
   * The writer leaves.
   *
   * @throws {PrimitiveError} If there is none.
   */
  releaseWrite(): void {
    const { words, atomics, at } = this;
    if ((atomics.load(words, at) & WRITTEN) === 0) {
      throw new PrimitiveError("Cannot release the lock as nobody writes");
    }
    if ((atomics.exchange(words, at, 0) & PARKED) !== 0) atomics.notify(words, at);
  }
}
