/**
 * The error of this package.
 *
 * @module
 */

/** A module was built in a way that has no encoding: an unbalanced block, a label out of scope, a late import. */
export class WasmError extends Error {
  override readonly name = "WasmError";
}
