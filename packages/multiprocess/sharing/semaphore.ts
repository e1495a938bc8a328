/**
 * Semaphores and events between Workers.
 *
 * @module
 */
import { PythonError } from "../pickle/errors.ts";
import type { Lockable } from "./lock.ts";
import { allocateWords, handleOf, runSteps, runStepsAsync, type SharedHandle, wordsOf } from "./words.ts";

/** Permits that are taken and given back. Word 0: permits left; word 1: most that there may be. */
export class Semaphore implements Lockable {
  readonly #words: Int32Array<SharedArrayBuffer>;

  private constructor(words: Int32Array<SharedArrayBuffer>) {
    this.#words = words;
  }

  /**
   * Makes a semaphore.
   *
   * @param permits How many there are at first; 1 by default.
   * @param bound How many there may be; a release beyond is an error. 0x7fffffff by default.
   */
  static create(permits = 1, bound = 0x7fffffff): Semaphore {
    if (!(permits >= 0 && permits <= bound)) {
      throw new PythonError("ValueError", "semaphore initial value must be >= 0");
    }
    const words = allocateWords(2);
    words[0] = permits;
    words[1] = bound;
    return new Semaphore(words);
  }

  /** The same semaphore in another Worker. */
  static attach(handle: SharedHandle): Semaphore {
    return new Semaphore(wordsOf(handle, 2));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** Permits left at this moment. */
  get value(): number {
    return Atomics.load(this.#words, 0);
  }

  #take = (): boolean | number => {
    for (;;) {
      const left = Atomics.load(this.#words, 0);
      if (left === 0) return 0;
      if (Atomics.compareExchange(this.#words, 0, left, left - 1) === left) return true;
    }
  };

  /** Takes a permit if one is left. */
  tryAcquire(): boolean {
    return this.#take() === true;
  }

  /** Takes a permit, blocking the Worker; false if the time is over. */
  acquire(timeoutMs = Infinity): boolean {
    return runSteps(this.#words, 0, timeoutMs, this.#take);
  }

  /** As {@linkcode acquire}, but lets the event loop run. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return await runStepsAsync(this.#words, 0, timeoutMs, this.#take);
  }

  /**
   * Gives permits back.
   *
   * @param count How many; 1 by default.
   * @throws {PythonError} ValueError if there would be more than the bound.
   */
  release(count = 1): void {
    for (;;) {
      const left = Atomics.load(this.#words, 0);
      if (left + count > this.#words[1]) {
        throw new PythonError("ValueError", "semaphore or lock released too many times");
      }
      if (Atomics.compareExchange(this.#words, 0, left, left + count) === left) break;
    }
    Atomics.notify(this.#words, 0, count);
  }
}

/** A flag that Workers wait for. */
export class SharedEvent {
  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * An event over a shared word.
   *
   * @param words One word. A new one by default.
   */
  constructor(words: Int32Array<SharedArrayBuffer> = allocateWords(1)) {
    this.#words = words;
  }

  /** The same event in another Worker. */
  static attach(handle: SharedHandle): SharedEvent {
    return new SharedEvent(wordsOf(handle, 1));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** Whether it is set. */
  get isSet(): boolean {
    return Atomics.load(this.#words, 0) === 1;
  }

  /** Sets it and wakes all that wait. */
  set(): void {
    Atomics.store(this.#words, 0, 1);
    Atomics.notify(this.#words, 0);
  }

  /** Resets it. */
  clear(): void {
    Atomics.store(this.#words, 0, 0);
  }

  #see = (): boolean | number => this.isSet ? true : 0;

  /** Waits until it is set, blocking the Worker; false if the time is over. */
  wait(timeoutMs = Infinity): boolean {
    return runSteps(this.#words, 0, timeoutMs, this.#see);
  }

  /** As {@linkcode wait}, but lets the event loop run. */
  async waitAsync(timeoutMs = Infinity): Promise<boolean> {
    return await runStepsAsync(this.#words, 0, timeoutMs, this.#see);
  }
}
