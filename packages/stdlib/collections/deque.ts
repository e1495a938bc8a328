/**
 * `collections.deque`.
 *
 * @module
 */
import {
  type Address,
  DEQUE_BYTES,
  DEQUE_LIMIT,
  NONE,
  NOT_IMPLEMENTED,
  T_DEQUE,
  type Value,
} from "@orochi/object";
import { type GetSetDefinition, newFromType, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  compareSequences,
  comparisonSlots,
  containerRepr,
  dropAll,
  genericClassMethod,
  nextItem,
  repeatCount,
  reprText,
} from "@orochi/vm/kernel";
import { newDequeIterator } from "./deque_iterators.ts";
import { dequeMethods } from "./deque_methods.ts";
import {
  appendRight,
  clear,
  dequeLength,
  dequeLimit,
  dequeState,
  itemOwned,
  itemsOwned,
  itemWord,
  rotate,
  takeLeft,
  touch,
} from "./deque_storage.ts";

/** An empty exact deque with a limit (-1: none). */
export function newDeque(vm: Vm, limit: number): Value {
  const deque = vm.alloc(T_DEQUE, DEQUE_BYTES);
  if (deque !== 0) vm.i32[(deque + DEQUE_LIMIT) >>> 2] = limit;
  return deque;
}

/** Appends the items of any iterable at an end. */
export function extendWith(
  vm: Vm,
  deque: Address,
  iterable: Value,
  append: (vm: Vm, deque: Address, value: Value) => boolean,
): boolean {
  if (iterable === deque || vm.isExact(iterable, T_DEQUE)) {
    const items = itemsOwned(vm, iterable);
    const done = items.every((item) => append(vm, deque, item));
    dropAll(vm, items);
    return done;
  }
  const iterator = vm.iter(iterable);
  if (iterator === 0) return false;
  let done = true;
  for (let item = nextItem(vm, iterator); item !== 0; item = nextItem(vm, iterator)) {
    done = append(vm, deque, item);
    vm.decref(item);
    if (!done) break;
  }
  vm.decref(iterator);
  return done && !vm.failed();
}

/** A copy, of the same class. */
export function copyDeque(vm: Vm, deque: Address): Value {
  const limit = dequeLimit(vm, deque);
  const type = vm.typeOf(deque);
  if (vm.isExact(deque, T_DEQUE)) {
    const copy = newDeque(vm, limit);
    if (copy === 0 || extendWith(vm, copy, deque, appendRight)) return copy;
    vm.decref(copy);
    return 0;
  }
  const copy = limit < 0 ? vm.call(type, deque) : vm.call(type, deque, vm.newInt(limit));
  if (copy !== 0 && vm.layout(copy) !== T_DEQUE) {
    vm.raiseType(`${vm.typeNameOf(type)}() must return a deque, not ${vm.typeName(copy)}`);
    vm.decref(copy);
    return 0;
  }
  return copy;
}

function initialise(vm: Vm, deque: Address, iterable: Value, maxlen: Value): boolean {
  let limit = -1;
  if (maxlen !== 0 && maxlen !== NONE) {
    if (!vm.isInt(maxlen)) return vm.raiseType("an integer is required") !== 0;
    limit = vm.size(maxlen);
    if (limit < 0) return vm.raiseValue("maxlen must be non-negative") !== 0;
  }
  vm.i32[(deque + DEQUE_LIMIT) >>> 2] = Math.min(limit, 0x7fff_ffff);
  if (dequeLength(vm, deque) > 0) clear(vm, deque);
  return iterable === 0 || extendWith(vm, deque, iterable, appendRight);
}

/** An index of `deque[i]` from 0 on; -1 with an exception set. */
function indexOf(vm: Vm, deque: Address, key: Value): number {
  if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
    vm.raiseType(`sequence index must be integer, not '${vm.typeName(key)}'`);
    return -1;
  }
  const index = vm.index(key);
  if (Number.isNaN(index)) return -1;
  const length = dequeLength(vm, deque);
  const at = index < 0 ? index + length : index;
  if (at >= 0 && at < length) return at;
  vm.raiseIndex("deque index out of range");
  return -1;
}

function getItem(vm: Vm, deque: Address, key: Value): Value {
  const at = (key & 1) === 1 && key > 0 ? key >> 1 : indexOf(vm, deque, key);
  if (at < 0) return 0;
  return itemOwned(vm, deque, at) || vm.raiseIndex("deque index out of range");
}

/** `deque[key] = value`, or with 0 `del deque[key]`. */
function setItem(vm: Vm, deque: Address, key: Value, value: Value): boolean {
  const at = indexOf(vm, deque, key);
  if (at < 0) return false;
  vm.incref(value);
  vm.lock.begin(deque);
  let old = value;
  const inside = at < dequeLength(vm, deque);
  if (inside && value !== 0) {
    const word = itemWord(vm, deque, at);
    old = vm.i32[word];
    vm.i32[word] = value;
  } else if (inside) {
    rotate(vm, deque, -at);
    old = takeLeft(vm, deque);
    rotate(vm, deque, at);
    touch(vm, deque);
  }
  vm.lock.end();
  vm.decref(old);
  if (!inside) vm.raiseIndex("deque index out of range");
  return inside;
}

/** Whether a value is there: tri. */
function contains(vm: Vm, deque: Address, value: Value): number {
  const state = dequeState(vm, deque);
  for (let i = 0;; i++) {
    const item = itemOwned(vm, deque, i);
    if (item === 0) return 0;
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same !== 0) return same;
    if (dequeState(vm, deque) !== state) {
      vm.raise("RuntimeError", "deque mutated during iteration");
      return -1;
    }
  }
}

function repr(vm: Vm, deque: Address): Value {
  const limit = dequeLimit(vm, deque);
  const items = itemsOwned(vm, deque);
  const end = limit < 0 ? "])" : `], maxlen=${limit})`;
  const text = containerRepr(
    vm,
    deque,
    `${vm.shortTypeName(deque)}([`,
    end,
    "[...]",
    (add) =>
      items.every((item) => {
        const one = reprText(vm, item);
        if (one !== null) add(one);
        return one !== null;
      }),
  );
  dropAll(vm, items);
  return text;
}

/** Puts the items a number of times one after the other; `deque` is new or the caller's own. */
function repeatItems(vm: Vm, deque: Address, times: number): boolean {
  const items = itemsOwned(vm, deque);
  const limit = dequeLimit(vm, deque);
  let done = true;
  if (times === 0) clear(vm, deque);
  else if (items.length * (times - 1) > 0x1000_0000 && limit < 0) done = vm.raiseMemory() !== 0;
  else {
    // Rounds beyond those that fill a limited deque would leave the same items.
    const rounds = items.length === 0
      ? 1
      : limit < 0
      ? times
      : Math.min(times, 2 + Math.ceil(limit / items.length));
    for (let i = 1; i < rounds && done; i++) done = items.every((item) => appendRight(vm, deque, item));
  }
  dropAll(vm, items);
  return done;
}

function compare(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (vm.layout(b) !== T_DEQUE) return NOT_IMPLEMENTED;
  return compareSequences(
    vm,
    operation,
    a,
    b,
    (deque) => dequeLength(vm, deque),
    (deque, i) => itemOwned(vm, deque, i),
  );
}

const maxlen: GetSetDefinition = {
  name: "maxlen",
  get: (vm, deque) => dequeLimit(vm, deque) < 0 ? NONE : vm.newInt(dequeLimit(vm, deque)),
  doc: "maximum size of a deque or None if unbounded",
};

/** `collections.deque`. */
export const dequeType: TypeDefinition = {
  index: T_DEQUE,
  name: "deque",
  module: "collections",
  basicSize: DEQUE_BYTES,
  subclassable: true,
  collection: "sequence",
  none: ["__hash__"],
  doc: "A list-like sequence optimized for data accesses near its endpoints.",
  getset: [maxlen],
  methods: [
    newFromType((vm, a) => {
      const deque = vm.allocLike(vm.i32[a], DEQUE_BYTES);
      if (deque !== 0) vm.i32[(deque + DEQUE_LIMIT) >>> 2] = -1;
      return deque;
    }),
    slot(
      "__init__",
      "($self, iterable=(), maxlen=None)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(dequeLength(vm, vm.i32[a]))),
    slot("__bool__", "($self, /)", (vm, a) => vm.bool(dequeLength(vm, vm.i32[a]) > 0)),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => setItem(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__delitem__", "($self, key, /)", (vm, a) => setItem(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      vm.lock.begin(vm.i32[a]);
      const found = contains(vm, vm.i32[a], vm.i32[a + 1]);
      vm.lock.end();
      return found < 0 ? 0 : vm.bool(found === 1);
    }),
    slot("__iter__", "($self, /)", (vm, a) => newDequeIterator(vm, vm.i32[a], false)),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    slot("__add__", "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      if (vm.layout(other) !== T_DEQUE) {
        return vm.raiseType(`can only concatenate deque (not "${vm.typeName(other)}") to deque`);
      }
      const sum = copyDeque(vm, vm.i32[a]);
      if (sum === 0 || extendWith(vm, sum, other, appendRight)) return sum;
      vm.decref(sum);
      return 0;
    }),
    slot(
      "__iadd__",
      "($self, value, /)",
      (vm, a) => extendWith(vm, vm.i32[a], vm.i32[a + 1], appendRight) ? vm.keep(vm.i32[a]) : 0,
    ),
    ...["__mul__", "__rmul__"].map((name) =>
      slot(name, "($self, value, /)", (vm, a) => {
        const times = repeatCount(vm, vm.i32[a + 1]);
        if (times < 0) return NOT_IMPLEMENTED;
        const product = Number.isNaN(times) ? 0 : copyDeque(vm, vm.i32[a]);
        if (product === 0 || repeatItems(vm, product, times)) return product;
        vm.decref(product);
        return 0;
      })
    ),
    slot("__imul__", "($self, value, /)", (vm, a) => {
      const times = repeatCount(vm, vm.i32[a + 1]);
      if (times < 0) return NOT_IMPLEMENTED;
      return !Number.isNaN(times) && repeatItems(vm, vm.i32[a], times) ? vm.keep(vm.i32[a]) : 0;
    }),
    ...comparisonSlots(compare),
    ...dequeMethods(),
    genericClassMethod(),
  ],
};
