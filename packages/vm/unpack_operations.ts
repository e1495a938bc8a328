/**
 * Unpacking of iterables into registers, and the starred items of displays and calls.
 *
 * @module
 */
import {
  LIST_ITEMS,
  LIST_LENGTH,
  T_DICT,
  T_LIST,
  T_SET,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { dictMerge } from "./builtins/dict.ts";
import * as dicts from "./dicts.ts";
import { iterateSized } from "./protocol/iteration.ts";
import { lookup } from "./type_lookup.ts";
import { setUpdate } from "./builtins/set.ts";
import type { Vm } from "./vm.ts";

/** Items of an exact list or tuple (new references), or of any iterable up to `limit`; null on failure. */
function itemsOf(vm: Vm, source: Value, limit: number): Value[] | null {
  const items: Value[] = [];
  const type = vm.typeIndex(source);
  if (type === T_TUPLE || type === T_LIST) {
    vm.lock.begin(source);
    const count = vm.i32[(source + (type === T_TUPLE ? TUPLE_LENGTH : LIST_LENGTH)) >>> 2];
    const first = (type === T_TUPLE ? source + TUPLE_ITEMS : vm.i32[(source + LIST_ITEMS) >>> 2]) >>> 2;
    for (let i = 0; i < count; i++) items.push(vm.keep(vm.i32[first + i]));
    vm.lock.end();
    return items;
  }
  if (
    lookup(vm, vm.typeOf(source), vm.names.__iter__) === 0 &&
    lookup(vm, vm.typeOf(source), vm.names.__getitem__) === 0
  ) {
    vm.raiseType(`cannot unpack non-iterable ${vm.typeName(source)} object`);
    return null;
  }
  const iterator = vm.iter(source);
  if (iterator === 0) return null;
  while (items.length < limit) {
    const item = vm.next(iterator);
    if (item === 0) break;
    items.push(item);
  }
  vm.decref(iterator);
  if (!vm.failed()) return items;
  for (const item of items) vm.decref(item);
  return null;
}

function dropItems(vm: Vm, items: readonly Value[]): false {
  for (const item of items) vm.decref(item);
  return false;
}

/**
 * UNPACK_SEQUENCE.
 *
 * @param source Borrowed; the caller has moved it out of its register.
 * @param word Word index of the run; the first item goes to its last word.
 */
export function unpackSequence(vm: Vm, source: Value, word: number, count: number): boolean {
  if (vm.isExact(source, T_TUPLE) && vm.tupleLength(source) === count) {
    const first = (source + TUPLE_ITEMS) >>> 2;
    for (let i = 0; i < count; i++) vm.i32[word + count - 1 - i] = vm.keep(vm.i32[first + i]);
    return true;
  }
  const items = itemsOf(vm, source, count + 1);
  if (items === null) return false;
  if (items.length !== count) {
    dropItems(vm, items);
    if (items.length > count) {
      const got = vm.isExact(source, T_DICT) ? vm.length(source) : items.length;
      const sized = vm.isExact(source, T_TUPLE) || vm.isExact(source, T_LIST) || vm.isExact(source, T_DICT);
      vm.raiseValue(`too many values to unpack (expected ${count}${sized ? `, got ${got}` : ""})`);
    } else vm.raiseValue(`not enough values to unpack (expected ${count}, got ${items.length})`);
    return false;
  }
  for (let i = 0; i < count; i++) vm.i32[word + count - 1 - i] = items[i];
  return true;
}

/** UNPACK_EX: `before` items, a list of the middle, `after` items; the first item in the last word of the run. */
export function unpackEx(vm: Vm, source: Value, word: number, before: number, after: number): boolean {
  const items = itemsOf(vm, source, Infinity);
  if (items === null) return false;
  if (items.length < before + after) {
    vm.raiseValue(`not enough values to unpack (expected at least ${before + after}, got ${items.length})`);
    return dropItems(vm, items);
  }
  const middle = vm.newList(items.slice(before, items.length - after));
  const ordered = [...items.slice(0, before), middle, ...items.slice(items.length - after)];
  if (middle === 0) return dropItems(vm, [...items.slice(0, before), ...items.slice(items.length - after)]);
  for (let i = 0; i < ordered.length; i++) vm.i32[word + ordered.length - 1 - i] = ordered[i];
  return true;
}

/** LIST_EXTEND. */
export function extendList(vm: Vm, list: Value, source: Value): boolean {
  if (iterateSized(vm, source, (item) => vm.listAppend(list, item))) return true;
  if (vm.matches("TypeError") && lookup(vm, vm.typeOf(source), vm.names.__iter__) === 0) {
    vm.clearError();
    vm.raiseType(`Value after * must be an iterable, not ${vm.typeName(source)}`);
  }
  return false;
}

/** SET_UPDATE. */
export function updateSet(vm: Vm, set: Value, source: Value): boolean {
  if (vm.layout(set) !== T_SET) {
    // The set of a module's annotations is a variable, which a program may have assigned to.
    vm.raise("TypeError", `'${vm.typeName(set)}' object is not a set`);
    return false;
  }
  return setUpdate(vm, set, source);
}

/** Whether a value is of a subclass of dict without an `__iter__` of its own: its own `keys` is not asked then. */
function iteratesAsDict(vm: Vm, source: Value): boolean {
  return vm.layout(source) === T_DICT &&
    lookup(vm, vm.typeOf(source), vm.names.__iter__) === lookup(vm, vm.typeObject(T_DICT), vm.names.__iter__);
}

/** Calls back with keys and values of any mapping. */
function eachItem(vm: Vm, source: Value, each: (key: Value, value: Value) => boolean): boolean {
  if (vm.isExact(source, T_DICT) || iteratesAsDict(vm, source)) return dicts.iterate(vm, source, each);
  const keys = vm.callMethod(source, vm.names.keys);
  if (keys === 0) return false;
  const done = vm.iterate(keys, (key) => {
    const value = vm.getItem(source, key);
    const more = value !== 0 && each(key, value);
    vm.decref(value);
    return more;
  });
  vm.decref(keys);
  return done;
}

/** DICT_UPDATE. */
export function updateDict(vm: Vm, dict: Value, source: Value): boolean {
  if (vm.isExact(source, T_DICT)) return dictMerge(vm, dict, source);
  if (eachItem(vm, source, (key, value) => dicts.set(vm, dict, key, value))) return true;
  if (vm.matches("AttributeError")) {
    vm.clearError();
    vm.raiseType(`'${vm.typeName(source)}' object is not a mapping`);
  }
  return false;
}

/** DICT_MERGE: the keywords of a call. */
export function mergeDict(vm: Vm, dict: Value, source: Value, callable: Value): boolean {
  // Whether keys are strs the call itself looks.
  const done = eachItem(vm, source, (key, value) => {
    if (vm.dictGet(dict, key) !== 0) {
      const text = vm.toStr(key);
      if (text === 0) return false;
      vm.raiseType(`${vm.functionLabel(callable)} got multiple values for keyword argument '${vm.js(text)}'`);
      vm.decref(text);
      return false;
    }
    if (vm.failed()) return false;
    return dicts.set(vm, dict, key, value);
  });
  if (!done && vm.matches("AttributeError")) {
    vm.clearError();
    vm.raiseType(
      `${vm.functionLabel(callable)} argument after ** must be a mapping, not ${vm.typeName(source)}`,
    );
  }
  return done;
}
