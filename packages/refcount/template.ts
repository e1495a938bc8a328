/**
 * A strategy to start your own from: plain counting that also tallies what each slot does, so that a program can be asked
 * how much of its time goes into counting.
 *
 *     -4  count
 *
 * Of each slot, two words of the region: increments and decrements that it made.
 *
 * Invariants: the count is the number of references; a slot's tallies are written by that slot only.
 *
 * @module
 */
import { callsEmitter } from "@orochi/refcount/calls-emitter";
import type {
  Address,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitter,
  RefcountStrategy,
} from "@orochi/refcount";

/** The flag in the type word that says immortal. */
const IMMORTAL = 1 << 16;
const INCREMENTS = 0, DECREMENTS = 1, SLOT_WORDS = 2;

/** See the module documentation. */
export default class Tallied implements RefcountStrategy {
  readonly name = "tallied";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "serialised", exactDeath: true };
  readonly emitter: RefcountEmitter = callsEmitter([1]);
  readonly #words: Int32Array;
  /** Word of this slot's first tally. */
  readonly #tally: number;

  /** @param context Where the strategy works. */
  constructor(context: RefcountContext) {
    this.#words = context.words;
    this.#tally = (context.region >>> 2) + context.slot * SLOT_WORDS;
  }

  /** Increments and decrements that this slot has made. */
  get tally(): readonly [increments: number, decrements: number] {
    return [this.#words[this.#tally + INCREMENTS], this.#words[this.#tally + DECREMENTS]];
  }

  init(object: Address): void {
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    this.#words[this.#tally + INCREMENTS]++;
    if ((this.#words[word] & IMMORTAL) === 0) this.#words[word - 1]++;
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    this.#words[this.#tally + DECREMENTS]++;
    return (this.#words[word] & IMMORTAL) === 0 && --this.#words[word - 1] === 0;
  }

  tryIncref(object: Address): boolean {
    // Without a reference left the object is being taken apart.
    if (this.count(object) === 0) return false;
    this.incref(object);
    return true;
  }

  makeTryable(_object: Address): void {}

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
  detach(): void {}
  attach(): void {}
  threadStart(): void {}
  threadExit(_destroy: Destroy): void {}
}
