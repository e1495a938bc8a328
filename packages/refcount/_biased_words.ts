/**
 * The bits of biased counting's two words, for the strategy and its emitter. What they mean stands in `biased.ts`.
 *
 * @module
 */

/** Bits of the local word that count; the owner's slot is above them. */
export const COUNT_BITS = 22;
/** The bits themselves. */
export const COUNT_MASK: number = (1 << COUNT_BITS) - 1;
/** The local count whose increment spills half of it into the shared word. */
export const SPILL_AT: number = COUNT_MASK - 1;
/** References that move when it spills. */
export const SPILL: number = COUNT_MASK >>> 1;
/** One reference in the shared word, above the state. */
export const ONE = 4;
/** State: another thread took a reference without a lock. */
export const SHARED = 1;
/** State: in its owner's queue. */
export const QUEUED = 2;
/** State: without an owner. */
export const MERGED = 3;
