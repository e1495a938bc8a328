/**
 * A meeting point: threads wait until so many have come, then all go on, and it is ready for the next round. As Python's
 * `threading.Barrier`, it can be broken, by hand or by somebody whose time is up, and made whole again.
 *
 * | word | meaning                                             |
 * | ---- | --------------------------------------------------- |
 * | 0    | mutex that guards the rest                          |
 * | 1    | condition: the state changed                        |
 * | 2    | state, see below                                    |
 * | 3    | threads that have come and not gone on yet          |
 *
 * | state     | meaning                                                     | next                               |
 * | --------- | ----------------------------------------------------------- | ---------------------------------- |
 * | FILLING   | threads come and wait                                       | DRAINING, RESETTING or BROKEN      |
 * | DRAINING  | all have come, and go; who comes too early waits            | FILLING by the last to go          |
 * | RESETTING | as DRAINING, but those that go do so with an error          | FILLING by the last to go          |
 * | BROKEN    | all that wait or come get an error                          | FILLING or RESETTING by reset      |
 *
 * @module
 */
import { Condition } from "./condition.ts";
import { Mutex } from "./mutex.ts";
import { type Place, Primitive, type Steps } from "./_place.ts";

const CONDITION = 1, STATE = 2, COUNT = 3;
const FILLING = 0, DRAINING = 1, RESETTING = 2, BROKEN = 3;

/** The barrier was broken or reset while the caller waited, or is broken. */
export class BrokenBarrierError extends Error {
  override name = "BrokenBarrierError";
}

/** See the module documentation. */
export class Barrier extends Primitive {
  /** Words that a barrier needs. */
  static readonly WORDS = 4;
  /** Threads that meet. */
  readonly parties: number;
  readonly #mutex: Mutex;
  readonly #changed: Condition;

  /**
   * @param place Four words, 0 when fresh.
   * @param parties Threads that meet, the same number for all that share it.
   */
  constructor(place: Place, parties: number) {
    super(place, Barrier.WORDS);
    if (!(parties >= 1)) {
      throw new RangeError(`Cannot make a barrier as at least one thread must meet: ${parties}`);
    }
    this.parties = parties;
    this.#mutex = new Mutex(this.part(0));
    this.#changed = new Condition(this.part(CONDITION), this.#mutex);
  }

  /** Threads that wait, as of now. */
  get waiting(): number {
    return this.#state === FILLING ? this.atomics.load(this.words, this.at + COUNT) : 0;
  }

  /** Whether it is broken, as of now. */
  get broken(): boolean {
    return this.#state === BROKEN;
  }

  get #state(): number {
    return this.atomics.load(this.words, this.at + STATE);
  }

  /** Sets the state; the mutex is held. */
  #enter(state: number): void {
    this.atomics.store(this.words, this.at + STATE, state);
    this.#changed.notifyAll();
  }

  /**
   * Waits for the others, blocking the thread.
   *
   * @param timeoutMs After so long the barrier breaks.
   * @returns A number from 0 to one less than the parties, another for each.
   * @throws {BrokenBarrierError} If it is broken or reset.
   */
  wait(timeoutMs = Infinity): number {
    return this.block(this.#waitSteps(timeoutMs));
  }

  /** As {@linkcode wait}, without blocking the thread. */
  waitAsync(timeoutMs = Infinity): Promise<number> {
    return this.await(this.#waitSteps(timeoutMs));
  }

  *#lockSteps(): Steps<void> {
    if (!this.#mutex.tryAcquire()) yield* this.#mutex.acquireSteps(Infinity);
  }

  *#waitSteps(timeoutMs: number): Steps<number> {
    const words = this.words, count = this.at + COUNT;
    const deadline = this.deadline(timeoutMs);
    yield* this.#lockSteps();
    try {
      while (this.#state === DRAINING || this.#state === RESETTING) yield* this.#changed.waitSteps(Infinity);
      if (this.#state === BROKEN) throw new BrokenBarrierError("The barrier is broken");
      const index = words[count]++;
      if (index + 1 === this.parties) this.#enter(DRAINING);
      else yield* this.#waitForOthers(deadline);
      if (--words[count] === 0 && this.#state !== BROKEN) this.#enter(FILLING);
      return index;
    } finally {
      this.#mutex.release();
    }
  }

  /** The part of a round between coming and going. */
  *#waitForOthers(deadline: number): Steps<void> {
    const words = this.words, count = this.at + COUNT;
    while (this.#state === FILLING) {
      if (!(yield* this.#changed.waitSteps(this.left(deadline))) && this.#state === FILLING) {
        this.#enter(BROKEN);
      }
    }
    if (this.#state === DRAINING) return;
    if (--words[count] === 0 && this.#state === RESETTING) this.#enter(FILLING);
    throw new BrokenBarrierError("The barrier was broken while the caller waited");
  }

  /** Breaks the barrier. */
  abort(): void {
    using _ = this.#mutex.hold();
    this.#enter(BROKEN);
  }

  /** Makes the barrier as new; those that wait get an error. */
  reset(): void {
    using _ = this.#mutex.hold();
    if (this.words[this.at + COUNT] === 0) this.#enter(FILLING);
    else if (this.#state !== DRAINING) this.#enter(RESETTING);
  }
}
