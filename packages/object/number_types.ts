/**
 * Type indices and layouts of the types of `_random` and `_sha2`: indices 190 to 199. Their words are plain numbers.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** `_random.Random`. */
export const T_RANDOM = 190;
/** `_sha2.SHA224Type`. */
export const T_SHA224 = 191;
/** `_sha2.SHA256Type`. */
export const T_SHA256 = 192;
/** `_sha2.SHA384Type`. */
export const T_SHA384 = 193;
/** `_sha2.SHA512Type`. */
export const T_SHA512 = 194;

// Random
/** Words already drawn of the state: 624 when it is used up. */
export const RANDOM_INDEX = 4;
/** The 624 words of the state. */
export const RANDOM_STATE = 8;
/** Bytes of a generator. */
export const RANDOM_BYTES: number = RANDOM_STATE + 624 * 4;

// SHA-2
/** Bytes taken in so far: low word, high word. */
export const SHA_COUNT = 4;
/** The state: 8 words, or 16 with the high halves first. */
export const SHA_STATE = 12;
/** The block that is not full yet: 64 or 128 bytes. */
export const SHA_BLOCK: number = SHA_STATE + 16 * 4;
/** Bytes of a hash object. */
export const SHA_BYTES: number = SHA_BLOCK + 128;

/** Layouts of these types. */
export const NUMBER_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_RANDOM]: { bytes: RANDOM_BYTES },
  [T_SHA224]: { bytes: SHA_BYTES },
  [T_SHA256]: { bytes: SHA_BYTES },
  [T_SHA384]: { bytes: SHA_BYTES },
  [T_SHA512]: { bytes: SHA_BYTES },
};
