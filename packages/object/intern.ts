/**
 * The table of interned strs: shared by all Workers, read without a lock. Interned strs are immortal.
 *
 * @module
 */
import { buryLock, lockWord, unlockWord, VM_CONTROL } from "@orochi/heap";
import { STR_INTERNED, STR_KIND } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { SHAPE_LOCK } from "./shape.ts";
import { strEquals, strHash } from "./str.ts";
import type { Address } from "./value.ts";

const INTERN_LOCK = (VM_CONTROL + 4088) >>> 2;
/** Raw storage: mask, used, then addresses. */
const INTERN_TABLE = (VM_CONTROL + 4084) >>> 2;
const FIRST_SIZE = 1024;

function find(m: ObjectMemory, table: number, str: Address, hash: number): Address {
  if (table === 0) return 0;
  const mask = m.i32[table];
  for (let index = hash & mask;; index = (index + 1) & mask) {
    const stored = m.i32[table + 2 + index];
    if (stored === 0) return 0;
    if (strHash(m, stored) === hash && strEquals(m, stored, str)) return stored;
  }
}

function place(m: ObjectMemory, table: number, str: Address): void {
  const mask = m.i32[table];
  let index = strHash(m, str) & mask;
  while (m.i32[table + 2 + index] !== 0) index = (index + 1) & mask;
  Atomics.store(m.i32, table + 2 + index, str);
}

function grow(m: ObjectMemory, table: number): number {
  const size = table === 0 ? FIRST_SIZE : (m.i32[table] + 1) * 2;
  const storage = m.heap.allocRaw((size + 2) * 4);
  if (storage === 0) return 0;
  const fresh = storage >>> 2;
  m.i32.fill(0, fresh, fresh + size + 2);
  m.i32[fresh] = size - 1;
  if (table !== 0) {
    m.i32[fresh + 1] = m.i32[table + 1];
    for (let i = 0; i <= m.i32[table]; i++) {
      if (m.i32[table + 2 + i] !== 0) place(m, fresh, m.i32[table + 2 + i]);
    }
  }
  Atomics.store(m.i32, INTERN_TABLE, storage);
  if (table !== 0) m.heap.freeRawLater(table << 2);
  return fresh;
}

/**
 * The interned str equal to one.
 *
 * @param str A str of exactly the builtin type; becomes the interned one if there is none yet.
 * @param immortalise Called, under the table's lock, when `str` itself is put into the table.
 * @returns The interned str, or 0 when the heap is exhausted.
 */
export function internStr(m: ObjectMemory, str: Address, immortalise: (str: Address) => void): Address {
  if ((m.i32[(str + STR_KIND) >>> 2] & STR_INTERNED) !== 0) return str;
  const hash = strHash(m, str);
  const found = find(m, m.i32[INTERN_TABLE] >>> 2, str, hash);
  if (found !== 0) return found;
  lockWord(m.i32, INTERN_LOCK, m.heap.slot);
  let table = m.i32[INTERN_TABLE] >>> 2;
  let result = find(m, table, str, hash);
  if (result === 0) {
    if (table === 0 || m.i32[table + 1] * 2 > m.i32[table]) table = grow(m, table) || table;
    if (table !== 0 && m.i32[table + 1] < m.i32[table]) {
      immortalise(str);
      Atomics.or(m.i32, (str + STR_KIND) >>> 2, STR_INTERNED);
      m.i32[table + 1]++;
      place(m, table, str);
      result = str;
    }
  }
  unlockWord(m.i32, INTERN_LOCK);
  return result;
}

/** Gives back this package's locks if a slot has them whose Worker has ended. What they guard is whole at every step. */
export function buryObjectLocks(m: ObjectMemory, slot: number): void {
  for (const word of [INTERN_LOCK, SHAPE_LOCK]) buryLock(m.i32, word, slot);
}
