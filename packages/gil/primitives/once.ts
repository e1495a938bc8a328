/**
 * Something that is done once, by whichever thread comes first; the others wait for it.
 *
 * | value    | meaning                         |
 * | -------- | ------------------------------- |
 * | NEW      | nobody has begun                |
 * | RUNNING  | somebody is at it               |
 * | AWAITED  | somebody is at it, others wait  |
 * | DONE     | done for ever                   |
 *
 * If it fails the state is NEW again, and one that waited does it.
 *
 * @module
 */
import { type Place, Primitive, type Steps } from "./_place.ts";

const NEW = 0, RUNNING = 1, AWAITED = 2, DONE = 3;

/** See the module documentation. */
export class Once extends Primitive {
  /** Words that it needs. */
  static readonly WORDS = 1;

  /** @param place One word, 0 when fresh. */
  constructor(place: Place) {
    super(place, Once.WORDS);
  }

  /** Whether it is done, as of now. */
  get done(): boolean {
    return this.atomics.load(this.words, this.at) === DONE;
  }

  /**
   * Does it, or waits until it is done. What the action did before is seen by who returns from here.
   *
   * @throws Whatever `action` throws, in the thread that ran it.
   */
  call(action: () => void): void {
    if (this.done || !this.block(this.#beginSteps())) return;
    try {
      action();
    } catch (error) {
      this.#end(NEW);
      throw error;
    }
    this.#end(DONE);
  }

  /** As {@linkcode call}, without blocking the thread, for an action that may take promises. */
  async callAsync(action: () => void | Promise<void>): Promise<void> {
    if (this.done || !await this.await(this.#beginSteps())) return;
    try {
      await action();
    } catch (error) {
      this.#end(NEW);
      throw error;
    }
    this.#end(DONE);
  }

  /** Comes to true if the caller is to do it. */
  *#beginSteps(): Steps<boolean> {
    const { words, atomics, at } = this;
    for (;;) {
      const seen = atomics.compareExchange(words, at, NEW, RUNNING);
      if (seen === NEW) return true;
      if (seen === DONE) return false;
      if (seen === RUNNING && atomics.compareExchange(words, at, RUNNING, AWAITED) !== RUNNING) continue;
      yield { index: at, value: AWAITED, timeoutMs: Infinity };
    }
  }

  #end(state: number): void {
    if (this.atomics.exchange(this.words, this.at, state) === AWAITED) {
      this.atomics.notify(this.words, this.at);
    }
  }
}
