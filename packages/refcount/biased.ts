/**
 * Biased reference counting: the owner counts in a plain word, all others in an atomic one (Choi, Shull &
 * Torrellas, PACT 2018; states, queueing and merging as in PEP 703).
 *
 *     -4  local   owner << 22 | references the owner counts    plain, written by the owner only
 *     -8  shared  references the others count << 2 | state     atomic; below zero only while queued
 *
 * | state | name    | meaning                                                    |
 * | ----- | ------- | ---------------------------------------------------------- |
 * | 0     | DEFAULT | nobody but the owner has counted it to its end             |
 * | 1     | SHARED  | another thread took a reference without a lock: no quick death |
 * | 2     | QUEUED  | in its owner's queue, which holds one reference            |
 * | 3     | MERGED  | no owner; the shared word counts everything                |
 *
 * 1. The owner is set at birth and becomes NOBODY once, never another slot: a stale read of `local` can't
 *    make a thread believe that it owns an object.
 * 2. References = local + shared, outside of a merge. A queue entry holds one of them.
 * 3. The shared word becomes exactly "MERGED, count 0" at most once: whoever writes it destroys the object.
 *
 * The owner is a slot, not a thread: the next Python thread of the same Worker inherits what the last one owned.
 * A slot whose thread is over, has not begun, or blocks is *absent*; who would queue to it merges in its place, under
 * the queue's lock word, which the slot takes to become present again.
 *
 * A queue lies in its slot's part of the region: `[lock][present][length][entries...]`. When it is full, who wants to
 * queue keeps the entry and tries again at its own safepoints: it must not wait for the owner, which may be waiting for it.
 * What is queued when its owner blocks stays so until that wakes, or until somebody stops the world and settles all queues:
 * no owner counts then.
 *
 * @module
 */
import { buryLock, lockWord, unlockWord } from "@orochi/heap/slot-lock";
import { BIASED_EMITTER } from "./_biased_emitter.ts";
import { COUNT_BITS, COUNT_MASK, MERGED, ONE, QUEUED, SHARED, SPILL, SPILL_AT } from "./_biased_words.ts";
import { IMMORTAL } from "./_emit.ts";
import {
  type Address,
  type AtomicOperations,
  type Destroy,
  type RefcountConstraints,
  type RefcountContext,
  type RefcountEmitter,
  RefcountError,
  type RefcountStrategy,
} from "./strategy.ts";

/** Words of the region that a slot's queue has. */
const QUEUE_WORDS = 256;
const LOCK = 0, PRESENT = 1, LENGTH = 2, ENTRIES = 3;
/** The greatest slot. */
const MAX_SLOT = 255;
/** Entries that fit a queue. */
export const QUEUE_CAPACITY: number = QUEUE_WORDS - ENTRIES;

/** Bits of the shared word that are its state. */
const STATES = 3;

/** See the module documentation. */
export class Biased implements RefcountStrategy {
  readonly name = "biased";
  readonly constraints: RefcountConstraints = { headerBytes: 8, needs: "parallel", exactDeath: true };
  readonly emitter: RefcountEmitter = BIASED_EMITTER;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #slot: number;
  readonly #region: number;
  /** The greatest slot that the region has room for. */
  readonly #lastSlot: number;
  readonly #setBreaker: (slot: number) => void;
  /** Objects that found their owner's queue full: each is QUEUED, and their entry's reference is kept here. */
  readonly #kept: number[] = [];
  /** Objects, found dead when queues were settled, that wait for this slot's next safepoint. */
  readonly #dead: Address[] = [];

  constructor(context: RefcountContext) {
    if (context.slot < 1 || context.slot > MAX_SLOT) {
      throw new RefcountError(`Cannot count for slot ${context.slot} as slots are 1 to ${MAX_SLOT}`);
    }
    this.#words = context.words;
    this.#atomics = context.atomics;
    this.#slot = context.slot;
    this.#region = context.region >>> 2;
    const room = Math.floor((context.words.length - this.#region) / QUEUE_WORDS);
    this.#lastSlot = Math.min(MAX_SLOT, room - 1);
    this.#setBreaker = context.setBreaker;
  }

  init(object: Address): void {
    const word = object >>> 2;
    this.#words[word - 2] = 0;
    this.#words[word - 1] = (this.#slot << COUNT_BITS) | 1;
  }

  incref(object: Address): void {
    const word = object >>> 2;
    const local = this.#words[word - 1];
    if (local >>> COUNT_BITS === this.#slot) {
      this.#words[word - 1] = local + 1;
      if ((local & COUNT_MASK) >= SPILL_AT) this.#spill(word);
    } else if ((this.#words[word] & IMMORTAL) === 0) {
      this.#atomics.add(this.#words, word - 2, ONE);
    }
  }

  /** Moves half of a nearly full local count into the shared word. */
  #spill(word: number): void {
    this.#words[word - 1] -= SPILL;
    this.#atomics.add(this.#words, word - 2, SPILL * ONE);
  }

  decref(object: Address): boolean {
    const word = object >>> 2;
    const local = this.#words[word - 1];
    if (local >>> COUNT_BITS !== this.#slot) return this.#decrefForeign(word);
    this.#words[word - 1] = local - 1;
    return (local & COUNT_MASK) === 1 && this.#mergeOwn(word);
  }

  /** The owner holds nothing any more. The quick way out: nobody else ever counted, so nobody else can. */
  #mergeOwn(word: number): boolean {
    const words = this.#words;
    // A plain read does: whoever was handed a reference by others was handed it with a lock or at a safepoint in between.
    if (words[word - 2] === 0) return true;
    // NOBODY first: once the word says MERGED, any thread may free the object.
    words[word - 1] = 0;
    return this.#addMerged(word, 0);
  }

  /** Adds to the shared word and marks it merged. Returns whether the object is dead. */
  #addMerged(word: number, references: number): boolean {
    const words = this.#words;
    for (let seen = this.#atomics.load(words, word - 2);;) {
      const next = (((seen >> 2) + references) << 2) | MERGED;
      const found = this.#atomics.compareExchange(words, word - 2, seen, next);
      if (found === seen) return next === MERGED;
      seen = found;
    }
  }

  #decrefForeign(word: number): boolean {
    const words = this.#words;
    if ((words[word] & IMMORTAL) !== 0) return false;
    for (let seen = this.#atomics.load(words, word - 2);;) {
      // With no count of the others left, only the owner knows the total: the queue inherits this reference.
      const queue = seen === 0 || seen === SHARED;
      const next = queue ? QUEUED : seen - ONE;
      const found = this.#atomics.compareExchange(words, word - 2, seen, next);
      if (found !== seen) {
        seen = found;
        continue;
      }
      return queue ? this.#enqueue(word) : next === MERGED;
    }
  }

  #queue(slot: number): number {
    return this.#region + slot * QUEUE_WORDS;
  }

  #lock(queue: number): void {
    lockWord(this.#words, queue + LOCK, this.#slot, this.#atomics);
  }

  #unlock(queue: number): void {
    unlockWord(this.#words, queue + LOCK, this.#atomics);
  }

  /** Hands an object to its owner's queue, or merges it here where the owner is absent. Whether it is dead. */
  #enqueue(word: number): boolean {
    const words = this.#words;
    for (;;) {
      const owner = words[word - 1] >>> COUNT_BITS;
      // The owner has let go meanwhile, and added its count: what remains is a plain decrement.
      if (owner === 0) return this.#dropMerged(word);
      const queue = this.#queue(owner);
      this.#lock(queue);
      if (words[word - 1] >>> COUNT_BITS !== owner) {
        this.#unlock(queue);
        continue;
      }
      if (words[queue + PRESENT] === 0) {
        const dead = this.#mergeEntry(word);
        this.#unlock(queue);
        return dead;
      }
      const length = words[queue + LENGTH];
      if (length < QUEUE_CAPACITY) {
        words[queue + ENTRIES + length] = word;
        words[queue + LENGTH] = length + 1;
      }
      this.#unlock(queue);
      this.#setBreaker(owner);
      if (length === QUEUE_CAPACITY) {
        this.#kept.push(word);
        this.#setBreaker(this.#slot);
      }
      return false;
    }
  }

  /** Drops the queue's reference to an object that its owner has merged. */
  #dropMerged(word: number): boolean {
    const words = this.#words;
    for (let seen = this.#atomics.load(words, word - 2);;) {
      const found = this.#atomics.compareExchange(words, word - 2, seen, seen - ONE);
      if (found === seen) return seen - ONE === MERGED;
      seen = found;
    }
  }

  /** Merges a queued object: the owner's count joins the shared one, the queue's reference goes. */
  #mergeEntry(word: number): boolean {
    const local = this.#words[word - 1] & COUNT_MASK;
    const owned = this.#words[word - 1] >>> COUNT_BITS !== 0;
    this.#words[word - 1] = 0;
    return this.#addMerged(word, (owned ? local : 0) - 1);
  }

  settle(): void {
    for (let slot = 1; slot <= this.#lastSlot; slot++) {
      const queue = this.#queue(slot);
      // A hint: whoever queued has stopped since.
      if (this.#words[queue + LENGTH] === 0) continue;
      this.#lock(queue);
      for (const word of this.#takeDead(queue)) this.#dead.push(word << 2);
      this.#unlock(queue);
    }
    if (this.#dead.length > 0) this.#setBreaker(this.#slot);
  }

  /** Merges what is in a queue that is locked. Returns which of it is dead. */
  #takeDead(queue: number): number[] {
    const words = this.#words, length = words[queue + LENGTH];
    const entries = Array.from(words.subarray(queue + ENTRIES, queue + ENTRIES + length));
    words[queue + LENGTH] = 0;
    return entries.filter((word) => this.#mergeEntry(word));
  }

  safepoint(destroy: Destroy): void {
    for (const object of this.#dead.splice(0)) destroy(object);
    if (this.#kept.length > 0) {
      // Each may be kept again.
      for (const word of this.#kept.splice(0)) if (this.#enqueue(word)) destroy(word << 2);
    }
    this.#drain(destroy, false);
  }

  /** Merges what is queued for this slot; destroys outside the lock. Leaves the table when it was found empty. */
  #drain(destroy: Destroy, leave: boolean): void {
    const words = this.#words, queue = this.#queue(this.#slot);
    for (;;) {
      this.#lock(queue);
      const length = words[queue + LENGTH];
      const dead = this.#takeDead(queue);
      if (length === 0 && leave) words[queue + PRESENT] = 0;
      this.#unlock(queue);
      for (const word of dead) destroy(word << 2);
      if (length === 0) return;
    }
  }

  tryIncref(object: Address): boolean {
    const word = object >>> 2, words = this.#words;
    const local = words[word - 1];
    if (local >>> COUNT_BITS === this.#slot) {
      // The owner let the last reference go and has not taken the object apart yet.
      if ((local & COUNT_MASK) === 0) return false;
      this.incref(object);
      return true;
    }
    if ((words[word] & IMMORTAL) !== 0) return true;
    for (let seen = this.#atomics.load(words, word - 2);;) {
      // Nobody else counts it (or it is dead): only the lock tells whether the word still holds it.
      if (seen === 0 || seen === MERGED) return false;
      const found = this.#atomics.compareExchange(words, word - 2, seen, seen + ONE);
      if (found === seen) return true;
      seen = found;
    }
  }

  makeTryable(object: Address): void {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) !== 0) return;
    for (let seen = this.#atomics.load(this.#words, word - 2);;) {
      // No quick death any more. Any other state says that already.
      if ((seen & STATES) !== 0) return;
      const found = this.#atomics.compareExchange(this.#words, word - 2, seen, seen | SHARED);
      if (found === seen) return;
      seen = found;
    }
  }

  isUnique(object: Address): boolean {
    const word = object >>> 2;
    return this.#words[word - 1] === ((this.#slot << COUNT_BITS) | 1) &&
      this.#atomics.load(this.#words, word - 2) === 0;
  }

  immortalise(object: Address): void {
    const word = object >>> 2;
    this.#atomics.or(this.#words, word, IMMORTAL);
    // Owned by nobody: the owner's quick path must not see it.
    this.#words[word - 1] = 0;
  }

  count(object: Address): number {
    const word = object >>> 2;
    if ((this.#words[word] & IMMORTAL) !== 0) return -1;
    return (this.#words[word - 1] & COUNT_MASK) + (this.#atomics.load(this.#words, word - 2) >> 2);
  }

  bury(): void {
    for (let slot = 1; slot <= this.#lastSlot; slot++) {
      buryLock(this.#words, this.#queue(slot) + LOCK, this.#slot, this.#atomics);
    }
  }

  #setPresent(present: 0 | 1): void {
    const queue = this.#queue(this.#slot);
    this.#lock(queue);
    this.#words[queue + PRESENT] = present;
    this.#unlock(queue);
  }

  detach(): void {
    this.#setPresent(0);
  }

  attach(): void {
    this.#setPresent(1);
  }

  threadStart(): void {
    this.#setPresent(1);
  }

  threadExit(destroy: Destroy): void {
    // What is kept now waits for the slot's next thread.
    this.safepoint(destroy);
    this.#drain(destroy, true);
  }
}
