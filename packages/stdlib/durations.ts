/**
 * Durations as natives take them: `_PyTime_FromSecondsObject` of CPython, Python/pytime.c.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** What 63 bits hold of nanoseconds, in seconds. */
const MOST_SECONDS = 2 ** 63 / 1e9;

/**
 * Of a float or an int.
 *
 * @param unit Seconds in one of its units.
 * @returns NaN with an exception set: TypeError, ValueError for NaN, OverflowError beyond 63 bits of nanoseconds.
 */
export function durationOf(vm: Vm, value: Value, unit = 1): number {
  if (!vm.isFloat(value) && !vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType(`'${vm.typeName(value)}' object cannot be interpreted as an integer or float`);
    return NaN;
  }
  const number = vm.isFloat(value) ? vm.float(value) : vm.index(value);
  if (vm.failed()) return NaN;
  if (Number.isNaN(number)) vm.raiseValue("Invalid value NaN (not a number)");
  else if (number * unit >= -MOST_SECONDS && number * unit < MOST_SECONDS) return number;
  else vm.raise("OverflowError", "timestamp out of range for C PyTime_t");
  return NaN;
}

/** As {@linkcode durationOf}, where a TypeError has other words. */
export function durationOr(vm: Vm, value: Value, words: string, unit = 1): number {
  const number = durationOf(vm, value, unit);
  if (Number.isNaN(number) && vm.matches("TypeError")) {
    vm.clearError();
    vm.raiseType(words);
  }
  return number;
}
