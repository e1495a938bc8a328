/**
 * Locks between Workers.
 *
 * @module
 */
import { PythonError } from "../pickle/errors.ts";
import { allocateWords, handleOf, runSteps, runStepsAsync, type SharedHandle, wordsOf } from "./words.ts";

const FREE = 0;
const HELD = 1;
/** Held, and somebody may be waiting. */
const CONTENDED = 2;

/** What holds something until the end of a block: `using held = lock.hold();`. */
export interface Held extends Disposable {
  /** Lets it go now. */
  release(): void;
}

/** Something that one holder has at a time. */
export interface Lockable {
  /** Takes it, blocking the Worker. */
  acquire(timeoutMs?: number): boolean;
  /** Takes it, letting the event loop run. */
  acquireAsync(timeoutMs?: number): Promise<boolean>;
  /** Gives it back. */
  release(): void;
}

/** Takes a lock and gives it back at the end of the block. */
export function hold(lock: Lockable): Held {
  lock.acquire();
  return heldBy(lock);
}

/** As {@linkcode hold}, letting the event loop run. */
export async function holdAsync(lock: Lockable): Promise<Held> {
  await lock.acquireAsync();
  return heldBy(lock);
}

function heldBy(lock: Lockable): Held {
  let held = true;
  const release = () => {
    if (held) lock.release();
    held = false;
  };
  return { release, [Symbol.dispose]: release };
}

/**
 * A lock that any Worker may take, and any may give back. One word:
 *
 * | value | state | who changes it |
 * | --- | --- | --- |
 * | 0 | free | anybody, to 1 (or 2 if it waited before) |
 * | 1 | held, nobody waits | the holder, to 0; a waiter, to 2 |
 * | 2 | held, somebody may wait | the holder, to 0, and wakes one |
 *
 * After waiting, a Worker takes it as 2: it cannot know whether it was the last one.
 */
export class Lock implements Lockable {
  readonly #words: Int32Array<SharedArrayBuffer>;

  /**
   * A lock over a shared word.
   *
   * @param words One word. A new one by default.
   */
  constructor(words: Int32Array<SharedArrayBuffer> = allocateWords(1)) {
    this.#words = words;
  }

  /** The same lock in another Worker. */
  static attach(handle: SharedHandle): Lock {
    return new Lock(wordsOf(handle, 1));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** Whether anybody has it. */
  get locked(): boolean {
    return Atomics.load(this.#words, 0) !== FREE;
  }

  /** Takes it if it is free. */
  tryAcquire(): boolean {
    return Atomics.compareExchange(this.#words, 0, FREE, HELD) === FREE;
  }

  /**
   * Takes it, blocking the Worker.
   *
   * @param timeoutMs How long to wait; without end by default.
   * @returns False if the time is over.
   */
  acquire(timeoutMs = Infinity): boolean {
    return this.tryAcquire() || runSteps(this.#words, 0, timeoutMs, this.#contend);
  }

  /** As {@linkcode acquire}, but lets the event loop run. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.tryAcquire() || await runStepsAsync(this.#words, 0, timeoutMs, this.#contend);
  }

  #contend = (): boolean | number => Atomics.exchange(this.#words, 0, CONTENDED) === FREE ? true : CONTENDED;

  /**
   * Gives it back.
   *
   * @throws {PythonError} ValueError if nobody has it.
   */
  release(): void {
    const before = Atomics.exchange(this.#words, 0, FREE);
    if (before === FREE) throw new PythonError("ValueError", "semaphore or lock released too many times");
    if (before === CONTENDED) Atomics.notify(this.#words, 0, 1);
  }
}

/** A number for this Worker that no other is likely to have; never 0. */
const WORKER_ID = crypto.getRandomValues(new Int32Array(1))[0] | 1;

/** A lock that its holder may take again. The holder is a Worker, with all that runs in its event loop. */
export class RLock implements Lockable {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #lock: Lock;

  /**
   * A lock over shared words.
   *
   * @param words Three words: lock, holder, depth. New ones by default.
   */
  constructor(words: Int32Array<SharedArrayBuffer> = allocateWords(3)) {
    this.#words = words;
    this.#lock = new Lock(words.subarray(0, 1));
  }

  /** The same lock in another Worker. */
  static attach(handle: SharedHandle): RLock {
    return new RLock(wordsOf(handle, 3));
  }

  /** What another Worker needs for {@linkcode attach}. */
  share(): SharedHandle {
    return handleOf(this.#words);
  }

  /** Whether this Worker has it. */
  get owned(): boolean {
    return Atomics.load(this.#words, 1) === WORKER_ID;
  }

  /** Takes it once more if this Worker has it. */
  #again(): boolean {
    if (!this.owned) return false;
    // The depth is only touched by the holder.
    this.#words[2]++;
    return true;
  }

  #enter(taken: boolean): boolean {
    if (!taken) return false;
    Atomics.store(this.#words, 1, WORKER_ID);
    this.#words[2] = 1;
    return true;
  }

  /** Takes it, blocking the Worker; false if the time is over. */
  acquire(timeoutMs = Infinity): boolean {
    return this.#again() || this.#enter(this.#lock.acquire(timeoutMs));
  }

  /** As {@linkcode acquire}, but lets the event loop run. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.#again() || this.#enter(await this.#lock.acquireAsync(timeoutMs));
  }

  /**
   * Gives it back once.
   *
   * @throws {PythonError} AssertionError if this Worker does not have it.
   */
  release(): void {
    if (!this.owned) {
      throw new PythonError("AssertionError", "attempt to release recursive lock not owned by thread");
    }
    if (--this.#words[2] > 0) return;
    Atomics.store(this.#words, 1, 0);
    this.#lock.release();
  }
}
