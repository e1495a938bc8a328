/**
 * Numbers of LOAD_SPECIAL's methods.
 *
 * @module
 */

/** What `with` and `async with` ask a manager's type for. The position is the number, as in CPython. */
export const SPECIAL_METHODS = ["__enter__", "__exit__", "__aenter__", "__aexit__"] as const;

/** Name of such a method. */
export type SpecialMethod = (typeof SPECIAL_METHODS)[number];

/** The number of a method. */
export function specialMethod(name: SpecialMethod): number {
  return SPECIAL_METHODS.indexOf(name);
}
