/**
 * The methods of deques.
 *
 * @module
 */
import { type Address, NONE, tagInt, type Value } from "@orochi/object";
import { method, type NativeDefinition, type Vm } from "@orochi/vm";
import { reprText } from "@orochi/vm/kernel";
import { copyDeque, extendWith } from "./deque.ts";
import { newDequeIterator } from "./deque_iterators.ts";
import {
  appendLeft,
  appendRight,
  clear,
  dequeLength,
  dequeLimit,
  dequeState,
  itemOwned,
  itemWord,
  putLeft,
  putRight,
  rotate,
  takeLeft,
  takeRight,
  touch,
} from "./deque_storage.ts";

/**
 * Where a value is, from `start` on and before `stop`; -1 not there, -2 failed. All of it is one section, which is left
 * only while a comparison blocks: then others may change the deque, and that is an error.
 */
function find(vm: Vm, deque: Address, value: Value, start: number, stop: number): number {
  vm.lock.begin(deque);
  const found = findInside(vm, deque, value, start, stop);
  vm.lock.end();
  return found;
}

function findInside(vm: Vm, deque: Address, value: Value, start: number, stop: number): number {
  const state = dequeState(vm, deque);
  for (let i = start; i < stop; i++) {
    const item = itemOwned(vm, deque, i);
    if (item === 0) return -1;
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same < 0) return -2;
    if (dequeState(vm, deque) !== state) {
      return (vm.raise("RuntimeError", "deque mutated during iteration"), -2);
    }
    if (same > 0) return i;
  }
  return -1;
}

function notThere(vm: Vm, value: Value): 0 {
  const text = reprText(vm, value);
  return text === null ? 0 : vm.raiseValue(`${text} is not in deque`);
}

function bound(vm: Vm, value: Value, missing: number, length: number): number {
  if (value === 0) return missing;
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType("slice indices must be integers or have an __index__ method");
    return NaN;
  }
  const index = vm.index(value);
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

function indexMethod(vm: Vm, a: number): Value {
  const deque = vm.i32[a];
  const length = dequeLength(vm, deque);
  const start = bound(vm, vm.i32[a + 2], 0, length), stop = bound(vm, vm.i32[a + 3], length, length);
  if (Number.isNaN(start) || Number.isNaN(stop)) return 0;
  const at = find(vm, deque, vm.i32[a + 1], start, stop);
  return at >= 0 ? tagInt(at) : at === -2 ? 0 : notThere(vm, vm.i32[a + 1]);
}

function count(vm: Vm, deque: Address, value: Value): Value {
  vm.lock.begin(deque);
  const found = countInside(vm, deque, value);
  vm.lock.end();
  return found;
}

function countInside(vm: Vm, deque: Address, value: Value): Value {
  const state = dequeState(vm, deque);
  let found = 0;
  for (let i = 0;; i++) {
    const item = itemOwned(vm, deque, i);
    if (item === 0) return tagInt(found);
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same < 0) return 0;
    found += same;
    if (dequeState(vm, deque) !== state) return vm.raise("RuntimeError", "deque mutated during iteration");
  }
}

function insert(vm: Vm, deque: Address, index: number, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(deque);
  const length = dequeLength(vm, deque);
  const full = length === dequeLimit(vm, deque);
  let done = !full;
  if (!full) {
    if (index >= length) done = putRight(vm, deque, value);
    else if (index <= -length || index === 0) done = putLeft(vm, deque, value);
    else {
      rotate(vm, deque, -index);
      done = index < 0 ? putRight(vm, deque, value) : putLeft(vm, deque, value);
      rotate(vm, deque, index);
    }
  }
  vm.lock.end();
  if (done) return true;
  vm.decref(value);
  if (full) vm.raiseIndex("deque already at its maximum size");
  else vm.raiseMemory();
  return false;
}

function remove(vm: Vm, deque: Address, value: Value): boolean {
  vm.lock.begin(deque);
  const done = removeInside(vm, deque, value);
  vm.lock.end();
  return done;
}

function removeInside(vm: Vm, deque: Address, value: Value): boolean {
  const state = dequeState(vm, deque);
  for (let i = 0;; i++) {
    const item = itemOwned(vm, deque, i);
    if (item === 0) return notThere(vm, value) !== 0;
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same < 0) return false;
    let gone = 0;
    const changed = dequeState(vm, deque) !== state;
    if (!changed && same > 0) {
      rotate(vm, deque, -i);
      gone = takeLeft(vm, deque);
      rotate(vm, deque, i);
    }
    vm.decref(gone);
    if (changed) return vm.raiseIndex("deque mutated during remove().") !== 0;
    if (same > 0) return true;
  }
}

function reverse(vm: Vm, deque: Address): void {
  const i32 = vm.i32;
  vm.lock.begin(deque);
  for (let left = 0, right = dequeLength(vm, deque) - 1; left < right; left++, right--) {
    const a = itemWord(vm, deque, left), b = itemWord(vm, deque, right);
    const value = i32[a];
    i32[a] = i32[b];
    i32[b] = value;
  }
  touch(vm, deque);
  vm.lock.end();
}

/** Takes from an end, or raises IndexError. */
function pop(vm: Vm, deque: Address, take: (vm: Vm, deque: Address) => Value): Value {
  vm.lock.begin(deque);
  const value = take(vm, deque);
  vm.lock.end();
  return value !== 0 ? value : vm.raiseIndex("pop from an empty deque");
}

function reduce(vm: Vm, deque: Address): Value {
  const limit = dequeLimit(vm, deque);
  const state = vm.callMethod(deque, vm.intern("__getstate__"));
  if (state === 0) return 0;
  return vm.newTuple([
    vm.keep(vm.typeOf(deque)),
    limit < 0 ? vm.newTuple([]) : vm.newTuple([vm.newTuple([]), vm.newInt(limit)]),
    state,
    vm.iter(deque),
  ]);
}

/** The methods. */
export function dequeMethods(): NativeDefinition[] {
  return [
    method(
      "append",
      "($self, item, /)",
      (vm, a) => appendRight(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Add an element to the right side of the deque.",
    ),
    method(
      "appendleft",
      "($self, item, /)",
      (vm, a) => appendLeft(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Add an element to the left side of the deque.",
    ),
    method("clear", "($self, /)", (vm, a) => {
      clear(vm, vm.i32[a]);
      return NONE;
    }, "Remove all elements from the deque."),
    method(
      "__copy__",
      "($self, /)",
      (vm, a) => copyDeque(vm, vm.i32[a]),
      "Return a shallow copy of a deque.",
    ),
    method("copy", "($self, /)", (vm, a) => copyDeque(vm, vm.i32[a]), "Return a shallow copy of a deque."),
    method(
      "count",
      "($self, value, /)",
      (vm, a) => count(vm, vm.i32[a], vm.i32[a + 1]),
      "Return number of occurrences of value.",
    ),
    method(
      "extend",
      "($self, iterable, /)",
      (vm, a) => extendWith(vm, vm.i32[a], vm.i32[a + 1], appendRight) ? NONE : 0,
      "Extend the right side of the deque with elements from the iterable.",
    ),
    method(
      "extendleft",
      "($self, iterable, /)",
      (vm, a) => extendWith(vm, vm.i32[a], vm.i32[a + 1], appendLeft) ? NONE : 0,
      "Extend the left side of the deque with elements from the iterable.",
    ),
    method(
      "index",
      "($self, value, start=0, stop=0, /)",
      indexMethod,
      "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    method("insert", "($self, index, value, /)", (vm, a) => {
      const index = vm.size(vm.i32[a + 1]);
      return !Number.isNaN(index) && insert(vm, vm.i32[a], index, vm.i32[a + 2]) ? NONE : 0;
    }, "Insert value before index."),
    method(
      "pop",
      "($self, /)",
      (vm, a) => pop(vm, vm.i32[a], takeRight),
      "Remove and return the rightmost element.",
    ),
    method(
      "popleft",
      "($self, /)",
      (vm, a) => pop(vm, vm.i32[a], takeLeft),
      "Remove and return the leftmost element.",
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => reduce(vm, vm.i32[a]),
      "Return state information for pickling.",
    ),
    method(
      "remove",
      "($self, value, /)",
      (vm, a) => remove(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Remove first occurrence of value.",
    ),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => newDequeIterator(vm, vm.i32[a], true),
      "Return a reverse iterator over the deque.",
    ),
    method("reverse", "($self, /)", (vm, a) => {
      reverse(vm, vm.i32[a]);
      return NONE;
    }, "Reverse *IN PLACE*."),
    method("rotate", "($self, n=1, /)", (vm, a) => {
      const steps = vm.i32[a + 1] === 0 ? 1 : vm.size(vm.i32[a + 1]);
      if (Number.isNaN(steps)) return 0;
      vm.lock.begin(vm.i32[a]);
      rotate(vm, vm.i32[a], steps);
      vm.lock.end();
      return NONE;
    }, "Rotate the deque n steps to the right.  If n is negative, rotates left."),
  ];
}
