/**
 * Notices Workers that end in the middle of a thread, which no event tells: each Worker of the pool holds a lock of the
 * process's for as long as it lives, and the main isolate waits for it.
 *
 * @module
 */
import { processLocks } from "./process_locks.ts";
import { ThreadSlots } from "./thread_slots.ts";

/** The Workers of one program's pool. */
export class WorkerWatch {
  readonly #program: string = crypto.randomUUID();
  readonly #replace: (slot: number, lost: string | null) => void;
  /** By slot of the Workers that are watched, what is known of an error of theirs. */
  readonly #errors: Map<number, string> = new Map();
  readonly #over = new AbortController();

  /** @param replace Called with the slot of a Worker that has ended, and why, if it was in the middle of a thread. */
  constructor(replace: (slot: number, lost: string | null) => void) {
    this.#replace = replace;
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
    this.#errors.set(slot, "");
    try {
      await processLocks().request(this.life(slot), { signal: this.#over.signal }, () => {});
    } catch (error) {
      if (this.#over.signal.aborted) return;
      throw error;
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
