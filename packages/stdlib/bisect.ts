/**
 * `_bisect`: positions in sorted sequences.
 *
 * @module
 */
import { NONE, T_LIST, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { callOne, listItemOwned } from "@orochi/vm/kernel";

/** The item at an index (new reference), 0 on failure. */
function itemAt(vm: Vm, sequence: Value, index: number): Value {
  if (vm.isExact(sequence, T_LIST)) {
    return listItemOwned(vm, sequence, index) || vm.raiseIndex("list index out of range");
  }
  const key = vm.newInt(index);
  const item = key === 0 ? 0 : vm.getItem(sequence, key);
  vm.decref(key);
  return item;
}

/** Whether `a < b`: tri. */
function isLess(vm: Vm, a: Value, b: Value): number {
  if ((a & b & 1) === 1) return a < b ? 1 : 0;
  const answer = vm.compare(0, a, b);
  if (answer === 0) return -1;
  const truth = vm.truthy(answer);
  vm.decref(answer);
  return truth;
}

/** Where `wanted` belongs between `low` and `high`: left or right of items equal to it. -1 on failure. */
function position(
  vm: Vm,
  sequence: Value,
  wanted: Value,
  low: number,
  high: number,
  key: Value,
  right: boolean,
): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = itemAt(vm, sequence, middle);
    const compared = item === 0 || key === 0 ? item : callOne(vm, key, item);
    if (key !== 0) vm.decref(item);
    if (compared === 0) return -1;
    const less = right ? isLess(vm, wanted, compared) : isLess(vm, compared, wanted);
    vm.decref(compared);
    if (less < 0) return -1;
    if ((less === 1) === right) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Arguments `(a, x, lo=0, hi=None, *, key=None)`. -1 with an exception set. */
function search(vm: Vm, a: number, wanted: Value, right: boolean): number {
  const low = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
  if (Number.isNaN(low)) return -1;
  if (low < 0) {
    vm.raiseValue("lo must be non-negative");
    return -1;
  }
  const given = vm.i32[a + 3];
  let high = given === 0 || given === NONE ? -1 : vm.index(given);
  if (Number.isNaN(high)) return -1;
  if (high < 0) high = given === 0 || given === NONE ? vm.length(vm.i32[a]) : 0;
  const key = vm.i32[a + 4] === NONE ? 0 : vm.i32[a + 4];
  return high < 0 ? -1 : position(vm, vm.i32[a], wanted, low, high, key, right);
}

function bisect(name: string, right: boolean): NativeDefinition {
  const side = right ? "right" : "left";
  return nativeFunction(name, "(a, x, lo=0, hi=None, *, key=None)", (vm, a) => {
    const at = search(vm, a, vm.i32[a + 1], right);
    return at < 0 ? 0 : vm.newInt(at);
  }, `Return the index where to insert item x in list a, to the ${side} of items equal to it.`);
}

function insort(name: string, right: boolean): NativeDefinition {
  const side = right ? "right" : "left";
  return nativeFunction(name, "(a, x, lo=0, hi=None, *, key=None)", (vm, a) => {
    const key = vm.i32[a + 4];
    const wanted = key === 0 || key === NONE ? vm.keep(vm.i32[a + 1]) : callOne(vm, key, vm.i32[a + 1]);
    const at = wanted === 0 ? -1 : search(vm, a, wanted, right);
    vm.decref(wanted);
    if (at < 0) return 0;
    const result = vm.callMethod(vm.i32[a], vm.names.insert, vm.newInt(at), vm.i32[a + 1]);
    vm.decref(result);
    return result === 0 ? 0 : NONE;
  }, `Insert item x in list a, and keep it sorted; to the ${side} of items equal to it.`);
}

/** The module. */
export const bisectModule: NativeModule = {
  name: "_bisect",
  doc: "Bisection algorithms.",
  functions: [
    bisect("bisect_right", true),
    bisect("bisect", true),
    bisect("bisect_left", false),
    insort("insort_right", true),
    insort("insort", true),
    insort("insort_left", false),
  ],
};
