/**
 * FNV-1a, a hash for names of files and for telling versions apart.
 *
 * @module
 */

const PRIME = 0x0100_0193, START = 0x811c_9dc5 | 0;

/**
 * The 32-bit hash of a text's UTF-16 units, not negative.
 *
 * @param text What is hashed.
 * @param before The hash of what comes before it.
 */
export function fnv1a(text: string, before: number = START): number {
  let hash = before | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
}
