/**
 * What an LZMA decoder and encoder agree on: where each probability lies, how states follow each other, errors.
 *
 * @module
 */

/** Probabilities, by place: `state << 4 | position` for those of 192, `state` for those of 12. */
export const IS_MATCH = 0;
export const IS_REP = 192;
export const IS_REP_G0 = 204;
export const IS_REP_G1 = 216;
export const IS_REP_G2 = 228;
export const IS_REP0_LONG = 240;
/** Four trees of 6 bits, by length. */
export const POS_SLOT = 432;
/** Reversed trees of the slots 4 to 13, each at its first distance. */
export const POS_SPECIAL = 688;
/** The lowest four bits of far distances. */
export const ALIGN = 816;
/** Lengths of matches: two choices, 16 trees of 3 bits, 16 of 3, one of 8. */
export const LENGTH = 832;
/** Lengths of repeated matches, in the same form. */
export const REP_LENGTH = 1346;
/** Literals: 768 for each context. */
export const LITERAL = 1860;
/** Within a length coder. */
export const LENGTH_LOW = 2, LENGTH_MIDDLE = 130, LENGTH_HIGH = 258;
/** A probability of one half. */
export const HALF = 1024;

/** How literals and positions are told apart. */
export interface Properties {
  readonly lc: number;
  readonly lp: number;
  readonly pb: number;
}

/** Fresh probabilities. */
export function newProbabilities({ lc, lp }: Properties): Uint16Array {
  return new Uint16Array(LITERAL + (0x300 << (lc + lp))).fill(HALF);
}

/** The properties in one byte; null if it stands for none, or for more contexts of literals than liblzma takes. */
export function propertiesOf(byte: number): Properties | null {
  if (byte >= 225) return null;
  const lc = byte % 9, rest = byte / 9 | 0, lp = rest % 5, pb = rest / 5 | 0;
  return lc + lp > 4 ? null : { lc, lp, pb };
}

/** The byte of properties. */
export function propertiesByte({ lc, lp, pb }: Properties): number {
  return (pb * 5 + lp) * 9 + lc;
}

/** The state after a literal. */
export function afterLiteral(state: number): number {
  return state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
}

/** An error of liblzma, in the words of `_lzma`. */
export class LzmaError extends Error {}

/** Data that is damaged. */
export function corrupt(): LzmaError {
  return new LzmaError("Corrupt input data");
}

/** What liblzma has no other word for. */
export function internal(): LzmaError {
  return new LzmaError("Internal error");
}

/** Options that are wrong or that there is no support for. */
export function unsupported(): LzmaError {
  return new LzmaError("Invalid or unsupported options");
}
