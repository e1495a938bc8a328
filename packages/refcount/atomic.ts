/**
 * Atomic counting: one word, every operation an atomic read-modify-write, as in Qt and GLib.
 *
 *     -4  count
 *
 * Invariants: the count is the number of references; it is 0 exactly once, and who brings it there destroys the
 * object. The last decrement acquires what all others released, so the destroyer sees every write.
 *
 * @module
 */
import type {
  Address,
  AtomicOperations,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountStrategy,
} from "./strategy.ts";

/** The flag in the type word that says immortal. */
const IMMORTAL = 1 << 16;

/** See the module documentation. */
export class Atomic implements RefcountStrategy {
  readonly name = "atomic";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "parallel", exactDeath: true };
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;

  constructor(context: RefcountContext) {
    this.#words = context.words;
    this.#atomics = context.atomics;
  }

  init(object: Address): void {
    // Nobody else can know the object yet, or it is dead and this thread destroys it.
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) === 0) this.#atomics.add(this.#words, word - 1, 1);
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && this.#atomics.add(this.#words, word - 1, -1) === 1;
  }

  tryIncref(object: Address): boolean {
    const words = this.#words, count = (object >>> 2) - 1;
    if ((words[count + 1] & IMMORTAL) !== 0) return true;
    for (let seen = this.#atomics.load(words, count); seen > 0;) {
      const found = this.#atomics.compareExchange(words, count, seen, seen + 1);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  isUnique(object: Address): boolean {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) === 0 && this.#atomics.load(this.#words, word - 1) === 1;
  }

  immortalise(object: Address): void {
    this.#atomics.or(this.#words, object >>> 2, IMMORTAL);
  }

  count(object: Address): number {
    const word = object >>> 2;
    return (this.#words[word] & IMMORTAL) !== 0 ? -1 : this.#atomics.load(this.#words, word - 1);
  }

  safepoint(_destroy: Destroy): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}
