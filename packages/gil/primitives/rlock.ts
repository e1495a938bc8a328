/**
 * A lock that its owner may take again: a {@linkcode Mutex}, and beside it who holds it and how often.
 *
 * | word | meaning                                              |
 * | ---- | ---------------------------------------------------- |
 * | 0    | the mutex                                            |
 * | 1    | the owner's identity, or 0; changed by the holder only |
 * | 2    | how often the owner holds it; the holder's alone     |
 *
 * A thread that reads its own identity in word 1 wrote it there and holds the lock; whatever else it reads there,
 * however old, is not its own.
 *
 * @module
 */
import { Mutex } from "./mutex.ts";
import { Guard, type Place, Primitive, PrimitiveError, type Steps } from "./_place.ts";

const OWNER = 1, DEPTH = 2;

/** See the module documentation. */
export class RLock extends Primitive {
  /** Words that a recursive lock needs. */
  static readonly WORDS = 3;
  readonly #mutex: Mutex;
  readonly #self: number;

  /**
   * @param place Three words, 0 when fresh.
   * @param self Identity of the calling thread among those that share the lock: any integer but 0.
   * @throws {PrimitiveError} If the identity is 0.
   */
  constructor(place: Place, self: number) {
    super(place, RLock.WORDS);
    if ((self | 0) !== self || self === 0) {
      throw new PrimitiveError(
        `Cannot share a recursive lock as an identity must be a 32-bit integer but 0: ${self}`,
      );
    }
    this.#mutex = new Mutex(this.part(0));
    this.#self = self;
  }

  /** Whether the calling thread holds it. */
  get owned(): boolean {
    return this.words[this.at + OWNER] === this.#self;
  }

  /** How often the calling thread holds it. */
  get depth(): number {
    return this.owned ? this.words[this.at + DEPTH] : 0;
  }

  #again(): boolean {
    if (!this.owned) return false;
    this.words[this.at + DEPTH]++;
    return true;
  }

  #first(taken: boolean): boolean {
    if (taken) {
      this.words[this.at + OWNER] = this.#self;
      this.words[this.at + DEPTH] = 1;
    }
    return taken;
  }

  /** Takes the lock if it is free or the thread's own. */
  tryAcquire(): boolean {
    return this.#again() || this.#first(this.#mutex.tryAcquire());
  }

  /** Takes the lock, blocking the thread while another has it. @returns Whether it was taken in time. */
  acquire(timeoutMs = Infinity): boolean {
    return this.#again() || this.#first(this.#mutex.acquire(timeoutMs));
  }

  /** As {@linkcode acquire}, without blocking the thread. All code of one thread is the same owner. */
  async acquireAsync(timeoutMs = Infinity): Promise<boolean> {
    return this.#again() || this.#first(await this.#mutex.acquireAsync(timeoutMs));
  }

  /** Takes the lock until the guard is disposed of. */
  hold(): Guard {
    this.acquire();
    return new Guard(() => this.release());
  }

  /** As {@linkcode hold}, without blocking the thread. */
  async holdAsync(): Promise<Guard> {
    await this.acquireAsync();
    return new Guard(() => this.release());
  }

  /**
   * Gives the lock up once.
   *
   * @throws {PrimitiveError} If the calling thread doesn't hold it.
   */
  release(): void {
    if (!this.owned) {
      throw new PrimitiveError("Cannot release the recursive lock as the calling thread doesn't hold it");
    }
    if (--this.words[this.at + DEPTH] > 0) return;
    this.words[this.at + OWNER] = 0;
    this.#mutex.release();
  }

  /** Gives the lock up entirely, as often as it is held; for conditions. @returns How often it was. */
  releaseAll(): number {
    const depth = this.depth;
    if (depth === 0) this.release();
    this.words[this.at + OWNER] = 0;
    this.#mutex.release();
    return depth;
  }

  /** Takes the lock again as often as {@linkcode releaseAll} gave it up. */
  *reacquireSteps(depth: number): Steps<void> {
    if (!this.#mutex.tryAcquire()) yield* this.#mutex.acquireSteps(Infinity);
    this.#first(true);
    this.words[this.at + DEPTH] = depth;
  }
}
