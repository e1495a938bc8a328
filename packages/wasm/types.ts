/**
 * Value types and the shapes of functions and limits.
 *
 * @module
 */

/** 32-bit integer. */
export const I32 = 0x7f;
/** 64-bit integer. */
export const I64 = 0x7e;
/** 32-bit float. */
export const F32 = 0x7d;
/** 64-bit float. */
export const F64 = 0x7c;
/** 128-bit vector. */
export const V128 = 0x7b;

/** The encoding of a value type. */
export type ValueType = typeof I32 | typeof I64 | typeof F32 | typeof F64 | typeof V128;

/** Parameters and results of a function. */
export interface FunctionType {
  /** Types of the parameters. */
  readonly params: readonly ValueType[];
  /** Types of the results. */
  readonly results: readonly ValueType[];
}

/** Size of a memory, in pages of 64 KiB, or of a table, in elements. */
export interface Limits {
  /** Size at the start. */
  readonly initial: number;
  /** Largest size; needed when shared. */
  readonly maximum?: number;
  /** Whether threads share it (memories only). */
  readonly shared?: boolean;
}

const NAMES = new Map<number, string>([[I32, "i32"], [I64, "i64"], [F32, "f32"], [F64, "f64"], [
  V128,
  "v128",
]]);

/** The standard's name of a value type. */
export function typeName(type: number): string {
  return NAMES.get(type) ?? `type 0x${type.toString(16)}`;
}
