/**
 * Waiting for what other Workers do: conditions and barriers.
 *
 * @module
 */
import { PythonError } from "../pickle/errors.ts";
import { Lock, type Lockable } from "./lock.ts";
import {
  allocateWords,
  deadlineAfter,
  handleOf,
  type SharedHandle,
  timeLeft,
  waitWhile,
  waitWhileAsync,
  wordsOf,
} from "./words.ts";

/**
 * A lock with a place to wait for changes of what it guards.
 *
 * Word 0 is the lock, word 1 counts notifications. A waiter reads the count while it has the lock, so that none made
 * after it let go is missed. It may wake without one: wait in a loop, or with {@linkcode waitFor}.
 */
export class Condition implements Lockable {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #lock: Lock;

  /**
   * A condition over shared words.
   *
   * @param words Two words. New ones by default.
   */
  constructor(words: Int32Array<SharedArrayBuffer> = allocateWords(2)) {
    this.#words = words;
    this.#lock = new Lock(words.subarray(0, 1));
  }

  /** The same condition in another Worker. */
  static attach(handle: SharedHandle): Condition {
    return new Condition(wordsOf(handle, 2));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** Takes the lock, blocking the Worker; false if the time is over. */
  acquire(timeoutMs = Infinity): boolean {
    return this.#lock.acquire(timeoutMs);
  }

  /** As {@linkcode acquire}, but lets the event loop run. */
  acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.#lock.acquireAsync(timeoutMs);
  }

  /** Gives the lock back. */
  release(): void {
    this.#lock.release();
  }

  /** Lets the lock go, waits for a notification and takes the lock again; false if the time was over before. */
  wait(timeoutMs = Infinity): boolean {
    const seen = Atomics.load(this.#words, 1);
    this.#lock.release();
    const notified = waitWhile(this.#words, 1, seen, deadlineAfter(timeoutMs));
    this.#lock.acquire();
    return notified;
  }

  /** As {@linkcode wait}, but lets the event loop run. */
  async waitAsync(timeoutMs = Infinity): Promise<boolean> {
    const seen = Atomics.load(this.#words, 1);
    this.#lock.release();
    const notified = await waitWhileAsync(this.#words, 1, seen, deadlineAfter(timeoutMs));
    await this.#lock.acquireAsync();
    return notified;
  }

  /**
   * Waits until something is true.
   *
   * @param predicate Asked with the lock held.
   * @param timeoutMs How long to wait; without end by default.
   * @returns What the predicate said last.
   */
  waitFor(predicate: () => boolean, timeoutMs = Infinity): boolean {
    const deadline = deadlineAfter(timeoutMs);
    while (!predicate()) {
      if (!this.wait(timeLeft(deadline)) && timeLeft(deadline) === 0) return predicate();
    }
    return true;
  }

  /** As {@linkcode waitFor}, but lets the event loop run. */
  async waitForAsync(predicate: () => boolean, timeoutMs = Infinity): Promise<boolean> {
    const deadline = deadlineAfter(timeoutMs);
    while (!predicate()) {
      if (!(await this.waitAsync(timeLeft(deadline))) && timeLeft(deadline) === 0) return predicate();
    }
    return true;
  }

  /**
   * Wakes some that wait; the lock has to be held.
   *
   * @param count How many; 1 by default, `Infinity` for all.
   * @throws {PythonError} RuntimeError if nobody holds the lock.
   */
  notify(count = 1): void {
    if (!this.#lock.locked) throw new PythonError("RuntimeError", "cannot notify on un-acquired lock");
    Atomics.add(this.#words, 1, 1);
    Atomics.notify(this.#words, 1, count);
  }

  /** Wakes all that wait. */
  notifyAll(): void {
    this.notify(Infinity);
  }
}

const PARTIES = 2;
const WAITING = 3;
const GENERATION = 4;
const BROKEN = 5;
/** The generation that a reset has failed, plus 1. */
const FAILED = 6;
const BARRIER_WORDS = 7;

/** A place where a number of Workers wait for each other, again and again. */
export class Barrier {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #condition: Condition;

  private constructor(words: Int32Array<SharedArrayBuffer>) {
    this.#words = words;
    this.#condition = new Condition(words.subarray(0, 2));
  }

  /**
   * Makes a barrier.
   *
   * @param parties How many wait for each other, at least 1.
   */
  static create(parties: number): Barrier {
    if (!(parties >= 1)) throw new PythonError("ValueError", "parties must be >= 1");
    const words = allocateWords(BARRIER_WORDS);
    words[PARTIES] = parties;
    return new Barrier(words);
  }

  /** The same barrier in another Worker. */
  static attach(handle: SharedHandle): Barrier {
    return new Barrier(wordsOf(handle, BARRIER_WORDS));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** How many have to come. */
  get parties(): number {
    return this.#words[PARTIES];
  }

  /** How many have come and wait. */
  get waiting(): number {
    return Atomics.load(this.#words, WAITING);
  }

  /** Whether it was broken by a wait that took too long, or by {@linkcode abort}. */
  get broken(): boolean {
    return Atomics.load(this.#words, BROKEN) === 1;
  }

  /** Comes in; gives this party's number, or -1 for the last one, who has let the others go. */
  #arrive(): number {
    this.#check();
    const place = this.#words[WAITING]++;
    if (place + 1 < this.parties) return place;
    this.#words[WAITING] = 0;
    this.#words[GENERATION]++;
    this.#condition.notifyAll();
    return -1;
  }

  #check(): void {
    if (this.broken) throw new PythonError("BrokenBarrierError", "");
  }

  /** Fails if the wait that began in a generation was not ended by all parties coming. */
  #leave(generation: number): void {
    if (this.#words[GENERATION] === generation) this.#check();
    if (this.#words[FAILED] === generation + 1) throw new PythonError("BrokenBarrierError", "");
  }

  #break(): void {
    Atomics.store(this.#words, BROKEN, 1);
    this.#words[WAITING] = 0;
    this.#condition.notifyAll();
  }

  /**
   * Waits until all have come, blocking the Worker.
   *
   * @param timeoutMs How long; a wait that takes longer breaks the barrier for all.
   * @returns A number from 0 on that differs between the parties.
   * @throws {PythonError} BrokenBarrierError if it is broken.
   */
  wait(timeoutMs = Infinity): number {
    this.#condition.acquire();
    try {
      const generation = this.#words[GENERATION];
      const place = this.#arrive();
      if (place < 0) return this.parties - 1;
      const passed = this.#condition.waitFor(
        () => this.#words[GENERATION] !== generation || this.broken,
        timeoutMs,
      );
      if (!passed) this.#break();
      this.#leave(generation);
      return place;
    } finally {
      this.#condition.release();
    }
  }

  /** As {@linkcode wait}, but lets the event loop run. */
  async waitAsync(timeoutMs = Infinity): Promise<number> {
    await this.#condition.acquireAsync();
    try {
      const generation = this.#words[GENERATION];
      const place = this.#arrive();
      if (place < 0) return this.parties - 1;
      const over = () => this.#words[GENERATION] !== generation || this.broken;
      if (!(await this.#condition.waitForAsync(over, timeoutMs))) this.#break();
      this.#leave(generation);
      return place;
    } finally {
      this.#condition.release();
    }
  }

  /** Breaks it: all that wait fail. */
  abort(): void {
    this.#condition.acquire();
    this.#break();
    this.#condition.release();
  }

  /** Mends it; those that wait fail. */
  reset(): void {
    this.#condition.acquire();
    this.#words[FAILED] = this.#words[GENERATION] + 1;
    this.#words[GENERATION]++;
    this.#words[WAITING] = 0;
    Atomics.store(this.#words, BROKEN, 0);
    this.#condition.notifyAll();
    this.#condition.release();
  }
}
