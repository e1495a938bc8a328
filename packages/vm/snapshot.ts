/**
 * The items of a dict, a view of one, or a set, taken in one step: other threads may change the container before or
 * after, but not in between, so that `list(d)` can't fail for them.
 *
 * @module
 */
import {
  dictEntries,
  dictEntryCount,
  PARTS_FIRST,
  setKeyWord,
  setNext,
  T_DICT,
  T_DICT_ITEMS,
  T_DICT_KEYS,
  T_DICT_VALUES,
  T_FROZENSET,
  T_ORDERED_DICT,
  T_ORDERED_ITEMS,
  T_ORDERED_KEYS,
  T_ORDERED_VALUES,
  T_SET,
  type Value,
} from "@orochi/object";
import type { Vm } from "./vm.ts";

/** Whether {@linkcode snapshot} knows the type of a value. */
export function hasSnapshot(vm: Vm, value: Value): boolean {
  switch (vm.typeIndex(value)) {
    case T_DICT:
    case T_DICT_KEYS:
    case T_DICT_VALUES:
    case T_DICT_ITEMS:
    case T_ORDERED_DICT:
    case T_ORDERED_KEYS:
    case T_ORDERED_VALUES:
    case T_ORDERED_ITEMS:
    case T_SET:
    case T_FROZENSET:
      return true;
    default:
      return false;
  }
}

/** The items of a container that {@linkcode hasSnapshot} (new references); null with MemoryError. */
export function snapshot(vm: Vm, source: Value): Value[] | null {
  const type = vm.typeIndex(source);
  if (type === T_SET || type === T_FROZENSET) return snapshotOfSet(vm, source);
  const i32 = vm.i32;
  const itself = type === T_DICT || type === T_ORDERED_DICT;
  const pairs = type === T_DICT_ITEMS || type === T_ORDERED_ITEMS;
  const wanted = type === T_DICT_VALUES || type === T_ORDERED_VALUES ? 2 : 1;
  const dict = itself ? source : i32[(source + PARTS_FIRST) >>> 2];
  const items: Value[] = [];
  vm.lock.begin(dict);
  const entries = dictEntries(vm.objects, dict);
  const end = entries + dictEntryCount(vm.objects, dict) * 3;
  for (let entry = entries; entry < end; entry += 3) {
    if (i32[entry + 1] === 0) continue;
    items.push(vm.keep(i32[entry + wanted]));
    if (pairs) items.push(vm.keep(i32[entry + 2]));
  }
  vm.lock.end();
  return pairs ? paired(vm, items) : items;
}

function snapshotOfSet(vm: Vm, set: Value): Value[] {
  const items: Value[] = [];
  vm.lock.begin(set);
  for (let at = setNext(vm.objects, set, 0); at >= 0; at = setNext(vm.objects, set, at + 1)) {
    items.push(vm.keep(vm.i32[setKeyWord(vm.objects, set, at)]));
  }
  vm.lock.end();
  return items;
}

/** Keys and values, one after another (stolen), as tuples of two. */
function paired(vm: Vm, items: readonly Value[]): Value[] | null {
  const pairs: Value[] = [];
  for (let i = 0; i < items.length; i += 2) {
    const pair = vm.newTuple([items[i], items[i + 1]]);
    if (pair !== 0) {
      pairs.push(pair);
      continue;
    }
    for (let k = i + 2; k < items.length; k++) vm.decref(items[k]);
    for (const made of pairs) vm.decref(made);
    return null;
  }
  return pairs;
}
