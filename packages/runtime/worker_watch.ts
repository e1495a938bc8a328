/**
 * Notices Workers that end in the middle of a thread, which no event tells: each Worker holds a lock of the process's for as
 * long as it lives, and the main isolate waits for it.
 *
 * @module
 */
import { processLocks } from "./process_locks.ts";
import { ThreadSlots } from "./thread_slots.ts";

/** Slot of a program's main thread, whose Worker nobody can take the place of: what comes after it is on its stack. */
export const MAIN_SLOT = 1;

/** The Workers of one program. */
export class WorkerWatch {
  readonly #program: string = crypto.randomUUID();
  readonly #replace: (slot: number, lost: string | null) => void;
  readonly #broken: (why: string) => void;
  /** By slot of the Workers that are watched, what is known of an error of theirs. */
  readonly #errors: Map<number, string> = new Map();
  readonly #over = new AbortController();

  /**
   * @param replace Called with the slot of a Worker of the pool that has ended, and why, if it was in the middle of a thread.
   * @param broken Called when that of the main thread has ended: the program can't go on.
   */
  constructor(replace: (slot: number, lost: string | null) => void, broken: (why: string) => void) {
    this.#replace = replace;
    this.#broken = broken;
  }

  /** Name of the lock that the Worker of a slot is to hold. */
  life(slot: number): string {
    return `${this.#program} ${slot}`;
  }

  /** Notes an error that nobody caught. Returns whether the Worker is one that is watched: the program goes on then. */
  hasError(slot: number, message: string): boolean {
    return this.#errors.has(slot) && this.#errors.set(slot, `: ${message}`) !== null;
  }

  /** Begins to watch a slot's Worker, which holds its lock. */
  async begin(slot: number, memory: WebAssembly.Memory): Promise<void> {
    // Errors in the main thread's Worker end the program in any case.
    if (slot !== MAIN_SLOT) this.#errors.set(slot, "");
    try {
      await processLocks().request(this.life(slot), { signal: this.#over.signal }, () => {});
    } catch (error) {
      if (this.#over.signal.aborted) return;
      throw error;
    }
    if (slot === MAIN_SLOT) {
      return this.#broken("the Worker of the main thread has ended in the middle of the program");
    }
    const why = this.#errors.get(slot)!;
    this.#errors.delete(slot);
    const left = new ThreadSlots(new Int32Array(memory.buffer), Atomics).leftBy(slot);
    if (left >= 0) this.#replace(slot, left === 0 ? null : `the Worker of the thread has ended${why}`);
  }

  /** The program is over: no Worker is watched any more. */
  close(): void {
    this.#over.abort();
  }
}
