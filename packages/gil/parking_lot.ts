/**
 * A parking lot (after WebKit's): threads wait for something about an address, in order of arrival, on a word of
 * their own. So whatever is waited for needs no room for its waiters, and a waiter can be woken for another
 * reason, such as a signal, without a wake-up being lost.
 *
 * A bucket is a lock word and a queue of slots, linked through their thread blocks. A slot's PARKED word:
 *
 * | value       | meaning                                                                     |
 * | ----------- | --------------------------------------------------------------------------- |
 * | AWAKE       | not in a queue                                                              |
 * | WAITING     | in the queue of its key                                                     |
 * | INTERRUPTED | still in the queue, but asked to leave it                                   |
 *
 * 1. A slot is in at most one queue; it gets in and out only under the lock of the bucket of its KEY.
 * 2. AWAKE is written under that lock, by who takes the slot out; INTERRUPTED replaces WAITING without it.
 * 3. `validate` and `woken` run under the bucket's lock: what they decide and the queue change at once.
 * 4. A thread sets WAITING before it looks whether it has been interrupted, and who interrupts sets the reason
 *    before it looks for WAITING: one of them sees the other.
 *
 * @module
 */
import { GIL_SECTION, PARKING_LOT } from "@orochi/heap";
import type { AtomicOperations } from "@orochi/refcount";
import { SLOTS, slotWord } from "./strategy.ts";

/** Bytes from a thread block: AWAKE, WAITING or INTERRUPTED. */
export const PARKED: number = GIL_SECTION + 96;
/** Bytes from a thread block: the address that is waited for. */
const KEY = GIL_SECTION + 100;
/** Bytes from a thread block: slot of the next waiter of the bucket, or 0. */
const NEXT = GIL_SECTION + 104;
/** Bytes from a thread block: a word that who wakes leaves for who wakes up. */
const MESSAGE = GIL_SECTION + 108;
/** Bytes from a thread block: when the waiter began to wait, in milliseconds, low 32 bits. */
const SINCE = GIL_SECTION + 112;

/** Bytes from a thread block: 1 if the slot waits without a time limit. */
const FOR_EVER = GIL_SECTION + 116;

const AWAKE = 0, WAITING = 1, INTERRUPTED = 2;
/** Buckets; a power of two. */
const BUCKETS = 1024;
/** Words of a bucket: lock, first slot, last slot. */
const BUCKET_WORDS = 4;
const FIRST = 1, LAST = 2;
/** How long a bucket's lock may be held by a thread that lives, in milliseconds. */
const PATIENCE_MS = 200;

/** How a wait ended; `invalid` means that there was nothing to wait for. */
export type ParkOutcome = "woken" | "invalid" | "timed-out" | "interrupted";

/** The parking lot, seen from one slot. */
export class ParkingLot {
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #slot: number;
  readonly #now: () => number;

  /** @param now Milliseconds since a moment that is the same for all slots. */
  constructor(words: Int32Array, atomics: AtomicOperations, slot: number, now: () => number) {
    this.#words = words;
    this.#atomics = atomics;
    this.#slot = slot;
    this.#now = now;
  }

  /** What the last wake-up left for this slot. */
  get message(): number {
    return this.#words[slotWord(this.#slot, MESSAGE)];
  }

  /**
   * Waits for an address. The caller must be detached, or the only thread that matters.
   *
   * @param key What is waited for.
   * @param validate Whether there is still something to wait for; runs under the bucket's lock and must not block.
   * @param timeoutMs At most so long; Infinity for ever.
   * @param interrupted Whether there is a reason not to wait, or to stop waiting.
   * @param since Since when the thread has been waiting for this, if not only now.
   */
  park(
    key: number,
    validate: () => boolean,
    timeoutMs: number,
    interrupted: () => boolean,
    since: number = this.#now(),
  ): ParkOutcome {
    const words = this.#words, atomics = this.#atomics;
    const parked = slotWord(this.#slot, PARKED);
    const bucket = this.#lock(key);
    if (!validate()) {
      this.#unlock(bucket);
      return "invalid";
    }
    words[slotWord(this.#slot, SINCE)] = since;
    words[slotWord(this.#slot, FOR_EVER)] = timeoutMs === Infinity ? 1 : 0;
    this.#append(bucket, key);
    this.#unlock(bucket);
    const deadline = timeoutMs === Infinity ? Infinity : this.#now() + timeoutMs;
    let outcome: ParkOutcome = "woken";
    for (;;) {
      if (interrupted()) {
        outcome = "interrupted";
        break;
      }
      const left = deadline - this.#now();
      if (left <= 0) {
        outcome = "timed-out";
        break;
      }
      atomics.wait(words, parked, WAITING, left);
      const state = atomics.load(words, parked);
      if (state === AWAKE) return "woken";
      // Without a reason it was a stray interruption: wait on.
      if (state === INTERRUPTED) atomics.compareExchange(words, parked, INTERRUPTED, WAITING);
    }
    this.#lock(key);
    // Who woke this slot in the meantime counts on it.
    if (atomics.load(words, parked) === AWAKE) outcome = "woken";
    else this.#remove(bucket, this.#slot);
    this.#unlock(bucket);
    return outcome;
  }

  /**
   * Wakes the thread that has waited longest for an address.
   *
   * @param woken Told for how many milliseconds it has waited, -1 if there was nobody, and whether more wait; runs
   * under the bucket's lock. What it returns is the sleeper's message.
   * @returns Its slot, or 0.
   */
  unparkOne(key: number, woken: (waitedMs: number, more: boolean) => number): number {
    const words = this.#words;
    const bucket = this.#lock(key);
    const slot = this.#next(words[bucket + FIRST], key);
    const more = slot !== 0 && this.#next(words[slotWord(slot, NEXT)], key) !== 0;
    const message = woken(
      slot === 0 ? -1 : Math.max(0, (this.#now() - words[slotWord(slot, SINCE)]) | 0),
      more,
    );
    if (slot !== 0) this.#wake(bucket, slot, message);
    this.#unlock(bucket);
    return slot;
  }

  /** Wakes all threads that wait for an address; returns how many. */
  unparkAll(key: number): number {
    const words = this.#words;
    const bucket = this.#lock(key);
    let count = 0;
    for (let slot = this.#next(words[bucket + FIRST], key); slot !== 0;) {
      const after = this.#next(words[slotWord(slot, NEXT)], key);
      this.#wake(bucket, slot, 0);
      slot = after;
      count++;
    }
    this.#unlock(bucket);
    return count;
  }

  /**
   * A slot's thread is gone with its Worker: takes it out of its queue, and makes whole what it was in the middle of. Others may
   * park and unpark meanwhile. What it may have been woken for instead of another, the others are woken for.
   */
  bury(slot: number): void {
    const words = this.#words, atomics = this.#atomics;
    const own = this.#bucketOf(words[slotWord(slot, KEY)]);
    const waits = atomics.load(words, slotWord(slot, PARKED)) !== AWAKE;
    for (let i = 0; i < BUCKETS; i++) {
      const bucket = (PARKING_LOT >>> 2) + i * BUCKET_WORDS;
      if (atomics.load(words, bucket) === 0 && !(waits && bucket === own)) continue;
      this.#lockAfterDeath(bucket);
      this.#rebuild(bucket, slot);
      this.#unlock(bucket);
    }
    atomics.store(words, slotWord(slot, PARKED), AWAKE);
    this.unparkAll(words[slotWord(slot, KEY)]);
  }

  /** Locks a bucket that a thread which is gone may have locked: nobody keeps it for longer than a few steps. */
  #lockAfterDeath(bucket: number): void {
    const words = this.#words, atomics = this.#atomics, deadline = this.#now() + PATIENCE_MS;
    while (atomics.exchange(words, bucket, 2) !== 0) {
      const left = deadline - this.#now();
      if (left <= 0) return;
      atomics.wait(words, bucket, 2, left);
    }
  }

  /** Makes a bucket's queue anew, from what the slots that wait say of themselves, without one of them. */
  #rebuild(bucket: number, without: number): void {
    const words = this.#words, atomics = this.#atomics;
    const since = (slot: number) => words[slotWord(slot, SINCE)];
    const waiting = SLOTS.filter((slot) =>
      slot !== without && atomics.load(words, slotWord(slot, PARKED)) !== AWAKE &&
      this.#bucketOf(words[slotWord(slot, KEY)]) === bucket
    ).sort((a, b) => (since(a) - since(b)) | 0);
    words[bucket + FIRST] = waiting[0] ?? 0;
    words[bucket + LAST] = waiting.at(-1) ?? 0;
    waiting.forEach((slot, i) => words[slotWord(slot, NEXT)] = waiting[i + 1] ?? 0);
  }

  #bucketOf(key: number): number {
    const hash = Math.imul(key >>> 2, 0x9e3779b1) >>> 22;
    return (PARKING_LOT >>> 2) + (hash & (BUCKETS - 1)) * BUCKET_WORDS;
  }

  /** Locks the bucket of a key; returns its word index. */
  #lock(key: number): number {
    const words = this.#words, atomics = this.#atomics, bucket = this.#bucketOf(key);
    if (atomics.compareExchange(words, bucket, 0, 1) !== 0) {
      while (atomics.exchange(words, bucket, 2) !== 0) atomics.wait(words, bucket, 2);
    }
    return bucket;
  }

  #unlock(bucket: number): void {
    if (this.#atomics.exchange(this.#words, bucket, 0) === 2) this.#atomics.notify(this.#words, bucket, 1);
  }

  #append(bucket: number, key: number): void {
    const words = this.#words, slot = this.#slot;
    words[slotWord(slot, KEY)] = key;
    words[slotWord(slot, NEXT)] = 0;
    const last = words[bucket + LAST];
    words[last === 0 ? bucket + FIRST : slotWord(last, NEXT)] = slot;
    words[bucket + LAST] = slot;
    this.#atomics.store(words, slotWord(slot, PARKED), WAITING);
  }

  /** The first slot from this one on that waits for a key. */
  #next(slot: number, key: number): number {
    const words = this.#words;
    while (slot !== 0 && words[slotWord(slot, KEY)] !== key) slot = words[slotWord(slot, NEXT)];
    return slot;
  }

  #remove(bucket: number, slot: number): void {
    const words = this.#words;
    let previous = 0;
    for (let at = words[bucket + FIRST]; at !== slot; at = words[slotWord(at, NEXT)]) previous = at;
    const next = words[slotWord(slot, NEXT)];
    words[previous === 0 ? bucket + FIRST : slotWord(previous, NEXT)] = next;
    if (next === 0) words[bucket + LAST] = previous;
    this.#atomics.store(words, slotWord(slot, PARKED), AWAKE);
  }

  #wake(bucket: number, slot: number, message: number): void {
    this.#words[slotWord(slot, MESSAGE)] = message;
    this.#remove(bucket, slot);
    this.#atomics.notify(this.#words, slotWord(slot, PARKED));
  }
}

/** Makes a slot that is parked look at its reasons to stop waiting. Callable from anywhere, never blocks. */
export function interruptParked(words: Int32Array, atomics: AtomicOperations, slot: number): void {
  const parked = slotWord(slot, PARKED);
  if (atomics.compareExchange(words, parked, WAITING, INTERRUPTED) === WAITING) atomics.notify(words, parked);
}

/** What a parked slot waits for. */
export interface ParkedState {
  /** The key that it waits for. */
  readonly key: number;
  /** Since when, in milliseconds: low 32 bits. */
  readonly since: number;
  /** Whether it waits without a time limit. */
  readonly forEver: boolean;
}

/** What a slot is parked for, or null if it is not parked. Callable from any thread, which sees what was so a moment ago. */
export function parkedState(words: Int32Array, atomics: AtomicOperations, slot: number): ParkedState | null {
  if (atomics.load(words, slotWord(slot, PARKED)) === AWAKE) return null;
  const state = {
    key: words[slotWord(slot, KEY)],
    since: words[slotWord(slot, SINCE)],
    forEver: words[slotWord(slot, FOR_EVER)] === 1,
  };
  return atomics.load(words, slotWord(slot, PARKED)) === AWAKE ? null : state;
}
