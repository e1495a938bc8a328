/**
 * What the writer and the reader of `marshal` agree on.
 *
 * @module
 */

/** Depth of nested containers that is refused: what a Worker's stack has room for. CPython refuses 2000. */
export const MOST_DEPTH = 500;
/** `marshal.version`. */
export const VERSION = 5;
/** Set in a type byte: what is read is kept for references. */
export const FLAG_REF = 0x80;

/** The byte of a letter. */
export const code = (letter: string): number => letter.charCodeAt(0);
