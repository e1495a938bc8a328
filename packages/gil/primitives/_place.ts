/**
 * What all primitives stand on: words in shared memory, and protocols that are written once and wait in two ways.
 *
 * The part of a protocol that may wait is a generator. It yields what it wants to wait for; who drives it blocks the
 * thread in `Atomics.wait`, or awaits `Atomics.waitAsync`, and sends the outcome in.
 *
 * @module
 */
import type { AtomicOperations } from "@orochi/refcount";

/** Where a primitive lies. All threads that share it make their own object for the same place; words that are 0 are a fresh one. */
export interface Place {
  /** The shared words: an `Int32Array` over a `SharedArrayBuffer`. */
  readonly words: Int32Array;
  /** Index of the primitive's first word. */
  readonly at: number;
  /** `Atomics` if missing; a test's stand-in otherwise. */
  readonly atomics?: AtomicOperations;
  /** Milliseconds from any start; `performance.now` if missing. */
  readonly now?: () => number;
}

/** A wish to wait while a word has a value. */
export interface Wait {
  readonly index: number;
  readonly value: number;
  /** Infinity for ever. */
  readonly timeoutMs: number;
}

/** How a wait ended. */
export type Outcome = "ok" | "not-equal" | "timed-out";

/** A protocol that may wait, and comes to a `T`. */
export type Steps<T> = Generator<Wait, T, Outcome>;

/** A primitive was misused: the message says by what. */
export class PrimitiveError extends Error {
  override name = "PrimitiveError";
}

/** Something that is held until the end of a block: `using guard = mutex.hold()`. */
export class Guard implements Disposable {
  #release: (() => void) | null;

  /** @param release Called once, when the guard is disposed of. */
  constructor(release: () => void) {
    this.#release = release;
  }

  /** Gives back what is held; again does nothing. */
  [Symbol.dispose](): void {
    const release = this.#release;
    this.#release = null;
    release?.();
  }
}

/** How often a waiting promise keeps the event loop from ending, in milliseconds; of no importance otherwise. */
const KEEP_ALIVE_MS = 60_000;

/** The words of one primitive. */
export abstract class Primitive {
  /** The shared words. */
  protected readonly words: Int32Array;
  /** Atomic operations on them. */
  protected readonly atomics: AtomicOperations;
  /** Index of the first word. */
  protected readonly at: number;
  /** Milliseconds from any start. */
  protected readonly now: () => number;

  /**
   * @param place Where it lies.
   * @param length Words that it needs.
   * @throws {RangeError} If they aren't there.
   * @throws {TypeError} If the words are not shared.
   */
  constructor(place: Place, length: number) {
    const { words, at } = place;
    if (!Number.isInteger(at) || at < 0 || at + length > words.length) {
      throw new RangeError(
        `Cannot place a primitive as its ${length} words must lie in the ${words.length} given: at ${at}`,
      );
    }
    if (place.atomics === undefined && !(words.buffer instanceof SharedArrayBuffer)) {
      throw new TypeError(
        "Cannot place a primitive as its words must be shared: make them over a SharedArrayBuffer",
      );
    }
    this.words = words;
    this.at = at;
    this.atomics = place.atomics ?? Atomics;
    this.now = place.now ?? (() => performance.now());
  }

  /** The same memory, for a primitive that is part of this one. @param offset Words from the beginning of this one. */
  protected part(offset: number): Place {
    return { words: this.words, at: this.at + offset, atomics: this.atomics, now: this.now };
  }

  /** When a wait that begins now ends. */
  protected deadline(timeoutMs: number): number {
    return timeoutMs === Infinity ? Infinity : this.now() + timeoutMs;
  }

  /** What is left until a deadline, not below 0. */
  protected left(deadline: number): number {
    return deadline === Infinity ? Infinity : Math.max(0, deadline - this.now());
  }

  /** Drives a protocol by blocking the thread. */
  protected block<T>(steps: Steps<T>): T {
    let step = steps.next();
    while (!step.done) {
      const { index, value, timeoutMs } = step.value;
      step = steps.next(timeoutMs > 0 ? this.atomics.wait(this.words, index, value, timeoutMs) : "timed-out");
    }
    return step.value;
  }

  /** Drives a protocol without blocking the thread; the event loop lives on meanwhile. */
  protected async await<T>(steps: Steps<T>): Promise<T> {
    const alive = setInterval(() => {}, KEEP_ALIVE_MS);
    try {
      let step = steps.next();
      while (!step.done) {
        const { index, value, timeoutMs } = step.value;
        step = steps.next(
          timeoutMs > 0 ? await Atomics.waitAsync(this.words, index, value, timeoutMs).value : "timed-out",
        );
      }
      return step.value;
    } finally {
      clearInterval(alive);
    }
  }
}
