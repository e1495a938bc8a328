/**
 * Exact dicts: lookups and changes under their critical section, with references counted. Subclass overrides
 * are ignored, as CPython's `PyDict_` functions do.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import {
  DICT_UNKNOWN,
  DICT_VERSION,
  dictEntries,
  dictEntryCount,
  dictFind,
  dictFindInterned,
  dictFindPlain,
  dictInsert,
  dictRemove,
  hasPlainItems,
  STR_HASH,
  STR_INTERNED,
  STR_KIND,
  strHash,
  T_DICT,
  T_STR,
  T_TUPLE,
  type Value,
} from "@orochi/object";
import { hashTuple } from "./builtins/tuple.ts";
import { keyHash } from "./key_hash.ts";
import { equals } from "./protocol/compare.ts";
import type { Vm } from "./vm.ts";

/** An empty dict. */
export function newDict(vm: Vm): Value {
  return vm.alloc(T_DICT, 16);
}

/** A dict of keys and values in turns (borrowed), `count` words that lie side by side; 0 if that failed. */
export function dictFromWords(vm: Vm, word: number, count: number): Value {
  const dict = newDict(vm), i32 = vm.i32;
  for (let i = word; dict !== 0 && i < word + count; i += 2) {
    if (set(vm, dict, i32[i], i32[i + 1])) continue;
    vm.decref(dict);
    return 0;
  }
  return dict;
}

/** Whether a value is an interned str of exactly the builtin type. */
export function isInterned(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && (vm.i32[value >>> 2] & 0xffff) === T_STR &&
    (vm.i32[(value + STR_KIND) >>> 2] & STR_INTERNED) !== 0;
}

/** Word index of a key's entry, 0 if there is none, -1 on failure. The caller holds the dict's section, and knows the hash. */
function findHashed(vm: Vm, dict: Value, key: Value, hash: number): number {
  const quick = isPlain(vm, key) ? dictFindPlain(vm.objects, dict, key, hash) : DICT_UNKNOWN;
  return quick !== DICT_UNKNOWN ? quick : dictFind(vm.objects, dict, key, hash, vm.keyEquals);
}

/** Whether a key is one that {@linkcode dictFindPlain} takes: a small int, a str of exactly the builtin type, a tuple of these. */
export function isPlain(vm: Vm, key: Value): boolean {
  if ((key & 1) === 1) return true;
  const type = vm.i32[key >>> 2] & 0xffff;
  return type === T_STR || (type === T_TUPLE && hasPlainItems(vm.objects, key));
}

/** The hash of a plain key. */
function plainHash(vm: Vm, key: Value): number {
  if ((key & 1) === 1) return key === -1 ? -2 : key >> 1;
  if ((vm.i32[key >>> 2] & 0xffff) === T_STR) {
    return vm.i32[(key + STR_HASH) >>> 2] || strHash(vm.objects, key);
  }
  const hash = hashTuple(vm, key);
  return hash === -1 ? -2 : hash;
}

/** What {@linkcode getPlain} returns where it can't tell: no Value is 2. */
export const ASK_FURTHER: Value = 2;

/**
 * The value of a plain key, a new reference; 0 if it is missing. Runs no code of Python's, raises nothing, and takes no
 * lock where it can do without.
 *
 * @returns ASK_FURTHER if the key is not plain, or only a comparison can tell, or another thread changed the dict.
 */
export function getPlain(vm: Vm, dict: Value, key: Value): Value {
  if (!isPlain(vm, key)) return ASK_FURTHER;
  const version = vm.i32[(dict + DICT_VERSION) >>> 2];
  const entry = dictFindPlain(vm.objects, dict, key, plainHash(vm, key));
  if (entry > 0) return vm.loadEntry(dict, entry + 2, version) || ASK_FURTHER;
  return entry === 0 && isMissing(vm, dict, version) ? 0 : ASK_FURTHER;
}

/**
 * Whether a key that was not found without a lock is not there: the dict's keys are still those of a version, and they
 * have places that they keep, which those of an OrderedDict have not.
 */
function isMissing(vm: Vm, dict: Value, version: number): boolean {
  return vm.i32[(dict + DICT_VERSION) >>> 2] === version &&
    (vm.i32[SINGLE] === 1 || (vm.i32[dict >>> 2] & 0xffff) === T_DICT);
}

/** Whether a dict has a plain key, 1 or 0; DICT_UNKNOWN, without an exception, where {@linkcode getPlain} can't tell. */
export function hasPlain(vm: Vm, dict: Value, key: Value): number {
  if (!isPlain(vm, key)) return DICT_UNKNOWN;
  const version = vm.i32[(dict + DICT_VERSION) >>> 2];
  const entry = dictFindPlain(vm.objects, dict, key, plainHash(vm, key));
  if (entry === 0) return isMissing(vm, dict, version) ? 0 : DICT_UNKNOWN;
  if (vm.i32[(dict + DICT_VERSION) >>> 2] !== version) return DICT_UNKNOWN;
  return entry > 0 ? 1 : entry;
}

/**
 * Sets a plain key; both are borrowed. Runs no code of Python's but for what dies.
 *
 * @returns Whether it did; if not, nothing has changed and no exception is set.
 */
export function setPlain(vm: Vm, dict: Value, key: Value, value: Value): boolean {
  if (!isPlain(vm, key)) return false;
  const i32 = vm.i32;
  const hash = plainHash(vm, key);
  const single = i32[SINGLE] === 1;
  if (!single) vm.lock.begin(dict);
  const entry = dictFindPlain(vm.objects, dict, key, hash);
  let old = 0;
  let done = entry !== DICT_UNKNOWN;
  if (entry > 0) {
    old = i32[entry + 2];
    i32[entry + 2] = vm.keep(value);
  } else if (done) {
    vm.incref(key);
    vm.incref(value);
    done = dictInsert(vm.objects, dict, key, hash, value);
  }
  if (!single) vm.lock.end();
  if (old !== 0) vm.decref(old);
  else if (!done && entry === 0) {
    vm.decref(key);
    vm.decref(value);
  }
  return done;
}

/** The value of a key, a new reference; 0 if it is missing (no exception) or failed. */
export function getOwned(vm: Vm, dict: Value, key: Value): Value {
  const quick = getPlain(vm, dict, key);
  if (quick !== ASK_FURTHER) return quick;
  const hash = keyHash(vm, key, "a dict key");
  return hash === 0 && vm.failed() ? 0 : getHashed(vm, dict, key, hash);
}

/** {@linkcode getOwned} of a key whose hash is known. */
export function getHashed(vm: Vm, dict: Value, key: Value, hash: number): Value {
  vm.lock.begin(dict);
  const entry = findHashed(vm, dict, key, hash);
  const value = entry > 0 ? vm.keep(vm.i32[entry + 2]) : 0;
  vm.lock.end();
  return value;
}

/** The value of a key, borrowed; 0 if missing or failed. Only where the dict can't lose it meanwhile. */
export function get(vm: Vm, dict: Value, key: Value): Value {
  const hash = keyHash(vm, key, "a dict key");
  const entry = hash === 0 && vm.failed() ? -1 : findHashed(vm, dict, key, hash);
  return entry > 0 ? vm.i32[entry + 2] : 0;
}

/** Whether a key is there: 1 or 0; -1 on failure. */
export function contains(vm: Vm, dict: Value, key: Value): number {
  const quick = hasPlain(vm, dict, key);
  if (quick >= 0) return quick;
  const hash = keyHash(vm, key, "a dict key");
  if (hash === 0 && vm.failed()) return -1;
  vm.lock.begin(dict);
  const entry = findHashed(vm, dict, key, hash);
  vm.lock.end();
  return entry > 0 ? 1 : entry;
}

/** The value of an interned str, borrowed; 0 if missing. Takes no lock: storage outlives its readers (QSBR). */
export function getInterned(vm: Vm, dict: Value, key: Value): Value {
  const entry = dictFindInterned(vm.objects, dict, key, vm.i32[(key + STR_HASH) >>> 2]);
  return entry === 0 ? 0 : vm.i32[entry + 2];
}

/** The value of a name, borrowed. */
export function getString(vm: Vm, dict: Value, key: string): Value {
  const name = vm.intern(key);
  return name === 0 ? 0 : getInterned(vm, dict, name);
}

/** Sets a key; both are borrowed. A key or value that could not be made (0) is a failure, whose exception is set. */
export function set(vm: Vm, dict: Value, key: Value, value: Value): boolean {
  if (key === 0 || value === 0) return false;
  if (setPlain(vm, dict, key, value)) return true;
  const hash = keyHash(vm, key, "a dict key");
  return !(hash === 0 && vm.failed()) && setHashed(vm, dict, key, hash, value);
}

/** {@linkcode set} of a key whose hash is known. */
export function setHashed(vm: Vm, dict: Value, key: Value, hash: number, value: Value): boolean {
  vm.lock.begin(dict);
  const entry = findHashed(vm, dict, key, hash);
  let old = 0;
  let done = entry >= 0;
  if (entry > 0) {
    old = vm.i32[entry + 2];
    vm.i32[entry + 2] = vm.keep(value);
  } else if (entry === 0) {
    vm.incref(key);
    vm.incref(value);
    done = dictInsert(vm.objects, dict, key, hash, value);
  }
  vm.lock.end();
  // Dropped outside the section: it may run any code.
  if (old !== 0) vm.decref(old);
  if (entry === 0 && !done) {
    vm.decref(key);
    vm.decref(value);
    vm.raiseMemory();
  }
  return done;
}

/** The key's value, after storing `fallback` (borrowed) if it was missing: a new reference; 0 on failure. */
export function setDefault(vm: Vm, dict: Value, key: Value, fallback: Value): Value {
  const hash = keyHash(vm, key, "a dict key");
  if (hash === 0 && vm.failed()) return 0;
  vm.lock.begin(dict);
  const entry = findHashed(vm, dict, key, hash);
  let value = 0;
  let full = false;
  if (entry > 0) value = vm.keep(vm.i32[entry + 2]);
  else if (entry === 0) {
    full = !dictInsert(vm.objects, dict, key, hash, fallback);
    if (!full) {
      vm.incref(key);
      vm.incref(fallback);
      value = vm.keep(fallback);
    }
  }
  vm.lock.end();
  return full ? vm.raiseMemory() : value;
}

/** Removes a key: 1 if it was there, 0 if not, -1 on failure. */
export function remove(vm: Vm, dict: Value, key: Value): number {
  const value = take(vm, dict, key);
  if (value === 0) return vm.failed() ? -1 : 0;
  vm.decref(value);
  return 1;
}

/** Removes a key and returns its value (owned); 0 if it is missing (no exception) or on failure. */
export function take(vm: Vm, dict: Value, key: Value): Value {
  const hash = keyHash(vm, key, "a dict key");
  if (hash === 0 && vm.failed()) return 0;
  vm.lock.begin(dict);
  const entry = findHashed(vm, dict, key, hash);
  let stored = 0, value = 0;
  if (entry > 0) {
    stored = vm.i32[entry + 1];
    value = vm.i32[entry + 2];
    dictRemove(vm.objects, dict, entry);
  }
  vm.lock.end();
  if (stored !== 0) vm.decref(stored);
  return value;
}

/** Calls back with each key and value (borrowed, kept alive over the call) and the key's hash until it returns false. */
export function iterate(
  vm: Vm,
  dict: Value,
  each: (key: Value, value: Value, hash: number) => boolean,
): boolean {
  for (let i = 0; i < dictEntryCount(vm.objects, dict); i++) {
    vm.lock.begin(dict);
    const entry = dictEntries(vm.objects, dict) + i * 3;
    const key = vm.keep(vm.i32[entry + 1]);
    const value = key === 0 ? 0 : vm.keep(vm.i32[entry + 2]), hash = vm.i32[entry];
    vm.lock.end();
    if (key === 0) continue;
    const more = each(key, value, hash);
    vm.decref(key);
    vm.decref(value);
    if (!more) return false;
  }
  return true;
}

/** Compares dict keys for the storage functions: as `equals`. */
export function makeKeyEquals(vm: Vm): (stored: Value, wanted: Value) => number {
  return (stored, wanted) => {
    vm.incref(stored);
    const same = equals(vm, stored, wanted);
    vm.decref(stored);
    return same;
  };
}

/** Copies all items of an exact dict into another. */
export function update(vm: Vm, target: Value, source: Value): boolean {
  return iterate(vm, source, (key, value) => set(vm, target, key, value));
}
