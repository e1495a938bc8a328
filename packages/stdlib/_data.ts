/**
 * What the types of the data modules share: objects that are a run of Values, calls with two arguments, and
 * replacing a word that other threads read.
 *
 * @module
 */
import { type Address, part, type Value } from "@orochi/object";
import { type NativeDefinition, slot, type Vm } from "@orochi/vm";
import { callVector, dropAll, release, reserve } from "@orochi/vm/kernel";

/** The n-th word of an object (borrowed). Only for words that never change, or inside the object's section. */
export function word(vm: Vm, object: Address, n: number): Value {
  return vm.i32[(object + part(n)) >>> 2];
}

/** Stores a value (stolen) into the n-th word; what was there is returned and owned by the caller. */
export function swapWord(vm: Vm, object: Address, n: number, value: Value): Value {
  const at = (object + part(n)) >>> 2;
  const old = vm.i32[at];
  vm.i32[at] = value;
  return old;
}

/** A new reference to the n-th word, which other threads may replace. */
export function keepWord(vm: Vm, object: Address, n: number): Value {
  vm.lock.begin(object);
  const value = vm.keep(vm.i32[(object + part(n)) >>> 2]);
  vm.lock.end();
  return value;
}

/** Empties the n-th word and drops what was there. Returns 0, as a `__next__` that has ended does. */
export function clearWord(vm: Vm, object: Address, n: number): 0 {
  vm.lock.begin(object);
  const old = swapWord(vm, object, n, 0);
  vm.lock.end();
  vm.decref(old);
  return 0;
}

/**
 * An instance of a class whose words are the given Values (stolen).
 *
 * @param type A class of the layout, maybe a subclass.
 * @param size Words of the layout.
 * @param values Its first words. One among the first `required` that is 0, an operation that failed, fails the whole.
 */
export function makeObject(
  vm: Vm,
  type: Address,
  size: number,
  values: readonly Value[],
  required: number = values.length,
): Value {
  let whole = true;
  for (let i = 0; i < required; i++) whole = whole && values[i] !== 0;
  const object = whole ? vm.allocLike(type, part(size)) : 0;
  if (object === 0) {
    dropAll(vm, values);
    return 0;
  }
  for (let i = 0; i < values.length; i++) vm.i32[(object + part(i)) >>> 2] = values[i];
  return object;
}

/** Calls with two arguments (borrowed). */
export function callTwo(vm: Vm, callable: Value, a: Value, b: Value): Value {
  const at = reserve(vm, 2);
  if (at === 0) return 0;
  vm.i32[at] = a;
  vm.i32[at + 1] = b;
  const result = callVector(vm, callable, at, 2, 0);
  release(vm, at);
  return result;
}

/** The truth of a value (stolen, 0 is a failure): tri. */
export function truthOf(vm: Vm, value: Value): number {
  if (value === 0) return -1;
  const truth = vm.truthy(value);
  vm.decref(value);
  return truth;
}

/** `__iter__` that gives the iterator itself. */
export function iterSelf(): NativeDefinition {
  return slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a]), "Implement iter(self).");
}

/** `__next__` of a state machine that gives a new reference, or 0 at its end or on failure. */
export function nextSlot(next: (vm: Vm, self: Address) => Value): NativeDefinition {
  return slot("__next__", "($self, /)", (vm, a) => next(vm, vm.i32[a]), "Implement next(self).");
}
