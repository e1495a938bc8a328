/**
 * Sizes that small blocks come in. Seven classes up to 64 bytes, then four for each doubling, so that at
 * most a fifth of a block is wasted. No block is smaller than 16 bytes: a table beside the heap can have a byte and a word for
 * each 16.
 *
 * @module
 */

/** Block sizes in bytes, each a multiple of 8. */
export const CLASS_BYTES: readonly number[] = [
  16,
  24,
  32,
  40,
  48,
  56,
  64,
  80,
  96,
  112,
  128,
  160,
  192,
  224,
  256,
  320,
  384,
  448,
  512,
  640,
  768,
  896,
  1024,
  1280,
  1536,
  2048,
  3072,
  4096,
  8192,
  16384,
];

/** Number of classes. */
export const CLASSES: number = CLASS_BYTES.length;

/** Largest small block in bytes. */
export const MAX_SMALL_BYTES: number = CLASS_BYTES[CLASSES - 1];

/** `(bytes + 7) >>> 3` to class, for all small sizes. */
export const CLASS_OF_UNITS: Uint8Array = (() => {
  const table = new Uint8Array(MAX_SMALL_BYTES / 8 + 1);
  let index = 0;
  for (let units = 0; units < table.length; units++) {
    while (CLASS_BYTES[index] < units * 8) index++;
    table[units] = index;
  }
  return table;
})();
