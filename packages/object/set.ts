/**
 * Storage of sets and frozensets: CPython's table (`Objects/setobject.c`), so that sets of small ints iterate in
 * the order people know. Pairs of words: hash, key; key 0 with hash 0 is empty, key 0 with hash -1 was deleted.
 *
 * @module
 */
import { SET_FILL, SET_MASK, SET_TABLE, SET_USED } from "./layout.ts";
import type { KeyEquals } from "./dict.ts";
import type { ObjectMemory } from "./object_memory.ts";
import type { Address, Value } from "./value.ts";

const MIN_SIZE = 8;
/** Neighbours looked at before the sequence jumps. */
const LINEAR_PROBES = 9;
/** Tables up to this size are cleared and copied in a loop, which costs less than a call. */
const LOOP_PAIRS = 32;

/**
 * Finds a key.
 *
 * @returns Word index of its pair, 0 if there is none, -1 if a comparison failed.
 */
export function setFind(m: ObjectMemory, set: Address, key: Value, hash: number, equals: KeyEquals): number {
  const i32 = m.i32;
  restart: for (;;) {
    const storage = i32[(set + SET_TABLE) >>> 2];
    const table = storage >>> 2;
    if (table === 0) return 0;
    const mask = i32[(set + SET_MASK) >>> 2];
    let perturb = hash >>> 0;
    let index = perturb & mask;
    for (;;) {
      const probes = index + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      for (let pair = table + index * 2, last = pair + probes * 2; pair <= last; pair += 2) {
        const stored = i32[pair + 1];
        if (stored === 0 && i32[pair] === 0) return 0;
        if (stored === key && stored !== 0) return pair;
        if (stored !== 0 && i32[pair] === hash) {
          const same = equals(stored, key);
          if (same < 0) return -1;
          if (i32[(set + SET_TABLE) >>> 2] !== storage || i32[pair + 1] !== stored) continue restart;
          if (same > 0) return pair;
        }
      }
      perturb >>>= 5;
      index = (index * 5 + 1 + perturb) & mask;
    }
  }
}

/**
 * Writes a key that is not there to the pair that was deleted last in its probe sequence, as CPython does, or to the first
 * empty one.
 *
 * @returns Whether that was empty.
 */
function place(m: ObjectMemory, table: number, mask: number, key: Value, hash: number): boolean {
  const i32 = m.i32;
  let perturb = hash >>> 0, deleted = 0;
  let index = perturb & mask;
  for (;;) {
    const probes = index + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let pair = table + index * 2, last = pair + probes * 2; pair <= last; pair += 2) {
      if (i32[pair + 1] !== 0) continue;
      if (i32[pair] !== 0) {
        deleted = pair;
        continue;
      }
      const free = deleted === 0 ? pair : deleted;
      i32[free] = hash;
      i32[free + 1] = key;
      return deleted === 0;
    }
    perturb >>>= 5;
    index = (index * 5 + 1 + perturb) & mask;
  }
}

/** Empties a new table. */
function clearTable(i32: Int32Array, table: number, words: number): void {
  if (words > LOOP_PAIRS * 2) i32.fill(0, table, table + words);
  else for (let k = 0; k < words; k++) i32[table + k] = 0;
}

/** Moves the keys to a new table for more than `wanted` keys. Returns whether there was memory. */
export function setResize(m: ObjectMemory, set: Address, wanted: number): boolean {
  const i32 = m.i32;
  let size = MIN_SIZE;
  while (size <= wanted) size *= 2;
  const storage = m.heap.allocRaw(size * 8);
  if (storage === 0) return false;
  const table = storage >>> 2;
  clearTable(i32, table, size * 2);
  const old = i32[(set + SET_TABLE) >>> 2];
  if (old !== 0) {
    const end = (old >>> 2) + (i32[(set + SET_MASK) >>> 2] + 1) * 2;
    for (let pair = old >>> 2; pair < end; pair += 2) {
      if (i32[pair + 1] !== 0) place(m, table, size - 1, i32[pair + 1], i32[pair]);
    }
  }
  i32[(set + SET_TABLE) >>> 2] = storage;
  i32[(set + SET_MASK) >>> 2] = size - 1;
  i32[(set + SET_FILL) >>> 2] = i32[(set + SET_USED) >>> 2];
  m.heap.freeRawLater(old);
  return true;
}

/** Adds a key that is not there (moved in). Returns whether there was memory; if not, nothing changed. */
export function setInsert(m: ObjectMemory, set: Address, key: Value, hash: number): boolean {
  const i32 = m.i32;
  if (i32[(set + SET_TABLE) >>> 2] === 0 && !setResize(m, set, MIN_SIZE - 1)) return false;
  const used = i32[(set + SET_USED) >>> 2];
  const wanted = used + 1 > 50000 ? (used + 1) * 2 : (used + 1) * 4;
  // Searching ends at an empty pair, so one must be left. Only a growth that found no memory leads here.
  if (i32[(set + SET_FILL) >>> 2] >= i32[(set + SET_MASK) >>> 2] && !setResize(m, set, wanted)) return false;
  const mask = i32[(set + SET_MASK) >>> 2];
  const wasEmpty = place(m, i32[(set + SET_TABLE) >>> 2] >>> 2, mask, key, hash);
  i32[(set + SET_USED) >>> 2] = used + 1;
  if (!wasEmpty) return true;
  const fill = ++i32[(set + SET_FILL) >>> 2];
  // CPython grows after the insertion; without memory the key stays where it is and the next one tries again.
  if (fill * 5 >= mask * 3) setResize(m, set, wanted);
  return true;
}

/**
 * Gives a set that never held anything the keys of another one, which are all different: no key is compared. As CPython's
 * `set_merge`, it takes over the table as it is where that has the size wanted and nothing was deleted from it.
 *
 * @returns Whether there was memory; if not, nothing changed. The caller counts the keys.
 */
export function setTakeKeys(m: ObjectMemory, set: Address, other: Address): boolean {
  const i32 = m.i32, used = i32[(other + SET_USED) >>> 2];
  if (used === 0) return true;
  let size = MIN_SIZE;
  if (used * 5 >= (MIN_SIZE - 1) * 3) { while (size <= used * 2) size *= 2; }
  const storage = m.heap.allocRaw(size * 8);
  if (storage === 0) return false;
  const table = storage >>> 2,
    from = i32[(other + SET_TABLE) >>> 2] >>> 2,
    mask = i32[(other + SET_MASK) >>> 2];
  if (mask === size - 1 && i32[(other + SET_FILL) >>> 2] === used) {
    if (size > LOOP_PAIRS) i32.copyWithin(table, from, from + size * 2);
    else for (let k = 0; k < size * 2; k++) i32[table + k] = i32[from + k];
  } else {
    clearTable(i32, table, size * 2);
    for (let pair = from, left = used; left > 0; pair += 2) {
      if (i32[pair + 1] === 0) continue;
      place(m, table, size - 1, i32[pair + 1], i32[pair]);
      left--;
    }
  }
  i32[(set + SET_TABLE) >>> 2] = storage;
  i32[(set + SET_MASK) >>> 2] = size - 1;
  i32[(set + SET_FILL) >>> 2] = used;
  i32[(set + SET_USED) >>> 2] = used;
  return true;
}

/** Removes a pair; the caller has taken the key out. */
export function setRemove(m: ObjectMemory, set: Address, pair: number): void {
  m.i32[pair] = -1;
  m.i32[pair + 1] = 0;
  m.i32[(set + SET_USED) >>> 2]--;
}

/** Next live pair from a position on (a pair's number), or -1; the position after it is the result + 1. */
export function setNext(m: ObjectMemory, set: Address, position: number): number {
  const table = m.i32[(set + SET_TABLE) >>> 2] >>> 2;
  if (table === 0) return -1;
  const mask = m.i32[(set + SET_MASK) >>> 2];
  for (let i = position; i <= mask; i++) if (m.i32[table + i * 2 + 1] !== 0) return i;
  return -1;
}

/** Word index of a pair's key. */
export function setKeyWord(m: ObjectMemory, set: Address, position: number): number {
  return (m.i32[(set + SET_TABLE) >>> 2] >>> 2) + position * 2 + 1;
}

/**
 * Checks a set: it can be searched, its counts are right and every key is where a search finds it.
 *
 * @returns What is wrong, or null.
 */
export function checkSet(m: ObjectMemory, set: Address): string | null {
  const i32 = m.i32;
  const used = i32[(set + SET_USED) >>> 2], fill = i32[(set + SET_FILL) >>> 2];
  const table = i32[(set + SET_TABLE) >>> 2] >>> 2;
  if (table === 0) return used === 0 ? null : `has ${used} keys but no table`;
  const mask = i32[(set + SET_MASK) >>> 2];
  let live = 0, deleted = 0;
  for (let pair = table, i = 0; i <= mask; i++, pair += 2) {
    if (i32[pair + 1] === 0) {
      if (i32[pair] !== 0) deleted++;
      continue;
    }
    live++;
    if (setFind(m, set, i32[pair + 1], i32[pair], () => 0) !== pair) {
      return `does not find the key in pair ${i}`;
    }
  }
  if (live !== used) return `counts ${used} keys but has ${live}`;
  if (live + deleted !== fill) return `counts ${fill} pairs as taken but has ${live + deleted}`;
  return fill <= mask ? null : `has no empty pair, so searching would not end`;
}
