/**
 * The error of this package.
 *
 * @module
 */

/** A module was built in a way that has no encoding: an unbalanced block, a label out of scope, a late import. */
export class WasmError extends Error {
  /** Name of the class, as errors show it. */
  override readonly name = "WasmError";
}
