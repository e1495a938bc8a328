/**
 * Grace periods: when may memory that readers without a lock might hold be used again? Quiescent-state based
 * reclamation, as CPython's (`InternalDocs/qsbr.md`).
 *
 * A global write number starts at 1 and rises in steps of 2, so it is never 0. Each slot has a read number: the
 * write number it last saw at a quiescent point, 0 while it is detached. Memory that becomes unreachable is
 * tagged with a goal, the next write number. It is free once the write number and every read number that is not
 * 0 have reached the goal: each slot then either passed a quiescent point or attached after the memory had gone.
 * Numbers wrap around; they are compared by their difference.
 *
 * @module
 */
import { CONTROL, type HeapMemory, type WordAtomics } from "./heap_memory.ts";
import { HEAP_CONTROL, HEAP_SECTION, MAX_SLOTS, threadBlock } from "./memory_map.ts";

/** Bytes from the thread block: the slot's read number, 0 while detached. */
export const READ_NUMBER: number = HEAP_SECTION + 508;

const WRITE_NUMBER = (HEAP_CONTROL + CONTROL.writeNumber) >>> 2;

/** One slot's side of the protocol. */
export class Qsbr {
  readonly #words: Int32Array;
  readonly #atomics: WordAtomics;
  readonly #readNumber: number;

  /** The protocol for a slot of a heap. */
  constructor(memory: HeapMemory, slot: number) {
    this.#words = memory.i32;
    this.#atomics = memory.atomics;
    this.#readNumber = (threadBlock(slot) + READ_NUMBER) >>> 2;
  }

  /** Says that the slot holds nothing that it found without a lock. Also attaches it. */
  quiescent(): void {
    // Racy reads: a stale write number only delays others until the next quiescent point.
    if (this.#words[this.#readNumber] === this.#words[WRITE_NUMBER]) return;
    // Sequentially consistent, so that what the slot reads from now on it reads after others can see this.
    this.#atomics.store(this.#words, this.#readNumber, this.#atomics.load(this.#words, WRITE_NUMBER));
  }

  /** Says that the slot holds nothing and will not read until it attaches again. */
  detach(): void {
    this.#atomics.store(this.#words, this.#readNumber, 0);
  }

  /** The goal of memory that has just become unreachable. */
  goal(): number {
    return (this.#atomics.load(this.#words, WRITE_NUMBER) + 2) | 0;
  }

  /** Lets the goals given out so far be reached. */
  advance(): void {
    this.#atomics.add(this.#words, WRITE_NUMBER, 2);
  }

  /** The number that goals are compared with: the smallest read number, or the write number. */
  reached(): number {
    let smallest = this.#atomics.load(this.#words, WRITE_NUMBER);
    for (let slot = 1; slot < MAX_SLOTS; slot++) {
      const seen = this.#atomics.load(this.#words, (threadBlock(slot) + READ_NUMBER) >>> 2);
      if (seen !== 0 && ((seen - smallest) | 0) < 0) smallest = seen;
    }
    return smallest;
  }
}
