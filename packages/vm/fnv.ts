/**
 * FNV-1a, a hash for names of files and for telling versions apart. It stands alone, for isolates without a machine.
 *
 * @module
 */

const PRIME = 0x0100_0193;

/** What a hash of nothing is: where to begin. */
export const FNV_START: number = 0x811c_9dc5 | 0;

/** The hash of what a hash tells, and one unit or word more. */
export function fnvStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/**
 * The 32-bit hash of a text's UTF-16 units, not negative.
 *
 * @param text What is hashed.
 * @param before The hash of what comes before it.
 */
export function fnv1a(text: string, before: number = FNV_START): number {
  let hash = before | 0;
  for (let i = 0; i < text.length; i++) hash = fnvStep(hash, text.charCodeAt(i));
  return hash >>> 0;
}
