/**
 * Keys that are compared without running code of a program: small ints, strs, and tuples of these.
 *
 * @module
 */
import { TUPLE_ITEMS, TUPLE_LENGTH } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { strEquals } from "./str.ts";
import { T_STR, T_TUPLE } from "./type_index.ts";
import type { Value } from "./value.ts";

/**
 * Whether two values that are not the same object are equal. What is stored may be changing while it is looked at: then any
 * answer may be given, but nothing outside of the memory is read for long.
 *
 * @returns 1 or 0; -1 where only a comparison that may run code can tell.
 */
export function samePlain(m: ObjectMemory, stored: Value, key: Value): number {
  // Equal small ints are one word, and no other int is as small.
  if ((stored & key & 1) === 1) return 0;
  if (((stored | key) & 1) === 1) return -1;
  const i32 = m.i32, type = i32[key >>> 2] & 0xffff;
  if ((i32[stored >>> 2] & 0xffff) !== type) return -1;
  if (type === T_STR) return strEquals(m, stored, key) ? 1 : 0;
  return type === T_TUPLE ? sameItems(m, stored, key) : -1;
}

/** As `samePlain`, of two tuples; tuples among their items are left to others. */
function sameItems(m: ObjectMemory, stored: Value, key: Value): number {
  const i32 = m.i32, length = i32[(key + TUPLE_LENGTH) >>> 2];
  if (i32[(stored + TUPLE_LENGTH) >>> 2] !== length) return 0;
  const x = (stored + TUPLE_ITEMS) >>> 2, y = (key + TUPLE_ITEMS) >>> 2;
  for (let k = 0; k < length; k++) {
    const a = i32[x + k], b = i32[y + k];
    if (a === b) continue;
    if ((a & b & 1) === 1) return 0;
    if (((a | b) & 1) === 1 || !areStrs(i32, a, b)) return -1;
    if (!strEquals(m, a, b)) return 0;
  }
  return 1;
}

function areStrs(i32: Int32Array, a: Value, b: Value): boolean {
  return (i32[a >>> 2] & 0xffff) === T_STR && (i32[b >>> 2] & 0xffff) === T_STR;
}

/** Whether a tuple has only small ints and strs of exactly the builtin type. */
export function hasPlainItems(m: ObjectMemory, tuple: Value): boolean {
  const i32 = m.i32, first = (tuple + TUPLE_ITEMS) >>> 2, end = first + i32[(tuple + TUPLE_LENGTH) >>> 2];
  for (let word = first; word < end; word++) {
    const item = i32[word];
    if ((item & 1) === 0 && (i32[item >>> 2] & 0xffff) !== T_STR) return false;
  }
  return true;
}
