/**
 * Which strs of a program's constants are interned: those that may be names, as under CPython (`all_name_chars`), if
 * they are not long.
 *
 * @module
 */

const LONGEST = 64;

/** Whether a str among the constants is interned. */
export function isNameLike(text: string): boolean {
  return text.length <= LONGEST && /^\w*$/.test(text);
}
