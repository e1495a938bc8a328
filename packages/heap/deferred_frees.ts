/**
 * One slot's frees that wait for a grace period, and how a slot that leaves hands them on.
 *
 * @module
 */
import { CONTROL, type HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL } from "./memory_map.ts";
import { Qsbr } from "./qsbr.ts";

const ORPHANS = (HEAP_CONTROL + CONTROL.orphans) >>> 2;
/** Deferred frees that wait before the write number is advanced (as CPython's QSBR). */
const BATCH = 10;
/** Deferred frees that make the slot ask all others for a quiescent point, and each as many more. */
const ASK_AFTER = 256;

/** What the queue needs of the allocator that it belongs to. */
export interface DeferredFreesOwner {
  /** Called, if set, when many frees wait for other slots. */
  onWaiting: (() => void) | null;
  /** Raw storage for a batch that is handed on. */
  allocRaw(bytes: number): number;
  /** Frees a batch. */
  freeRaw(address: number): void;
}

/** A queue of addresses, each with the goal that makes it free. */
export class DeferredFrees {
  readonly #memory: HeapMemory;
  readonly #owner: DeferredFreesOwner;
  readonly #free: (address: number) => void;
  readonly #qsbr: Qsbr;
  /** Address, goal, address, goal, ... */
  #waiting: number[] = [];

  /** @param free Frees an address whose grace period is over. */
  constructor(memory: HeapMemory, slot: number, owner: DeferredFreesOwner, free: (address: number) => void) {
    this.#memory = memory;
    this.#owner = owner;
    this.#free = free;
    this.#qsbr = new Qsbr(memory, slot);
  }

  /** Puts off freeing an address that nothing leads to any more. */
  add(address: number): void {
    const length = this.#waiting.push(address, this.#qsbr.goal());
    if (length % (2 * BATCH) === 0) this.#qsbr.advance();
    if (length % (2 * ASK_AFTER) === 0 && this.#owner.onWaiting !== null) this.#owner.onWaiting();
  }

  /** The slot holds nothing that it found without a lock; frees what everybody has let go. */
  quiescent(): void {
    this.#qsbr.quiescent();
    // A stale 0 is harmless: the next quiescent point looks again.
    if (this.#waiting.length > 0 || this.#memory.i32[ORPHANS] !== 0) this.#poll();
  }

  /** The slot will not read until its next quiescent point. */
  detach(): void {
    this.#qsbr.detach();
  }

  /** Lets all goals be reached, and frees what can be freed now. */
  flush(): void {
    if (this.#waiting.length === 0 && this.#memory.i32[ORPHANS] === 0) return;
    this.#qsbr.advance();
    this.#poll();
  }

  #poll(): void {
    this.#adopt();
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    // Without this the last few would wait for ever in a thread that frees nothing more.
    if (waiting[1] === this.#qsbr.goal()) this.#qsbr.advance();
    const reached = this.#qsbr.reached();
    this.#waiting = [];
    let kept = 0;
    for (let i = 0; i < waiting.length; i += 2) {
      if (((waiting[i + 1] - reached) | 0) <= 0) {
        this.#free(waiting[i]);
      } else {
        waiting[kept++] = waiting[i];
        waiting[kept++] = waiting[i + 1];
      }
    }
    waiting.length = kept;
    // Freeing may have deferred more: pages that became empty.
    if (kept > 0) this.#waiting = waiting.concat(this.#waiting);
  }

  /**
   * Hands what still waits on to whichever slot polls next: a batch in raw storage (next batch, number of words,
   * then addresses and goals) on a shared stack. Without memory for it, it stays here for the slot's next thread.
   *
   * @param keep Told of each address; true for those that are not to be handed on, but forgotten.
   */
  handOn(keep: (address: number) => boolean): void {
    const waiting: number[] = [];
    for (let i = 0; i < this.#waiting.length; i += 2) {
      if (!keep(this.#waiting[i])) waiting.push(this.#waiting[i], this.#waiting[i + 1]);
    }
    this.#waiting = [];
    if (waiting.length === 0) return;
    const words = this.#memory.i32, atomics = this.#memory.atomics;
    const batch = this.#owner.allocRaw((waiting.length + 2) * 4);
    if (batch === 0) {
      this.#waiting = waiting;
      return;
    }
    words[(batch >>> 2) + 1] = waiting.length;
    words.set(waiting, (batch >>> 2) + 2);
    for (;;) {
      const head = atomics.load(words, ORPHANS);
      words[batch >>> 2] = head;
      if (atomics.compareExchange(words, ORPHANS, head, batch) === head) return;
    }
  }

  /** Takes over what slots that left handed on. */
  #adopt(): void {
    const words = this.#memory.i32;
    if (words[ORPHANS] === 0) return;
    let batch = this.#memory.atomics.exchange(words, ORPHANS, 0);
    while (batch !== 0) {
      const next = words[batch >>> 2];
      const first = (batch >>> 2) + 2;
      for (let i = 0; i < words[first - 1]; i++) this.#waiting.push(words[first + i]);
      this.#owner.freeRaw(batch);
      batch = next;
    }
  }
}
