/**
 * Python threads on Workers: how a Worker of a program asks for others.
 *
 * @module
 */
import type { HeapMemory } from "@orochi/heap";
import { prepareThread, type ThreadHost, type Vm } from "@orochi/vm";
import { THREAD_CAPACITY, ThreadSlots } from "./thread_slots.ts";

/** Starts threads through the slots' mailboxes; Workers that are missing come from the main isolate. */
export class WorkerThreads implements ThreadHost {
  readonly capacity: number = THREAD_CAPACITY;
  readonly slots: ThreadSlots;
  readonly #words: Int32Array;
  readonly #askForWorker: (slot: number) => void;
  #isImporting = false;
  /** Whether a Worker is to be kept ready once the import is over. */
  #isPostponed = false;

  /** @param askForWorker Called with a slot that wants a Worker; must not block. */
  constructor(memory: HeapMemory, askForWorker: (slot: number) => void) {
    this.#words = memory.i32;
    this.slots = new ThreadSlots(memory.i32, Atomics);
    this.#askForWorker = askForWorker;
  }

  /** A Worker that starts while modules are imported would take a core from those who compile them. */
  warm(): void {
    if (this.#isImporting) this.#isPostponed = true;
    else this.#keepSpare();
  }

  importing(busy: boolean): void {
    this.#isImporting = busy;
    if (busy || !this.#isPostponed) return;
    this.#isPostponed = false;
    this.#keepSpare();
  }

  #keepSpare(): void {
    const slot = this.slots.spare();
    if (slot !== 0) this.#askForWorker(slot);
  }

  start(
    vm: Vm,
    ident: number,
    callable: number,
    args: number,
    kwargs: number,
    known: (word: number, generation: number) => void,
  ): boolean {
    const slot = this.slots.claim();
    if (slot === 0) return false;
    const word = this.slots.generationWord(slot);
    known(word, Atomics.load(this.#words, word));
    prepareThread(vm, slot);
    if (this.slots.post(slot, { ident, callable, args, kwargs })) this.#askForWorker(slot);
    this.#keepSpare();
    return true;
  }
}

/** For programs that run on one isolate: no Python thread but the main one can be started. */
export const noThreads: ThreadHost = { start: () => false, warm: () => {}, capacity: 1 };
