/**
 * The format that code objects have outside of the heap: `code_bytes.ts` writes and reads it for objects of a heap,
 * `unit_bytes.ts` writes it where there is none.
 *
 * All is 32-bit words in the order of the machine. A table of values comes first, each after those that it mentions, so
 * that one pass reads it; the code object itself is the last. Instructions mention constants and names by their place in
 * the table, and a list says where.
 *
 * | word | meaning |
 * | --- | --- |
 * | 0 | {@linkcode codeFormat} |
 * | 1 | hash of all words from 2 on |
 * | 2 | number of values |
 * | 3 .. | the values: a TAG_ each, then what the tag says |
 *
 * @module
 */
import { ELLIPSIS, FALSE, NONE, TRUE, type Value } from "@orochi/object";
import { INSTRUCTIONS } from "./bytecode/opcodes.ts";
import { fnv1a, FNV_START, fnvStep } from "./fnv.ts";

let format: number | null = null;

/** First word: changes with the instructions and with this layout (the number at its end). */
export function codeFormat(): number {
  return format ??= fnv1a(JSON.stringify(INSTRUCTIONS) + 2) | 0;
}

/** Words before the values. */
export const HEADER_WORDS = 3;
/** A place of {@linkcode STATICS} follows. */
export const TAG_STATIC = 0;
/** A tagged int follows. */
export const TAG_SMALL = 1;
/** The length of an int's decimal text follows, then a word for each character. */
export const TAG_BIG = 2;
/** Two words follow: a double. */
export const TAG_FLOAT = 3;
/** Two doubles follow. */
export const TAG_COMPLEX = 4;
/** Length, and the bits of the type word from STR_KIND_SHIFT on, follow, then the characters. */
export const TAG_STR = 5;
/** The length follows, then the bytes. */
export const TAG_BYTES = 6;
/** The length follows, then places of values. */
export const TAG_TUPLE = 7;
/** As {@linkcode TAG_TUPLE}. */
export const TAG_FROZENSET = 8;
/** Numbers, places of values, lengths of four parts, and the parts follow: see `Writer.#code` in `code_bytes.ts`. */
export const TAG_CODE = 9;
/** Values that are the same in every heap. */
export const STATICS: readonly Value[] = [NONE, FALSE, TRUE, ELLIPSIS];

/** Words that bytes fill. */
export function wordsFor(bytes: number): number {
  return (bytes + 3) >>> 2;
}

/** The hash of some words. */
export function hashWords(words: Int32Array, from: number, to: number): number {
  let hash = FNV_START;
  for (let i = from; i < to; i++) hash = fnvStep(hash, words[i]);
  return hash;
}

/**
 * Fills in the words before the values.
 *
 * @param length Words that are written.
 * @param count How many values they are.
 * @returns All as bytes.
 */
export function sealCode(buffer: Int32Array, length: number, count: number): Uint8Array {
  const words = buffer.subarray(0, length);
  words[0] = codeFormat();
  words[2] = count;
  words[1] = hashWords(words, 2, length);
  return new Uint8Array(words.buffer, 0, length * 4);
}
