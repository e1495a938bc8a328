/**
 * Changes of the order of a dict's entries: what `OrderedDict` needs beyond a dict. An entry is moved by writing it
 * elsewhere and letting its word of the table point there, so a move takes constant time on the average: behind the
 * last entry there is room to be had as for a new key, before the first one there is what was deleted, or a gap.
 *
 * Unlike those of a plain dict, positions are used again here while the storage stays the same. And a key that is
 * moved can for a moment be found by nobody: who looks without the dict's lock must not believe that it is missing.
 *
 * @module
 */
import {
  dictEntries,
  dictEntryCount,
  dictLastEntry,
  dictMakeRoom,
  dictPosition,
  dictRemove,
  dictResize,
} from "./dict.ts";
import { DICT_STORAGE, DICT_USED, DICT_VERSION } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import type { Address } from "./value.ts";

/** Words of storage before the table. */
const HEADER_WORDS = 3;
/** Entries before the first one that are made at least, where there are none. */
const MIN_GAP = 4;

/** Word index of the first live entry, or 0. Remembers how many deleted ones it has skipped. */
export function dictFirstEntry(m: ObjectMemory, dict: Address): number {
  const i32 = m.i32;
  const first = dictEntries(m, dict), count = dictEntryCount(m, dict);
  if (count === 0 || i32[first + 1] !== 0) return count === 0 ? 0 : first;
  let at = i32[first];
  while (at < count && i32[first + at * 3 + 1] === 0) at++;
  i32[first] = at;
  return at < count ? first + at * 3 : 0;
}

/** Forgets deleted entries at the end. Room that they had is not used again: the table still knows them. */
function trim(m: ObjectMemory, dict: Address): void {
  const i32 = m.i32;
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const entries = dictEntries(m, dict), written = i32[storage + 1];
  let kept = written;
  while (kept > 0 && i32[entries + kept * 3 - 2] === 0) kept--;
  i32[storage + 1] = kept;
  i32[storage + 2] -= written - kept;
}

/** Removes an entry as `dictRemove` does; what is deleted at the end is not looked at again. */
export function dictRemoveAtEnds(m: ObjectMemory, dict: Address, entry: number): void {
  dictRemove(m, dict, entry);
  // A dict that is empty has started over.
  if (m.i32[(dict + DICT_USED) >>> 2] > 0) trim(m, dict);
}

/** Word of the table that points at a live entry. */
function tableWord(m: ObjectMemory, dict: Address, entry: number): number {
  const i32 = m.i32;
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage], table = storage + HEADER_WORDS;
  const position = dictPosition(m, dict, entry) + 1;
  let perturb = i32[entry] >>> 0;
  let index = perturb & mask;
  while (i32[table + index] !== position) {
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
  return table + index;
}

/** Moves a live entry to a position where nothing lives. */
function relocate(m: ObjectMemory, dict: Address, entry: number, position: number): void {
  const i32 = m.i32;
  const first = dictEntries(m, dict), target = first + position * 3;
  const word = tableWord(m, dict, entry);
  i32[target] = i32[entry];
  i32[target + 2] = i32[entry + 2];
  i32[target + 1] = i32[entry + 1];
  i32[word] = position + 1;
  i32[entry + 1] = 0;
  i32[entry + 2] = 0;
  if (entry === first) i32[entry] = 1;
  i32[(dict + DICT_VERSION) >>> 2] = m.newVersion();
}

/** The entry of a key that is there: of that very object. */
function entryOfKey(m: ObjectMemory, dict: Address, key: number, hash: number): number {
  const i32 = m.i32;
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage], table = storage + HEADER_WORDS;
  const entries = dictEntries(m, dict);
  let perturb = hash >>> 0;
  let index = perturb & mask;
  for (;;) {
    const position = i32[table + index];
    const entry = entries + (position - 1) * 3;
    if (position > 0 && i32[entry + 1] === key) return entry;
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
}

/**
 * Makes a live entry the last one. The caller holds the dict's lock.
 *
 * @param entry Word index of the entry; it is not good any more afterwards.
 * @returns Whether there was memory; if not, the dict is unchanged.
 */
export function dictMoveToEnd(m: ObjectMemory, dict: Address, entry: number): boolean {
  if (entry === dictLastEntry(m, dict)) return true;
  const key = m.i32[entry + 1], hash = m.i32[entry];
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2];
  if (!dictMakeRoom(m, dict)) return false;
  const replaced = m.i32[(dict + DICT_STORAGE) >>> 2];
  const written = dictEntryCount(m, dict);
  relocate(m, dict, replaced === storage ? entry : entryOfKey(m, dict, key, hash), written);
  m.i32[(replaced >>> 2) + 1] = written + 1;
  return true;
}

/**
 * Makes a live entry the first one. The caller holds the dict's lock.
 *
 * @param entry Word index of the entry; it is not good any more afterwards.
 * @returns Whether there was memory; if not, the dict is unchanged.
 */
export function dictMoveToStart(m: ObjectMemory, dict: Address, entry: number): boolean {
  const i32 = m.i32;
  let front = dictFirstEntry(m, dict);
  if (entry === front) return true;
  if (front === dictEntries(m, dict)) {
    const key = i32[entry + 1], hash = i32[entry];
    // As many to come before the first as there are, and half as many behind the last: each copy pays for itself.
    const used = i32[(dict + DICT_USED) >>> 2], gap = used + MIN_GAP;
    if (!dictResize(m, dict, gap + used + (used >>> 1) + MIN_GAP, gap)) return false;
    entry = entryOfKey(m, dict, key, hash);
    front = dictFirstEntry(m, dict);
  }
  const first = dictEntries(m, dict), position = dictPosition(m, dict, front) - 1;
  relocate(m, dict, entry, position);
  if (position > 0) i32[first] = position;
  trim(m, dict);
  return true;
}
