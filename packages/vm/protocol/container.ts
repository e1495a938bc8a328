/**
 * Length, items and membership.
 *
 * @module
 */
import {
  DICT_USED,
  NONE,
  STR_LENGTH,
  T_BYTES,
  T_DICT,
  T_FROZENSET,
  T_LIST,
  T_SET,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TYPE_FLAGS,
  type Value,
} from "@orochi/object";
import { dictSubscript } from "../builtins/dict.ts";
import { newGenericAlias } from "../builtins/generic_alias.ts";
import { listSetItem } from "../builtins/list.ts";
import { setContains } from "../builtins/set.ts";
import { strItem } from "../builtins/str_core.ts";
import { findIn } from "../builtins/str_search.ts";
import { callBinary, callUnary, callUnbound } from "../call.ts";
import { isPlain } from "../dicts.ts";
import * as dicts from "../dicts.ts";
import { lookup, TYPE_FLAG_HEAP } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { indexValue } from "./number.ts";

/** The length that a value of a builtin type keeps; -1 of others. */
function lengthKept(vm: Vm, value: Value): number {
  switch (vm.typeIndex(value)) {
    // These keep it in the same word; a racing reader may see an older one.
    case T_STR:
    case T_BYTES:
    case T_LIST:
    case T_TUPLE:
      return vm.i32[(value + STR_LENGTH) >>> 2];
    case T_DICT:
      return vm.i32[(value + DICT_USED) >>> 2];
  }
  return -1;
}

/** What `__len__` says, an int from 0 to what 63 bits hold; 0 on failure. */
function lengthAsked(vm: Vm, value: Value): Value {
  const method = lookup(vm, vm.typeOf(value), vm.names.__len__);
  if (method === 0) return vm.raiseType(`object of type '${vm.typeName(value)}' has no len()`);
  const result = callUnary(vm, method, value), int = result === 0 ? 0 : indexValue(vm, result);
  vm.decref(result);
  if (int === 0) return 0;
  // Beyond 2 ** 53 an index is not exact.
  const number = vm.index(int), large = number === 2 ** 53 ? vm.bigInt(int) : 0n;
  vm.decref(int);
  if (number < 0) return vm.raiseValue("__len__() should return >= 0");
  if (large === 0n) return vm.newInt(number);
  return large < 2n ** 63n
    ? vm.newBigInt(large)
    : vm.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
}

/** `len(value)`, -1 on failure; at most 2 ** 53. */
export function length(vm: Vm, value: Value): number {
  const kept = lengthKept(vm, value);
  if (kept >= 0) return kept;
  const asked = lengthAsked(vm, value);
  if (asked === 0) return -1;
  const number = vm.index(asked);
  vm.decref(asked);
  return number;
}

/** `len(value)` itself, 0 on failure. */
export function lengthValue(vm: Vm, value: Value): Value {
  const kept = lengthKept(vm, value);
  return kept >= 0 ? vm.newInt(kept) : lengthAsked(vm, value);
}

/** `container[key]`. */
export function getItem(vm: Vm, container: Value, key: Value): Value {
  const type = vm.typeIndex(container);
  if (type === T_DICT) return dictSubscript(vm, container, key);
  if (type === T_STR) return strItem(vm, container, key);
  const method = lookup(vm, vm.typeOf(container), vm.names.__getitem__);
  if (method !== 0) return callBinary(vm, method, container, key);
  if ((container & 1) === 0 && vm.layout(container) === T_TYPE) {
    // `type` itself has no __class_getitem__: every class would inherit it through its metaclass.
    if (container === vm.typeObject(T_TYPE)) return newGenericAlias(vm, container, key);
    const generic = vm.getAttrOptional(container, vm.names.__class_getitem__);
    if (generic !== 0) {
      const result = vm.call(generic, key);
      vm.decref(generic);
      return result;
    }
    if (vm.failed()) return 0;
    return vm.raiseType(`type '${vm.typeNameOf(container)}' is not subscriptable`);
  }
  return vm.raiseType(`'${vm.typeName(container)}' object is not subscriptable`);
}

/** `container[key] = value`. */
export function setItem(vm: Vm, container: Value, key: Value, value: Value): boolean {
  const type = vm.typeIndex(container);
  if (type === T_DICT) return dicts.set(vm, container, key, value);
  if (type === T_LIST && (key & 1) === 1) return listSetItem(vm, container, key >> 1, value);
  const method = lookup(vm, vm.typeOf(container), vm.names.__setitem__);
  if (method === 0) {
    // A class with only the other of the two has the slot that both share.
    if (lookup(vm, vm.typeOf(container), vm.names.__delitem__) !== 0) {
      vm.raise("AttributeError", "__setitem__");
    } else vm.raiseType(`'${vm.typeName(container)}' object does not support item assignment`);
    return false;
  }
  const result = callUnbound(vm, method, container, [key, value]);
  vm.decref(result);
  return result !== 0;
}

/** Whether a value's type is made by a class statement, or of those that have a length. */
function hasLength(vm: Vm, value: Value): boolean {
  const type = vm.typeOf(value);
  const heap = (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
  return heap || lookup(vm, type, vm.names.__len__) !== 0;
}

function isIndex(vm: Vm, key: Value): boolean {
  return vm.isInt(key) || lookup(vm, vm.typeOf(key), vm.names.__index__) !== 0;
}

/** `del container[key]`. */
export function delItem(vm: Vm, container: Value, key: Value): boolean {
  const method = lookup(vm, vm.typeOf(container), vm.names.__delitem__);
  if (method === 0) {
    if (lookup(vm, vm.typeOf(container), vm.names.__setitem__) !== 0) {
      vm.raise("AttributeError", "__delitem__");
    } else {
      // Sequences that refuse an index say it in other words than the rest.
      const how = hasLength(vm, container) && isIndex(vm, key) ? "doesn't" : "does not";
      vm.raiseType(`'${vm.typeName(container)}' object ${how} support item deletion`);
    }
    return false;
  }
  const result = callBinary(vm, method, container, key);
  vm.decref(result);
  return result !== 0;
}

/** `item in container`: tri. */
export function contains(vm: Vm, container: Value, item: Value): number {
  if (vm.typeIndex(container) === T_STR && vm.isStr(item)) {
    return findIn(vm, container, item, 0, vm.i32[(container + STR_LENGTH) >>> 2]) < 0 ? 0 : 1;
  }
  const type = vm.typeIndex(container);
  if (type === T_DICT) return dicts.contains(vm, container, item);
  // Other elements may be sets, which are looked up as frozen ones.
  if ((type === T_SET || type === T_FROZENSET) && isPlain(vm, item)) return setContains(vm, container, item);
  const method = lookup(vm, vm.typeOf(container), vm.names.__contains__);
  if (method === NONE) {
    vm.raiseType(`'${vm.typeName(container)}' object is not a container`);
    return -1;
  }
  if (method !== 0) {
    const result = callBinary(vm, method, container, item);
    if (result === 0) return -1;
    const truth = vm.truthy(result);
    vm.decref(result);
    return truth;
  }
  const iterator = vm.iter(container);
  if (iterator === 0) {
    if (vm.matches("TypeError")) {
      vm.clearError();
      vm.raiseType(`argument of type '${vm.typeName(container)}' is not a container or iterable`);
    }
    return -1;
  }
  let found = 0;
  while (found === 0) {
    const candidate = vm.next(iterator);
    if (candidate === 0) {
      if (vm.failed()) found = -1;
      break;
    }
    found = vm.equals(candidate, item);
    vm.decref(candidate);
  }
  vm.decref(iterator);
  return found;
}
