/**
 * `OrderedDict.update`: as `MutableMapping.update`, through `__setitem__` where a subclass may have its own.
 *
 * @module
 */
import { type Address, T_DICT, T_ORDERED_DICT, T_TUPLE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dictLength, dictMerge, dicts } from "@orochi/vm/kernel";

/** Stores an item in the dict's own storage; both are borrowed. A key without a hash is not named, unlike by a dict. */
export function storeOrdered(vm: Vm, self: Address, key: Value, value: Value): boolean {
  const hash = vm.hash(key);
  return !(hash === 0 && vm.failed()) && dicts.setHashed(vm, self, key, hash, value);
}

/** Stores an item as the class of the dict does; both are borrowed. */
function store(vm: Vm, self: Address, key: Value, value: Value): boolean {
  return vm.isExact(self, T_ORDERED_DICT) ? storeOrdered(vm, self, key, value) : vm.setItem(self, key, value);
}

/** Raises what CPython raises for a pair that ends too early, unless its iterator failed. */
function tooShort(vm: Vm, count: string): false {
  if (!vm.failed()) vm.raiseValue(`need more than ${count} to unpack`);
  return false;
}

/** Stores what an iterator gives: a key, a value, and then nothing. */
function storeIterated(vm: Vm, self: Address, iterator: Value): boolean {
  const key = vm.next(iterator);
  if (key === 0) return tooShort(vm, "0 values");
  const value = vm.next(iterator);
  let done = value !== 0 || tooShort(vm, "1 value");
  if (done) {
    const more = vm.next(iterator);
    if (more !== 0) vm.raiseValue("too many values to unpack (expected 2)");
    vm.decref(more);
    done = !vm.failed() && store(vm, self, key, value);
  }
  vm.decref(key);
  vm.decref(value);
  return done;
}

function storePair(vm: Vm, self: Address, pair: Value): boolean {
  if (vm.isExact(pair, T_TUPLE) && vm.tupleLength(pair) === 2) {
    return store(vm, self, vm.tupleItem(pair, 0), vm.tupleItem(pair, 1));
  }
  const iterator = vm.iter(pair);
  if (iterator === 0) return false;
  const done = storeIterated(vm, self, iterator);
  vm.decref(iterator);
  return done;
}

/** Stores the pairs that an iterable (stolen; 0 is a failure) gives. */
function storePairs(vm: Vm, self: Address, pairs: Value): boolean {
  if (pairs === 0) return false;
  const done = vm.iterate(pairs, (pair) => storePair(vm, self, pair));
  vm.decref(pairs);
  return done;
}

/** Stores the keys that an iterable (stolen; 0 is a failure) gives, with what a mapping has for them. */
function storeKeys(vm: Vm, self: Address, keys: Value, mapping: Value): boolean {
  if (keys === 0) return false;
  const done = vm.iterate(keys, (key) => {
    const value = vm.getItem(mapping, key);
    const stored = value !== 0 && store(vm, self, key, value);
    vm.decref(value);
    return stored;
  });
  vm.decref(keys);
  return done;
}

/** The result of a callable (stolen) without arguments. */
function callOnce(vm: Vm, callable: Value): Value {
  const result = vm.call(callable);
  vm.decref(callable);
  return result;
}

/**
 * Stores the items of a mapping (which has `keys` or `items`) or of an iterable of pairs.
 *
 * @returns Whether it did; if not, an exception is set.
 */
export function updateFrom(vm: Vm, self: Address, source: Value): boolean {
  const plain = vm.isExact(source, T_DICT) || vm.isExact(source, T_ORDERED_DICT);
  if (plain && vm.isExact(self, T_ORDERED_DICT)) return dictMerge(vm, self, source);
  if (vm.isExact(source, T_DICT)) return storePairs(vm, self, vm.callMethod(source, vm.names.items));
  const keys = vm.getAttrOptional(source, vm.names.keys);
  if (keys !== 0) return storeKeys(vm, self, callOnce(vm, keys), source);
  if (vm.failed()) return false;
  const items = vm.getAttrOptional(source, vm.names.items);
  if (items !== 0) return storePairs(vm, self, callOnce(vm, items));
  return !vm.failed() && storePairs(vm, self, vm.keep(source));
}

/**
 * Stores what a call is given: at most one positional argument (in a tuple), and keywords (in a dict).
 *
 * @returns Whether it did; if not, an exception is set.
 */
export function updateWith(vm: Vm, self: Address, args: Value, keywords: Value): boolean {
  const count = vm.tupleLength(args);
  if (count > 1) return vm.raiseType(`update() takes at most 1 positional argument (${count} given)`) !== 0;
  if (count === 1 && !updateFrom(vm, self, vm.tupleItem(args, 0))) return false;
  return dictLength(vm, keywords) === 0 || updateFrom(vm, self, keywords);
}
