/**
 * The tagged 32-bit value: a small int, or the address of an object.
 *
 *     31                                1 0
 *     +--------------------------------+-+
 *     | 31-bit signed integer          |1|   small int
 *     +--------------------------------+-+
 *     | address of an object           |0|   8-byte aligned, so its low three bits are 0
 *     +--------------------------------+-+
 *
 * @module
 */

/** A byte address; a number that may be the signed reading of 32 bits: index words by `address >>> 2`. */
export type Address = number;

/** A tagged Python value, or 0 for none. */
export type Value = number;

/** Largest int that fits a tagged value. */
export const SMALL_INT_MAX = 0x3fff_ffff;
/** Smallest int that fits a tagged value. */
export const SMALL_INT_MIN = -0x4000_0000;

/** No value. Never a Python object. */
export const NO_VALUE: Value = 0;
/** None. Static objects have fixed addresses, the same in every heap. */
export const NONE: Value = 0x2010;
/** False. */
export const FALSE: Value = 0x2030;
/** True. */
export const TRUE: Value = 0x2050;
/** Ellipsis. */
export const ELLIPSIS: Value = 0x2070;
/** NotImplemented. */
export const NOT_IMPLEMENTED: Value = 0x2090;

/** Type word flags, in the word's own bits. */
export const FLAG_IMMORTAL = 1 << 16;
/** The object has, or had, weak references. */
export const FLAG_WEAKREFS = 1 << 17;
/** `__del__` has run. */
export const FLAG_FINALISED = 1 << 18;
/** The collector of cycles leaves the object alone (`gc.freeze`). */
export const FLAG_FROZEN = 1 << 19;

/** Whether a value is a small int. */
export function isSmallInt(value: Value): boolean {
  return (value & 1) === 1;
}

/** Whether a value is a counted reference: neither a small int nor nothing. */
export function isReference(value: Value): boolean {
  return (value & 1) === 0 && value !== 0;
}

/** Tags an int of SMALL_INT_MIN to SMALL_INT_MAX; the caller has checked the range. */
export function tagInt(value: number): Value {
  return (value << 1) | 1;
}

/** The int of a small-int value. */
export function untagInt(value: Value): number {
  return value >> 1;
}

/** True or False. */
export function boolValue(condition: boolean): Value {
  return condition ? TRUE : FALSE;
}
