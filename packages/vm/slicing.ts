/**
 * Parts of strs, lists and tuples between two bounds, without an object for the slice.
 *
 * @module
 */
import { NONE, STR_LENGTH, T_LIST, T_STR, T_TUPLE, type Value } from "@orochi/object";
import { listOfRange } from "./builtins/list.ts";
import { slice } from "./builtins/str_core.ts";
import { tupleOfRange } from "./builtins/tuple.ts";
import { boundOf } from "./values.ts";
import type { Vm } from "./vm.ts";

/** Whether a value is a bound that needs no code to tell where it lies. */
function isPlainBound(value: Value): boolean {
  return (value & 1) === 1 || value === NONE;
}

/**
 * `container[start:stop:step]`.
 *
 * @param word Word index of start, stop and, if `count` is 3, step (borrowed).
 */
export function getSlice(vm: Vm, container: Value, word: number, count: number): Value {
  const i32 = vm.i32, from = i32[word], to = i32[word + 1], step = count === 3 ? i32[word + 2] : NONE;
  const type = vm.typeIndex(container);
  if (
    (type === T_STR || type === T_LIST || type === T_TUPLE) && step === NONE && isPlainBound(from) &&
    isPlainBound(to)
  ) {
    // All three have their length in the same word.
    const length = i32[(container + STR_LENGTH) >>> 2];
    const start = from === NONE ? 0 : boundOf(from, length), end = to === NONE ? length : boundOf(to, length);
    if (type === T_STR) return slice(vm, container, start, end);
    const items = end > start ? end - start : 0;
    if (type === T_LIST) return listOfRange(vm, container, start, 1, items);
    return items === length ? vm.keep(container) : tupleOfRange(vm, container, start, 1, items);
  }
  const key = vm.newSlice(from, to, step);
  if (key === 0) return 0;
  const part = vm.getItem(container, key);
  vm.decref(key);
  return part;
}
