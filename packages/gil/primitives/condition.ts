/**
 * A condition variable over a {@linkcode Mutex} or a recursive lock, in one word that counts notifications.
 *
 * 1. Who waits reads the counter while it holds the lock, so a notification made after that changes the counter and
 *    can't be missed.
 * 2. A notification wakes at least as many as asked for, if there are so many. A thread that is just about to sleep is woken
 *    too; so what is waited for is looked at in a loop, or with {@linkcode Condition.waitFor}.
 *
 * @module
 */
import type { Mutex } from "./mutex.ts";
import { type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";
import { RLock } from "./rlock.ts";

/** See the module documentation. */
export class Condition extends Primitive {
  /** Words that a condition needs, beside its lock. */
  static readonly WORDS = 1;
  readonly #lock: Mutex | RLock;

  /**
   * @param place One word, 0 when fresh.
   * @param lock The lock that guards what is waited for; held by who waits or notifies.
   */
  constructor(place: Place, lock: Mutex | RLock) {
    super(place, Condition.WORDS);
    this.#lock = lock;
  }

  /** Gives the lock up, waits, and takes it again. @returns False if the time was up. */
  wait(timeoutMs = Infinity): boolean {
    return this.block(this.waitSteps(timeoutMs));
  }

  /** As {@linkcode wait}, without blocking the thread. */
  waitAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.await(this.waitSteps(timeoutMs));
  }

  /** Waits until something holds, which is looked at with the lock held. @returns Whether it holds at the end. */
  waitFor(holds: () => boolean, timeoutMs = Infinity): boolean {
    return holds() || this.block(this.#waitForSteps(holds, timeoutMs));
  }

  /** As {@linkcode waitFor}, without blocking the thread. */
  async waitForAsync(holds: () => boolean, timeoutMs = Infinity): Promise<boolean> {
    return holds() || await this.await(this.#waitForSteps(holds, timeoutMs));
  }

  *#waitForSteps(holds: () => boolean, timeoutMs: number): Steps<boolean> {
    const deadline = this.deadline(timeoutMs);
    do if (!(yield* this.waitSteps(this.left(deadline)))) return holds(); while (!holds());
    return true;
  }

  /** The steps of {@linkcode wait}, for primitives made of this one. */
  *waitSteps(timeoutMs: number): Steps<boolean> {
    const lock = this.#lock;
    if (lock instanceof RLock ? !lock.owned : !lock.locked) {
      throw new PrimitiveError("Cannot wait for the condition as its lock is not held");
    }
    const seen = this.atomics.load(this.words, this.at);
    const depth = lock instanceof RLock ? lock.releaseAll() : (lock.release(), 0);
    const outcome = yield { index: this.at, value: seen, timeoutMs };
    if (lock instanceof RLock) yield* lock.reacquireSteps(depth);
    else if (!lock.tryAcquire()) yield* lock.acquireSteps(Infinity);
    return outcome !== "timed-out";
  }

  /** Wakes one waiting thread. */
  notify(): void {
    this.notifySome(1);
  }

  /** Wakes all waiting threads. */
  notifyAll(): void {
    this.notifySome(Infinity);
  }

  /** Wakes some waiting threads. @param count At least so many, if there are. */
  notifySome(count: number): void {
    this.atomics.add(this.words, this.at, 1);
    this.atomics.notify(this.words, this.at, count);
  }
}
