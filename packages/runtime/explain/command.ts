/**
 * `orochi explain`.
 *
 * @module
 */

/** Explains operations by name. Returns the exit status. */
export function explain(names: readonly string[]): number {
  console.log(names.join(" "));
  return 0;
}
