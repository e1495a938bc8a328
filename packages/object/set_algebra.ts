/**
 * Operators of two sets whose keys can be told apart by looking at them: small ints, strs, tuples of these, and whatever
 * has another hash or is the same object. Nothing here runs code of a program, so what holds the sets' locks holds them throughout.
 * Elements end up where CPython's `set_or`, `set_and`, `set_sub` and `set_xor` have them.
 *
 * @module
 */
import { SET_FILL, SET_MASK, SET_TABLE, SET_USED } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { samePlain } from "./plain_keys.ts";
import { setInsert, setRemove, setResize, setTakeKeys } from "./set.ts";
import type { Address, Value } from "./value.ts";

/** What the operators answer: the result is whole. */
export const SET_DONE = 1;
/** There was no memory; the result holds keys that nobody counts. */
export const SET_NO_MEMORY = 0;
/** Two keys would have to be compared by code; the result holds keys that nobody counts. */
export const SET_UNDECIDED = -1;

/** Neighbours looked at before the sequence jumps: as in `set.ts`. */
const LINEAR_PROBES = 9;

/**
 * Finds a key.
 *
 * @returns Word index of its pair, 0 if there is none, -1 where only a comparison can tell.
 */
export function setFindPlain(m: ObjectMemory, set: Address, key: Value, hash: number): number {
  const i32 = m.i32, table = i32[(set + SET_TABLE) >>> 2] >>> 2;
  if (table === 0) return 0;
  const mask = i32[(set + SET_MASK) >>> 2];
  let perturb = hash >>> 0;
  for (let index = perturb & mask;;) {
    const probes = index + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
    for (let pair = table + index * 2, last = pair + probes * 2; pair <= last; pair += 2) {
      const stored = i32[pair + 1];
      if (stored === 0) {
        if (i32[pair] === 0) return 0;
      } else if (stored === key) {
        return pair;
      } else if (i32[pair] === hash) {
        const same = samePlain(m, stored, key);
        if (same !== 0) return same < 0 ? -1 : pair;
      }
    }
    perturb >>>= 5;
    index = (index * 5 + 1 + perturb) & mask;
  }
}

/**
 * Fills a new, empty set with the keys of one set that another one has, or has not.
 *
 * @param wanted Whether it is to have them.
 */
export function setSelect(
  m: ObjectMemory,
  result: Address,
  set: Address,
  other: Address,
  wanted: boolean,
): number {
  const i32 = m.i32, table = i32[(set + SET_TABLE) >>> 2] >>> 2;
  let left = i32[(set + SET_USED) >>> 2];
  for (let pair = table; left > 0; pair += 2) {
    const key = i32[pair + 1];
    if (key === 0) continue;
    left--;
    const found = setFindPlain(m, other, key, i32[pair]);
    if (found < 0) return SET_UNDECIDED;
    if ((found > 0) === wanted && !setInsert(m, result, key, i32[pair])) return SET_NO_MEMORY;
  }
  return SET_DONE;
}

/** Fills a new, empty set with the keys of one set without those of another one. */
export function setSubtract(m: ObjectMemory, result: Address, set: Address, other: Address): number {
  const i32 = m.i32, used = i32[(set + SET_USED) >>> 2], others = i32[(other + SET_USED) >>> 2];
  if (!copiesToSubtract(used, others)) return setSelect(m, result, set, other, false);
  return setTakeKeys(m, result, set) ? setRemoveAll(m, result, other, false) : SET_NO_MEMORY;
}

/**
 * Takes the keys of one set out of another one that nobody else knows.
 *
 * @param adds Whether those that it has not are put into it instead; they are not counted.
 */
function setRemoveAll(m: ObjectMemory, result: Address, set: Address, adds: boolean): number {
  const i32 = m.i32;
  let left = i32[(set + SET_USED) >>> 2];
  for (let pair = i32[(set + SET_TABLE) >>> 2] >>> 2; left > 0; pair += 2) {
    const key = i32[pair + 1];
    if (key === 0) continue;
    left--;
    const found = setFindPlain(m, result, key, i32[pair]);
    if (found < 0) return SET_UNDECIDED;
    if (found > 0) setRemove(m, result, found);
    else if (adds && !setInsert(m, result, key, i32[pair])) return SET_NO_MEMORY;
  }
  return SET_DONE;
}

/** Whether CPython copies a set of so many keys and takes those of another one out, instead of collecting what is left. */
export function copiesToSubtract(used: number, others: number): boolean {
  return used >> 2 > others;
}

/** Fills a new, empty set with the keys of one set and those of another one that the first has not. */
export function setUnite(m: ObjectMemory, result: Address, set: Address, other: Address): number {
  if (!setTakeKeys(m, result, set)) return SET_NO_MEMORY;
  return set === other ? SET_DONE : setJoin(m, result, other);
}

/** Gives a set that nobody else knows the keys of another one that it has not: the new keys are not counted. */
function setJoin(m: ObjectMemory, result: Address, other: Address): number {
  const i32 = m.i32, count = i32[(other + SET_USED) >>> 2];
  if (count === 0) return SET_DONE;
  const used = i32[(result + SET_USED) >>> 2];
  if (used === 0 && i32[(result + SET_TABLE) >>> 2] === 0) {
    return setTakeKeys(m, result, other) ? SET_DONE : SET_NO_MEMORY;
  }
  if ((i32[(result + SET_FILL) >>> 2] + count) * 5 >= i32[(result + SET_MASK) >>> 2] * 3) {
    if (!setResize(m, result, (used + count) * 2)) return SET_NO_MEMORY;
  }
  let left = count;
  for (let pair = i32[(other + SET_TABLE) >>> 2] >>> 2; left > 0; pair += 2) {
    const key = i32[pair + 1];
    if (key === 0) continue;
    left--;
    const found = setFindPlain(m, result, key, i32[pair]);
    if (found < 0) return SET_UNDECIDED;
    if (found === 0 && !setInsert(m, result, key, i32[pair])) return SET_NO_MEMORY;
  }
  return SET_DONE;
}

/** Fills a new, empty set with the keys that only one of two sets has. */
export function setToggle(m: ObjectMemory, result: Address, set: Address, other: Address): number {
  return setTakeKeys(m, result, other) ? setRemoveAll(m, result, set, true) : SET_NO_MEMORY;
}
