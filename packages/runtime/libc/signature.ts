/**
 * How functions of the C library are described: as in C, in one line each.
 *
 * @module
 */

/**
 * How a function tells that it failed: `-1` and `errno`; an error number as its result; `errno` alone, where -1 is a
 * result like others; not at all.
 */
export type Failure = "-1" | "result" | "errno" | "never";

/** Functions by name: their parameters and result, and how they fail unless by -1. */
export type SignatureTable = {
  readonly [name: string]: string | { readonly signature: string; readonly fails: Failure };
};

/** A type in a signature: `buffer` is bytes or a null pointer, `usize` also an address. */
type CType = "i32" | "u32" | "i64" | "usize" | "buffer" | "f64";

/** A signature, read. */
export interface Signature {
  readonly parameters: readonly CType[];
  readonly result: CType | "void";
  readonly fails: Failure;
}

/** Reads an entry of a table, such as `"(i32, buffer, usize): i32"`. */
export function readSignature(entry: SignatureTable[string]): Signature {
  const { signature, fails } = typeof entry === "string" ? { signature: entry, fails: "-1" as const } : entry;
  const [, parameters, result] = /^\((.*)\): (\w+)$/.exec(signature)!;
  return {
    parameters: parameters === "" ? [] : parameters.split(", ") as CType[],
    result: result as CType | "void",
    fails,
  };
}
