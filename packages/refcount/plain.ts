/**
 * Plain counting: one word, no atomic operation. Right only while one thread at a time runs Python code.
 *
 *     -4  count
 *
 * Invariant: the count is the number of references to the object; an immortal object's stays what it was.
 *
 * @module
 */
import type {
  Address,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountStrategy,
} from "./strategy.ts";

/** The flag in the type word that says immortal. */
const IMMORTAL = 1 << 16;

/** See the module documentation. */
export class Plain implements RefcountStrategy {
  readonly name = "plain";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "serialised", exactDeath: true };
  readonly #words: Int32Array;

  constructor(context: RefcountContext) {
    this.#words = context.words;
  }

  init(object: Address): void {
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) === 0) this.#words[word - 1]++;
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && --this.#words[word - 1] === 0;
  }

  tryIncref(object: Address): boolean {
    this.incref(object);
    return true;
  }

  isUnique(object: Address): boolean {
    const word = object >>> 2;
    return this.#words[word - 1] === 1 && (this.#words[word] & IMMORTAL) === 0;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) !== 0 ? -1 : this.#words[word - 1];
  }

  safepoint(_destroy: Destroy): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}
