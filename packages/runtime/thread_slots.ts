/**
 * Who runs which Python thread: the words through which threads are started on Workers of a warm pool, and end.
 *
 * Each slot has these words of RUNTIME_CONTROL:
 *
 * | word       | meaning                                                                              |
 * | ---------- | ------------------------------------------------------------------------------------ |
 * | WORKER     | NONE; ASKED_FOR: the main isolate was asked for a Worker; THERE: it looks at its job  |
 * | JOB        | FREE, CLAIMED by a starter, POSTED, RUNNING, QUIT                                     |
 * | GENERATION | threads that have ended on the slot                                                   |
 * | the rest   | the request: ident, callable, arguments, keywords (references the thread takes over)  |
 *
 * 1. JOB goes FREE to CLAIMED by compare-exchange of one starter, who alone writes the request then, and to POSTED,
 *    which publishes it. POSTED to RUNNING to FREE is the slot's Worker's; FREE to QUIT is the main isolate's.
 * 2. WORKER goes NONE to ASKED_FOR by compare-exchange: whoever wins asks for the Worker, so a slot never has two.
 * 3. A request posted to a slot whose Worker is still on its way is found by it when it comes.
 * 4. GENERATION rises when the thread has ended, detached and is counted off, before JOB is FREE again; a thread is
 *    known by slot and generation, and is over once the slot's generation is another.
 *
 * @module
 */
import { RUNTIME_CONTROL } from "@orochi/heap/memory-map";
import type { AtomicOperations } from "@orochi/refcount";

/** Slots that may run threads: 1 to this. */
export const THREAD_CAPACITY = 128;

const WORKER = 0, JOB = 1, GENERATION = 2, REQUEST = 3;
const SLOT_WORDS = 7;
const FIRST_SLOT = (RUNTIME_CONTROL >>> 2) + 64;

/** Word: threads that ended with their Workers. */
const LOST = FIRST_SLOT - 2;

const NONE = 0, ASKED_FOR = 1, THERE = 2;
const FREE = 0, CLAIMED = 1, POSTED = 2, RUNNING = 3, QUIT = 4;

/** What a thread is to do. */
export interface ThreadRequest {
  readonly ident: number;
  readonly callable: number;
  readonly args: number;
  /** A dict, or 0. */
  readonly kwargs: number;
}

/** The words, seen from anywhere. */
export class ThreadSlots {
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;

  constructor(words: Int32Array, atomics: AtomicOperations) {
    this.#words = words;
    this.#atomics = atomics;
  }

  #word(slot: number, word: number): number {
    return FIRST_SLOT + slot * SLOT_WORDS - SLOT_WORDS + word;
  }

  /** Word index of a slot's generation. */
  generationWord(slot: number): number {
    return this.#word(slot, GENERATION);
  }

  /** Says that the slot's Worker is the calling one, and runs the program's first thread. */
  occupy(slot: number): void {
    this.#atomics.store(this.#words, this.#word(slot, WORKER), THERE);
    this.#atomics.store(this.#words, this.#word(slot, JOB), RUNNING);
  }

  /**
   * In a process that has taken the heap over: of all threads one is left, now in the given slot. The generations of the
   * others rise, so that who asks learns that they are over.
   *
   * @param before Slot that the thread had.
   */
  beginAgain(slot: number, before: number): void {
    for (let each = 1; each <= THREAD_CAPACITY; each++) {
      const busy = this.#words[this.#word(each, JOB)] !== FREE;
      if (busy && each !== before) this.#words[this.#word(each, GENERATION)]++;
      this.#words[this.#word(each, WORKER)] = NONE;
      this.#words[this.#word(each, JOB)] = FREE;
    }
    this.occupy(slot);
  }

  /** Claims a slot for a new thread, one with a Worker if there is one; 0 if none is left. */
  claim(): number {
    return this.#claimWhere(THERE) || this.#claimWhere(ASKED_FOR) || this.#claimWhere(NONE);
  }

  #claimWhere(worker: number): number {
    for (let slot = 1; slot <= THREAD_CAPACITY; slot++) {
      if (this.#atomics.load(this.#words, this.#word(slot, WORKER)) !== worker) continue;
      const job = this.#word(slot, JOB);
      if (
        this.#words[job] === FREE && this.#atomics.compareExchange(this.#words, job, FREE, CLAIMED) === FREE
      ) return slot;
    }
    return 0;
  }

  /** Gives a claimed slot back unused. */
  unclaim(slot: number): void {
    this.#atomics.store(this.#words, this.#word(slot, JOB), FREE);
  }

  /**
   * Hands a claimed slot its request.
   *
   * @returns Whether the caller must ask for a Worker.
   */
  post(slot: number, request: ThreadRequest): boolean {
    const words = this.#words, first = this.#word(slot, REQUEST);
    words[first] = request.ident;
    words[first + 1] = request.callable;
    words[first + 2] = request.args;
    words[first + 3] = request.kwargs;
    this.#atomics.store(words, this.#word(slot, JOB), POSTED);
    this.#atomics.notify(words, this.#word(slot, JOB));
    return this.askForWorker(slot);
  }

  /** Whether the slot had no Worker, nor was one asked for; the caller must ask then. */
  askForWorker(slot: number): boolean {
    return this.#atomics.compareExchange(this.#words, this.#word(slot, WORKER), NONE, ASKED_FOR) === NONE;
  }

  /** A slot that has no Worker yet, now asked for: a spare one. 0 if some Worker waits for work, or none is left. */
  spare(): number {
    let found = 0;
    for (let slot = THREAD_CAPACITY; slot >= 1; slot--) {
      const worker = this.#atomics.load(this.#words, this.#word(slot, WORKER));
      if (worker === NONE) found = slot;
      else if (this.#atomics.load(this.#words, this.#word(slot, JOB)) === FREE) return 0;
    }
    return found !== 0 && this.askForWorker(found) ? found : 0;
  }

  /** The slot's Worker is there; called by it once. */
  arrive(slot: number): void {
    this.#atomics.store(this.#words, this.#word(slot, WORKER), THERE);
  }

  /** Waits for the slot's next request; null when the Worker is to end. */
  take(slot: number): ThreadRequest | null {
    const words = this.#words, job = this.#word(slot, JOB), first = this.#word(slot, REQUEST);
    for (;;) {
      const state = this.#atomics.load(words, job);
      if (state === QUIT) return null;
      if (state === POSTED) {
        this.#atomics.store(words, job, RUNNING);
        return {
          ident: words[first],
          callable: words[first + 1],
          args: words[first + 2],
          kwargs: words[first + 3],
        };
      }
      this.#atomics.wait(words, job, state);
    }
  }

  /** The slot's thread is over. */
  finish(slot: number): void {
    this.#atomics.add(this.#words, this.#word(slot, GENERATION), 1);
    this.#atomics.store(this.#words, this.#word(slot, JOB), FREE);
  }

  /**
   * What a Worker that is no more left: the ident of the thread that it was running (or had begun to), 0 if it had none;
   * -1 if it had been sent home.
   */
  leftBy(slot: number): number {
    const state = this.#atomics.load(this.#words, this.#word(slot, JOB));
    return state === RUNNING ? this.#words[this.#word(slot, REQUEST)] : state === QUIT ? -1 : 0;
  }

  /** Counts one more thread that ended with its Worker. */
  countLost(): void {
    this.#atomics.add(this.#words, LOST, 1);
  }

  /** Threads that ended with their Workers. */
  get lost(): number {
    return this.#atomics.load(this.#words, LOST);
  }

  /** Sends the slot's Worker home if it has no thread to run. Returns whether it goes, or never came. */
  dismiss(slot: number): boolean {
    const job = this.#word(slot, JOB);
    if (this.#atomics.compareExchange(this.#words, job, FREE, QUIT) !== FREE) return false;
    this.#atomics.notify(this.#words, job);
    return true;
  }

  /** Slots whose thread runs, or is about to. */
  busy(): number[] {
    const slots: number[] = [];
    for (let slot = 1; slot <= THREAD_CAPACITY; slot++) {
      const state = this.#atomics.load(this.#words, this.#word(slot, JOB));
      if (state === CLAIMED || state === POSTED || state === RUNNING) slots.push(slot);
    }
    return slots;
  }
}
