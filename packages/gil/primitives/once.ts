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
/** No value of the word: the caller has begun. */
const MINE = 4;

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
   * @param timeoutMs How long to wait for another thread that does it, at most.
   * @returns Whether it is done; false only if another thread was still at it when the time was up.
   * @throws Whatever `action` throws, in the thread that ran it.
   */
  call(action: () => void, timeoutMs = Infinity): boolean {
    if (this.done) return true;
    const turn = this.block(this.#beginSteps(timeoutMs));
    if (turn !== MINE) return turn === DONE;
    try {
      action();
    } catch (error) {
      this.#end(NEW);
      throw error;
    }
    this.#end(DONE);
    return true;
  }

  /** Does it if nobody has begun, and waits for nobody. Whether it is done. */
  tryCall(action: () => void): boolean {
    return this.call(action, 0);
  }

  /** As {@linkcode call}, without blocking the thread, for an action that may take promises. */
  async callAsync(action: () => void | Promise<void>, timeoutMs = Infinity): Promise<boolean> {
    if (this.done) return true;
    const turn = await this.await(this.#beginSteps(timeoutMs));
    if (turn !== MINE) return turn === DONE;
    try {
      await action();
    } catch (error) {
      this.#end(NEW);
      throw error;
    }
    this.#end(DONE);
    return true;
  }

  /** Comes to MINE if the caller is to do it, to DONE, or to AWAITED when the time is up. */
  *#beginSteps(timeoutMs: number): Steps<number> {
    const { words, atomics, at } = this, deadline = this.deadline(timeoutMs);
    for (;;) {
      const seen = atomics.compareExchange(words, at, NEW, RUNNING);
      if (seen === NEW) return MINE;
      if (seen === DONE) return DONE;
      const left = this.left(deadline);
      if (left === 0) return AWAITED;
      if (seen === RUNNING && atomics.compareExchange(words, at, RUNNING, AWAITED) !== RUNNING) continue;
      yield { index: at, value: AWAITED, timeoutMs: left };
    }
  }

  #end(state: number): void {
    if (this.atomics.exchange(this.words, this.at, state) === AWAITED) {
      this.atomics.notify(this.words, this.at);
    }
  }
}
