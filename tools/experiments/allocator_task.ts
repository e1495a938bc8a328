/**
 * What the Workers of the allocator experiment are told.
 *
 * @module
 */

/** What a Worker is to do. */
export interface Task {
  readonly memory: WebAssembly.Memory;
  readonly slot: number;
  /** Slots that take part. */
  readonly threads: number;
  readonly rounds: number;
  /** Word of a lock that guards every operation, or 0: each has pages of its own. */
  readonly lock: number;
  /** Word of a mailbox of {@linkcode BATCH} blocks for each slot where blocks go to the next slot to be freed, or 0. */
  readonly mail: number;
  /** Word that counts who is ready. */
  readonly ready: number;
}

/** Blocks that are held at a time. */
export const BATCH = 64;
