/**
 * Storage of dicts: entries in order of insertion, and an open-addressing table of positions (CPython 3.6's
 * compact dict, after Hettinger).
 *
 *     storage   +0 mask   +4 entries written   +8 room for entries
 *               +12 table: mask + 1 words; 0 empty, -1 was deleted, else position + 1
 *               then entries of three words: hash, key, value; key 0 was deleted
 *
 * Where the first entry was deleted, its word of the hash says how many entries at least are deleted from there on.
 * Entries written = used + deleted. The table always has an empty word, so probing ends. Storage is replaced
 * as a whole (publish, then free after a grace period), so a reader without the lock sees old or new.
 *
 * @module
 */
import { DICT_STORAGE, DICT_USED, DICT_VERSION, STR_INTERNED, STR_KIND } from "./layout.ts";
import { LAYOUT_TABLE } from "@orochi/heap";
import type { ObjectMemory } from "./object_memory.ts";
import { samePlain } from "./plain_keys.ts";
import { strEquals } from "./str.ts";
import { T_STR } from "./type_index.ts";
import type { Address, Value } from "./value.ts";

/** Words before the table. */
const HEADER_WORDS = 3;
const MIN_SIZE = 8;
/** So many words are cleared in a loop. */
const MAX_LOOP_WORDS = 32;

/**
 * Entries that a full dict with so many gets room for. A small one has room for three times as many. A large one fills
 * its table, where it does not yet by a twentieth, before it gets a larger one, and has an eighth more of them each time,
 * which mostly is a copy of its storage as it stands: so an entry takes 12 to 13.5 bytes and 5 to 10 of the table, and
 * that is 20 on the average of all sizes.
 */
function grown(used: number): number {
  if (used < LARGE) return Math.max(roomOf(MIN_SIZE), used * 3);
  const least = used + Math.floor(used / 20), wanted = used + (used >>> 3);
  let size = MIN_SIZE;
  while (roomOf(size) < least) size *= 2;
  return Math.min(roomOf(size), wanted);
}

/** Compares a stored key with the wanted one: 1 equal, 0 different, -1 failed. */
export type KeyEquals = (stored: Value, wanted: Value) => number;

/** Entries from which on a dict is large: memory matters more than another copy. */
const LARGE = 4096;

/** Room for entries in a table of a size. */
function roomOf(size: number): number {
  return size <= LARGE ? Math.floor(size * 2 / 3) : Math.floor(size * 4 / 5);
}

/** Word index of a dict's first entry, or 0 while it has no storage. */
export function dictEntries(m: ObjectMemory, dict: Address): number {
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  return storage === 0 ? 0 : storage + HEADER_WORDS + m.i32[storage] + 1;
}

/** Entries written so far, deleted ones included. */
export function dictEntryCount(m: ObjectMemory, dict: Address): number {
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  return storage === 0 ? 0 : m.i32[storage + 1];
}

/**
 * Finds a key that is an interned str. Strs and instances of its subclasses with the same characters are found;
 * an object of another type that is equal to a str is not: use {@linkcode dictFind} where that matters.
 *
 * @param hash The key's hash, as `strHash` gives it.
 * @returns Word index of the entry (hash, key, value), or 0.
 */
export function dictFindInterned(m: ObjectMemory, dict: Address, key: Value, hash: number): number {
  const i32 = m.i32;
  // A dict without storage reads the null page: a table of one empty word.
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage];
  const position = i32[storage + HEADER_WORDS + (hash & mask)];
  if (position === 0) return 0;
  // Most keys are where their hash says: the short case is inlined into callers, the rest is not.
  const entry = storage + mask + 1 + position * 3;
  if (position > 0 && i32[entry + 1] === key) return entry;
  return findInternedSlow(m, storage, key, hash);
}

function findInternedSlow(m: ObjectMemory, storage: number, key: Value, hash: number): number {
  const i32 = m.i32;
  const mask = i32[storage];
  const table = storage + HEADER_WORDS;
  const entries = table + mask + 1;
  let perturb = hash >>> 0;
  let index = perturb & mask;
  for (;;) {
    const position = i32[table + index];
    if (position === 0) return 0;
    if (position > 0) {
      const entry = entries + (position - 1) * 3;
      const stored = i32[entry + 1];
      if (stored === key || (i32[entry] === hash && equalsInterned(m, stored, key))) return entry;
    }
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
}

/** Whether a stored key that is not the same object as an interned str has its characters. */
function equalsInterned(m: ObjectMemory, stored: Value, key: Value): boolean {
  if (stored === 0 || (stored & 1) === 1) return false;
  const typeIndex = m.i32[stored >>> 2] & 0xffff;
  if (typeIndex !== T_STR && m.u16[(LAYOUT_TABLE >>> 1) + typeIndex] !== T_STR) return false;
  return (m.i32[(stored + STR_KIND) >>> 2] & STR_INTERNED) === 0 && strEquals(m, stored, key);
}

/** What {@linkcode dictFindPlain} returns where only a comparison that may run Python can tell. */
export const DICT_UNKNOWN = -1;

/**
 * Finds a key that is a small int, a str of exactly the builtin type or a tuple of these, without running any code of Python's.
 *
 * The caller holds the dict's lock, or is the only thread, or takes the answer for true only where the dict's keys
 * version is still the one from before: its keys live as long as that is the same, and storage outlives its readers.
 *
 * @param hash The key's hash: what a dict keeps for it.
 * @returns Word index of the entry, 0 if there is none, or DICT_UNKNOWN.
 */
export function dictFindPlain(m: ObjectMemory, dict: Address, key: Value, hash: number): number {
  const i32 = m.i32;
  // A dict without storage reads the null page: a table of one empty word.
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage];
  const table = storage + HEADER_WORDS, entries = table + mask + 1;
  let perturb = hash >>> 0;
  let index = perturb & mask;
  for (;;) {
    const position = i32[table + index];
    if (position === 0) return 0;
    if (position > 0) {
      const entry = entries + (position - 1) * 3;
      const stored = i32[entry + 1];
      if (stored === key) return entry;
      if (i32[entry] === hash && stored !== 0) {
        // An int may equal a float, a str one of a subclass.
        const same = samePlain(m, stored, key);
        if (same !== 0) return same < 0 ? DICT_UNKNOWN : entry;
      }
    }
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
}

/**
 * Finds any key. The comparison may run Python, which may change the dict: then the search starts again.
 *
 * @returns Word index of the entry, 0 if there is none, -1 if a comparison failed.
 */
export function dictFind(
  m: ObjectMemory,
  dict: Address,
  key: Value,
  hash: number,
  equals: KeyEquals,
): number {
  const i32 = m.i32;
  restart: for (;;) {
    const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
    if (storage === 0) return 0;
    const version = i32[(dict + DICT_VERSION) >>> 2];
    const mask = i32[storage];
    const table = storage + HEADER_WORDS;
    const entries = table + mask + 1;
    let perturb = hash >>> 0;
    let index = perturb & mask;
    for (;;) {
      const position = i32[table + index];
      if (position === 0) return 0;
      if (position > 0) {
        const entry = entries + (position - 1) * 3;
        const stored = i32[entry + 1];
        if (stored === key) return entry;
        if (i32[entry] === hash && stored !== 0) {
          const same = equals(stored, key);
          if (same < 0) return -1;
          if (i32[(dict + DICT_VERSION) >>> 2] !== version) continue restart;
          if (same > 0) return entry;
        }
      }
      perturb >>>= 5;
      index = (index * 5 + perturb + 1) & mask;
    }
  }
}

/**
 * Makes room behind the last entry written, in new storage where there is none.
 *
 * @returns Whether there was memory; if not, the dict is unchanged.
 */
export function dictMakeRoom(m: ObjectMemory, dict: Address): boolean {
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  if (storage !== 0 && m.i32[storage + 1] < m.i32[storage + 2]) return true;
  return dictResize(m, dict, grown(m.i32[(dict + DICT_USED) >>> 2]));
}

/**
 * Adds a key that is not there; key and value are moved in.
 *
 * @returns Whether there was memory; if not, the dict is unchanged.
 */
export function dictInsert(m: ObjectMemory, dict: Address, key: Value, hash: number, value: Value): boolean {
  const i32 = m.i32;
  if (!dictMakeRoom(m, dict)) return false;
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage];
  const table = storage + HEADER_WORDS;
  const position = i32[storage + 1];
  const entry = table + mask + 1 + position * 3;
  i32[entry] = hash;
  i32[entry + 2] = value;
  i32[entry + 1] = key;
  let perturb = hash >>> 0;
  let index = perturb & mask;
  while (i32[table + index] > 0) {
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
  i32[table + index] = position + 1;
  i32[storage + 1] = position + 1;
  i32[(dict + DICT_USED) >>> 2]++;
  i32[(dict + DICT_VERSION) >>> 2] = m.newVersion();
  return true;
}

/** Word index of the first live entry at a position or after it, or 0. Its position is {@linkcode dictPosition}. */
export function dictNextEntry(m: ObjectMemory, dict: Address, position: number): number {
  const first = dictEntries(m, dict);
  const count = dictEntryCount(m, dict);
  for (let i = position; i < count; i++) if (m.i32[first + i * 3 + 1] !== 0) return first + i * 3;
  return 0;
}

/** Word index of the live entry that was added last, or 0 (`popitem`). */
export function dictLastEntry(m: ObjectMemory, dict: Address): number {
  const first = dictEntries(m, dict);
  for (let i = dictEntryCount(m, dict) - 1; i >= 0; i--) {
    if (m.i32[first + i * 3 + 1] !== 0) return first + i * 3;
  }
  return 0;
}

/** Position of an entry in order of insertion, deleted ones counted. */
export function dictPosition(m: ObjectMemory, dict: Address, entry: number): number {
  return (entry - dictEntries(m, dict)) / 3;
}

/**
 * Gives an empty dict the entries of another, whose references the caller has counted or counts then.
 *
 * @returns Whether there was memory; if not, the target is still empty.
 */
export function dictCopy(m: ObjectMemory, target: Address, source: Address): boolean {
  const i32 = m.i32;
  const used = i32[(source + DICT_USED) >>> 2];
  if (used === 0) return true;
  let size = MIN_SIZE;
  while (roomOf(size) < used) size *= 2;
  const address = makeStorage(m, size, size <= LARGE ? roomOf(size) : used);
  if (address === 0) return false;
  fillStorage(m, address >>> 2, dictEntries(m, source), dictEntryCount(m, source), 0);
  const previous = i32[(target + DICT_STORAGE) >>> 2];
  i32[(target + DICT_STORAGE) >>> 2] = address;
  i32[(target + DICT_USED) >>> 2] = used;
  i32[(target + DICT_VERSION) >>> 2] = m.newVersion();
  m.heap.freeRawLater(previous);
  return true;
}

/** Removes an entry; the caller has taken key and value out. */
export function dictRemove(m: ObjectMemory, dict: Address, entry: number): void {
  const i32 = m.i32;
  const storage = i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const mask = i32[storage];
  const table = storage + HEADER_WORDS;
  const position = (entry - (table + mask + 1)) / 3 + 1;
  let perturb = i32[entry] >>> 0;
  let index = perturb & mask;
  while (i32[table + index] !== position) {
    perturb >>>= 5;
    index = (index * 5 + perturb + 1) & mask;
  }
  i32[table + index] = -1;
  i32[entry + 1] = 0;
  i32[entry + 2] = 0;
  if (position === 1) i32[entry] = 1;
  if (--i32[(dict + DICT_USED) >>> 2] === 0) {
    // An empty dict starts over, so that a queue kept in a dict does not creep through its storage.
    i32.fill(0, table, table + mask + 1);
    i32[storage + 1] = 0;
  }
  i32[(dict + DICT_VERSION) >>> 2] = m.newVersion();
}

/** Empty storage with a table of a size, a power of two, and room for entries; 0 when the heap is exhausted. */
function makeStorage(m: ObjectMemory, size: number, room: number): Address {
  const i32 = m.i32;
  const address = m.heap.allocRaw((HEADER_WORDS + size + room * 3) * 4);
  if (address === 0) return 0;
  const storage = address >>> 2;
  i32[storage] = size - 1;
  i32[storage + 1] = 0;
  i32[storage + 2] = room;
  // A small table is cleared in a loop, which costs less than a call.
  const table = storage + HEADER_WORDS;
  if (size > MAX_LOOP_WORDS) i32.fill(0, table, table + size);
  else for (let k = 0; k < size; k++) i32[table + k] = 0;
  return address;
}

/** Copies the live entries among `count` ones to empty storage that has room for them, behind a gap of deleted ones. */
function fillStorage(m: ObjectMemory, storage: number, entries: number, count: number, gap: number): void {
  const i32 = m.i32;
  const mask = i32[storage];
  const table = storage + HEADER_WORDS;
  let written = gap;
  let target = table + mask + 1;
  if (gap > 0) {
    i32.fill(0, target, target + gap * 3);
    i32[target] = gap;
    target += gap * 3;
  }
  for (let i = 0, entry = entries; i < count; i++, entry += 3) {
    if (i32[entry + 1] === 0) continue;
    i32[target] = i32[entry];
    i32[target + 1] = i32[entry + 1];
    i32[target + 2] = i32[entry + 2];
    let perturb = i32[entry] >>> 0;
    let index = perturb & mask;
    while (i32[table + index] !== 0) {
      perturb >>>= 5;
      index = (index * 5 + perturb + 1) & mask;
    }
    i32[table + index] = ++written;
    target += 3;
  }
  i32[storage + 1] = written;
}

/** Copies table and entries, none of which is deleted, to storage that has a table of that size and room for them. */
function copyStorage(m: ObjectMemory, target: number, source: number, count: number): void {
  const words = HEADER_WORDS + m.i32[source] + 1 + count * 3, room = m.i32[target + 2];
  m.i32.copyWithin(target, source, source + words);
  m.i32[target + 2] = room;
}

/**
 * Moves the live entries to new storage for at least `wanted` entries.
 *
 * @param gap Entries before the first live one, which count as deleted; they are among the wanted ones.
 * @returns Whether there was memory; if not, the dict is unchanged.
 */
export function dictResize(m: ObjectMemory, dict: Address, wanted: number, gap = 0): boolean {
  const i32 = m.i32;
  let size = MIN_SIZE;
  while (roomOf(size) < wanted && size < 0x1000_0000) size *= 2;
  const least = i32[(dict + DICT_USED) >>> 2] + gap + 1;
  if (roomOf(size) < least || wanted < least) return false;
  const address = makeStorage(m, size, size <= LARGE ? roomOf(size) : wanted);
  if (address === 0) return false;
  const previous = i32[(dict + DICT_STORAGE) >>> 2];
  const count = dictEntryCount(m, dict), isWhole = count === i32[(dict + DICT_USED) >>> 2];
  // The table is the same where it has the same size, and no position of a deleted entry.
  if (isWhole && gap === 0 && i32[previous >>> 2] === size - 1) {
    copyStorage(m, address >>> 2, previous >>> 2, count);
  } else fillStorage(m, address >>> 2, dictEntries(m, dict), count, gap);
  i32[(dict + DICT_STORAGE) >>> 2] = address;
  i32[(dict + DICT_VERSION) >>> 2] = m.newVersion();
  m.heap.freeRawLater(previous);
  return true;
}

/** Takes the storage away, entries and all; the caller frees it after dropping what it holds. */
export function dictDetachStorage(m: ObjectMemory, dict: Address): Address {
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2];
  m.i32[(dict + DICT_STORAGE) >>> 2] = 0;
  m.i32[(dict + DICT_USED) >>> 2] = 0;
  m.i32[(dict + DICT_VERSION) >>> 2] = m.newVersion();
  return storage;
}

/** Calls back with key and value of each live entry in detached storage. */
export function visitDetachedStorage(
  m: ObjectMemory,
  storage: Address,
  each: (key: Value, value: Value) => void,
): void {
  if (storage === 0) return;
  const first = storage >>> 2;
  let entry = first + HEADER_WORDS + m.i32[first] + 1;
  for (let i = 0, count = m.i32[first + 1]; i < count; i++, entry += 3) {
    if (m.i32[entry + 1] !== 0) each(m.i32[entry + 1], m.i32[entry + 2]);
  }
}

/**
 * Checks a dict: the table leads to every live entry and to nothing else.
 *
 * @returns What is wrong, or null.
 */
export function checkDict(m: ObjectMemory, dict: Address): string | null {
  const storage = m.i32[(dict + DICT_STORAGE) >>> 2] >>> 2;
  const used = m.i32[(dict + DICT_USED) >>> 2];
  if (storage === 0) return used === 0 ? null : `has ${used} entries but no storage`;
  const entries = dictEntries(m, dict);
  const count = m.i32[storage + 1];
  const seen = new Set<number>();
  let live = 0;
  for (let i = 0; i <= m.i32[storage]; i++) {
    const position = m.i32[storage + HEADER_WORDS + i];
    if (position <= 0) continue;
    if (position > count || seen.has(position)) return `has a table word ${position} of ${count} entries`;
    seen.add(position);
  }
  for (let i = 0; i < count; i++) {
    const there = m.i32[entries + i * 3 + 1] !== 0;
    if (there) live++;
    if (there !== seen.has(i + 1)) return `has an entry ${i} that the table ${there ? "misses" : "keeps"}`;
  }
  return live === used ? null : `counts ${used} entries but has ${live}`;
}
