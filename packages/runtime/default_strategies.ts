/**
 * What programs run with that ask for nothing else.
 *
 * @module
 */

/** A lock and a counting strategy. */
export type Combination = readonly [lock: string, refcount: string];

/** Where threads run in parallel: the default. */
export const PARALLEL: Combination = ["object", "biased"];
/** Where one runs at a time: what `PYTHON_GIL=1` and `-X gil=1` ask for. */
export const SERIAL: Combination = ["timeout", "plain"];
