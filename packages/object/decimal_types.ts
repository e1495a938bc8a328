/**
 * Type indices and layouts of the types of `_decimal`.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** `decimal.Decimal`. */
export const T_DECIMAL = 214;
/** `decimal.Context`. */
export const T_DECIMAL_CONTEXT = 215;
/** What `SignalDict` derives from. */
export const T_SIGNAL_DICT = 216;
/** `decimal.ContextManager`. */
export const T_DECIMAL_MANAGER = 217;

/** Decimal: raw word, sign in bit 0, kind above it. */
export const DECIMAL_KIND = 4;
/** Decimal: double, exponent. */
export const DECIMAL_EXPONENT = 8;
/** Decimal: Value, coefficient, an int that is not negative. */
export const DECIMAL_COEFFICIENT = 16;
/** Bytes of a Decimal. */
export const DECIMAL_BYTES = 24;

/** Context: Value, dict of flags. */
export const DECIMAL_CONTEXT_FLAGS = 4;
/** Context: Value, dict of traps. */
export const DECIMAL_CONTEXT_TRAPS = 8;
/** Context: raw word, number of the rounding. */
export const DECIMAL_CONTEXT_ROUNDING = 12;
/** Context: raw word, 1 for exponents with a capital letter. */
export const DECIMAL_CONTEXT_CAPITALS = 16;
/** Context: raw word, 1 for exponents that are clamped. */
export const DECIMAL_CONTEXT_CLAMP = 20;
/** Context: double, precision. */
export const DECIMAL_CONTEXT_PRECISION = 24;
/** Context: double, largest exponent. */
export const DECIMAL_CONTEXT_EMAX = 32;
/** Context: double, least exponent. */
export const DECIMAL_CONTEXT_EMIN = 40;
/** Bytes of a Context. */
export const DECIMAL_CONTEXT_BYTES = 48;

/** SignalDict: raw word, the signals that are set. */
export const SIGNAL_DICT_BITS = 4;
/** Bytes of a SignalDict. */
export const SIGNAL_DICT_BYTES = 8;

/** ContextManager: Value, the context inside. */
export const DECIMAL_MANAGER_LOCAL = 4;
/** ContextManager: Value, the context outside. */
export const DECIMAL_MANAGER_SAVED = 8;
/** Bytes of a ContextManager. */
export const DECIMAL_MANAGER_BYTES = 12;

/** Layouts of these types. */
export const DECIMAL_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_DECIMAL]: { bytes: DECIMAL_BYTES, first: DECIMAL_COEFFICIENT, last: DECIMAL_COEFFICIENT },
  [T_DECIMAL_CONTEXT]: {
    bytes: DECIMAL_CONTEXT_BYTES,
    first: DECIMAL_CONTEXT_FLAGS,
    last: DECIMAL_CONTEXT_TRAPS,
  },
  [T_SIGNAL_DICT]: { bytes: SIGNAL_DICT_BYTES },
  [T_DECIMAL_MANAGER]: {
    bytes: DECIMAL_MANAGER_BYTES,
    first: DECIMAL_MANAGER_LOCAL,
    last: DECIMAL_MANAGER_SAVED,
  },
};
