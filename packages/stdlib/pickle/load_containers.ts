/**
 * What a pickle puts into lists and dicts, several items at a time and with their references.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import {
  type Address,
  DICT_STORAGE,
  dictFindPlain,
  dictInsert,
  dictResize,
  LIST_ITEMS,
  LIST_LENGTH,
  listResize,
  setFind,
  setInsert,
  STR_HASH,
  strHash,
  T_STR,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** The small int whose hash is not itself. */
const MINUS_ONE: Value = -1;
/** Entries for which a dict has room as soon as it has one. */
const SMALL_DICT = 5;

/** Adds values to an exact list, which takes their references. False with MemoryError set: then none is taken. */
export function extendList(
  vm: Vm,
  list: Address,
  values: Int32Array,
  from: number,
  count: number,
): boolean {
  const i32 = vm.i32;
  vm.lock.begin(list);
  const length = i32[(list + LIST_LENGTH) >>> 2];
  const done = listResize(vm.objects, list, length + count);
  if (done) {
    const first = (i32[(list + LIST_ITEMS) >>> 2] >>> 2) + length;
    for (let k = 0; k < count; k++) i32[first + k] = values[from + k];
  }
  vm.lock.end();
  return done || vm.raiseMemory() !== 0;
}

/** Gives an exact dict that never held anything room for some entries, so that it need not grow on the way. */
export function expectEntries(vm: Vm, dict: Address, count: number): void {
  if (count <= SMALL_DICT) return;
  vm.lock.begin(dict);
  // Without memory for it the dict grows as it can.
  if (vm.i32[(dict + DICT_STORAGE) >>> 2] === 0) dictResize(vm.objects, dict, count);
  vm.lock.end();
}

/** Adds an element to a set, which takes its reference. False with an exception set: it did not. */
export function addElement(vm: Vm, set: Address, element: Value): boolean {
  if (vm.i32[SINGLE] === 1 && (element & 1) === 1) {
    const hash = element === MINUS_ONE ? -2 : element >> 1;
    const found = setFind(vm.objects, set, element, hash, vm.keyEquals);
    if (found === 0) return setInsert(vm.objects, set, element, hash) || vm.raiseMemory() !== 0;
    return found > 0;
  }
  if (!vm.setAdd(set, element)) return false;
  vm.decref(element);
  return true;
}

/** Stores a value under a key in an exact dict, which takes both references. False with an exception set: it took none. */
export function storeEntry(vm: Vm, dict: Address, key: Value, value: Value): boolean {
  const i32 = vm.i32;
  if (i32[SINGLE] === 1 && (key & 1) === 0 && (i32[key >>> 2] & 0xffff) === T_STR) {
    const hash = i32[(key + STR_HASH) >>> 2] || strHash(vm.objects, key);
    if (dictFindPlain(vm.objects, dict, key, hash) === 0) {
      return dictInsert(vm.objects, dict, key, hash, value) || vm.raiseMemory() !== 0;
    }
  }
  if (!vm.dictSet(dict, key, value)) return false;
  vm.decref(key);
  vm.decref(value);
  return true;
}
