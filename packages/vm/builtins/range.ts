/**
 * `range`: immutable, with start, stop, step and length as ints of any size. Small ones, by far the most common,
 * are computed with numbers, others with BigInt.
 *
 * @module
 */
import {
  type Address,
  NONE,
  NOT_IMPLEMENTED,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  RANGE_STOP,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  T_BOOL,
  T_INT,
  T_RANGE,
  T_SLICE,
  tagInt,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import { indexValue } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { builtinFunction, newLongRangeIterator, newRangeIterator } from "./sequence_iterators.ts";
import { hashTuple } from "./tuple.ts";
import { comparisonSlots } from "./_container.ts";

/** Bytes of a range object. */
const RANGE_BYTES = 20;

function part(vm: Vm, range: Address, offset: number): Value {
  return vm.i32[(range + offset) >>> 2];
}

function rangeLength(start: bigint, stop: bigint, step: bigint): bigint {
  if (step > 0n) return start < stop ? (stop - start - 1n) / step + 1n : 0n;
  return start > stop ? (start - stop - 1n) / -step + 1n : 0n;
}

/** A range of int Values (stolen); a step of zero raises ValueError. */
export function newRange(vm: Vm, start: Value, stop: Value, step: Value): Value {
  let length: Value = 0;
  if (start === 0 || stop === 0 || step === 0) length = 0;
  else if ((start & stop & step & 1) === 1) {
    const from = start >> 1, to = stop >> 1, by = step >> 1;
    if (by === 0) length = vm.raiseValue("range() arg 3 must not be zero");
    else length = vm.newInt(Math.max(0, Math.ceil((to - from) / by)));
  } else {
    const by = vm.bigInt(step);
    if (by === 0n) length = vm.raiseValue("range() arg 3 must not be zero");
    else length = vm.newBigInt(rangeLength(vm.bigInt(start), vm.bigInt(stop), by));
  }
  const range = length === 0 ? 0 : vm.alloc(T_RANGE, RANGE_BYTES);
  if (range === 0) {
    for (const value of [start, stop, step, length]) vm.decref(value);
    return 0;
  }
  const i32 = vm.i32;
  i32[(range + RANGE_START) >>> 2] = start;
  i32[(range + RANGE_STOP) >>> 2] = stop;
  i32[(range + RANGE_STEP) >>> 2] = step;
  i32[(range + RANGE_LENGTH) >>> 2] = length;
  return range;
}

/** `__index__` of an argument as an exact int (new reference). */
function exactIndex(vm: Vm, value: Value): Value {
  const int = indexValue(vm, value);
  if (int === 0 || vm.isExact(int, T_INT)) return int;
  const exact = vm.newBigInt(vm.bigInt(int));
  vm.decref(int);
  return exact;
}

function make(vm: Vm, first: Value, second: Value, third: Value): Value {
  if (first === 0) return vm.raiseType("range expected at least 1 argument, got 0");
  const a = exactIndex(vm, first);
  if (a === 0 || second === 0) return newRange(vm, a === 0 ? 0 : tagInt(0), a, tagInt(1));
  const b = exactIndex(vm, second);
  const c = b === 0 ? 0 : third === 0 ? tagInt(1) : exactIndex(vm, third);
  return newRange(vm, a, b, c);
}

/** An iterator over a range. */
export function iterateRange(vm: Vm, range: Address): Value {
  const start = part(vm, range, RANGE_START), step = part(vm, range, RANGE_STEP);
  const length = part(vm, range, RANGE_LENGTH);
  if ((start & step & length & 1) === 1 && endFits(start >> 1, step >> 1, length >> 1)) {
    return newRangeIterator(vm, start >> 1, step >> 1, length >> 1);
  }
  return newLongRangeIterator(vm, vm.keep(start), vm.keep(step), vm.keep(length));
}

/** Whether the last item, too, fits a small int. */
function endFits(start: number, step: number, length: number): boolean {
  const last = start + step * (length - 1);
  return length === 0 || (last >= -0x4000_0000 && last <= 0x3fff_ffff);
}

function reverseIterator(vm: Vm, range: Address): Value {
  const start = vm.bigInt(part(vm, range, RANGE_START)), step = vm.bigInt(part(vm, range, RANGE_STEP));
  const length = vm.bigInt(part(vm, range, RANGE_LENGTH));
  const last = start + step * (length - 1n);
  const small = [start, step, length, last].every((value) => value >= -0x3fff_ffffn && value <= 0x3fff_ffffn);
  if (small) return newRangeIterator(vm, Number(last), -Number(step), Number(length));
  return newLongRangeIterator(
    vm,
    vm.newBigInt(last),
    vm.newBigInt(-step),
    vm.keep(part(vm, range, RANGE_LENGTH)),
  );
}

/** `range[index]` for an index of any size. */
function item(vm: Vm, range: Address, index: Value): Value {
  const start = part(vm, range, RANGE_START), step = part(vm, range, RANGE_STEP);
  const length = part(vm, range, RANGE_LENGTH);
  if ((index & start & step & length & 1) === 1) {
    const at = index < 0 ? (index >> 1) + (length >> 1) : index >> 1;
    if (at >= 0 && at < length >> 1) return vm.newInt((start >> 1) + at * (step >> 1));
  } else {
    const count = vm.bigInt(length);
    let at = vm.bigInt(index);
    if (at < 0n) at += count;
    if (at >= 0n && at < count) return vm.newBigInt(vm.bigInt(start) + at * vm.bigInt(step));
  }
  return vm.raiseIndex("range object index out of range");
}

/** Start, stop and step of a slice over a length of any size; null with an exception set. */
export function bigSliceIndices(vm: Vm, slice: Value, length: bigint): [bigint, bigint, bigint] | null {
  const bound = (offset: number): bigint | null | undefined => {
    const value = vm.i32[(slice + offset) >>> 2];
    if (value === NONE) return undefined;
    if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
      vm.raiseType("slice indices must be integers or None or have an __index__ method");
      return null;
    }
    const int = indexValue(vm, value);
    if (int === 0) return null;
    const big = vm.bigInt(int);
    vm.decref(int);
    return big;
  };
  const step = bound(SLICE_STEP) ?? (vm.failed() ? null : 1n);
  if (step === null) return null;
  if (step === 0n) {
    vm.raiseValue("slice step cannot be zero");
    return null;
  }
  const low = step < 0n ? -1n : 0n, high = step < 0n ? length - 1n : length;
  const clamp = (value: bigint | undefined, missing: bigint): bigint => {
    if (value === undefined) return missing;
    if (value < 0n) return value + length < low ? low : value + length;
    return value > high ? high : value;
  };
  const start = bound(SLICE_START);
  const stop = start === null ? null : bound(SLICE_STOP);
  if (start === null || stop === null) return null;
  return [clamp(start, step < 0n ? high : low), clamp(stop, step < 0n ? low : high), step];
}

function subscript(vm: Vm, range: Address, key: Value): Value {
  if (vm.isExact(key, T_SLICE)) {
    const indices = bigSliceIndices(vm, key, vm.bigInt(part(vm, range, RANGE_LENGTH)));
    if (indices === null) return 0;
    const start = vm.bigInt(part(vm, range, RANGE_START)), step = vm.bigInt(part(vm, range, RANGE_STEP));
    return newRange(
      vm,
      vm.newBigInt(start + indices[0] * step),
      vm.newBigInt(start + indices[1] * step),
      vm.newBigInt(step * indices[2]),
    );
  }
  if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
    return vm.raiseType(`range indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = indexValue(vm, key);
  if (index === 0) return 0;
  const value = item(vm, range, index);
  vm.decref(index);
  return value;
}

/** Position of an int in a range, or null. */
function position(vm: Vm, range: Address, value: Value): bigint | null {
  const start = vm.bigInt(part(vm, range, RANGE_START)), step = vm.bigInt(part(vm, range, RANGE_STEP));
  const offset = vm.bigInt(value) - start;
  if (offset % step !== 0n) return null;
  const at = offset / step;
  return at >= 0n && at < vm.bigInt(part(vm, range, RANGE_LENGTH)) ? at : null;
}

/** Whether membership can be computed: exactly an int or a bool. */
function isPlainInt(vm: Vm, value: Value): boolean {
  const type = vm.typeIndex(value);
  return type === T_INT || type === T_BOOL;
}

/** Compares each item: position of the first equal one, -1 if none, -2 on failure; or how many are equal. */
function search(vm: Vm, range: Address, value: Value, counting: boolean): number {
  const iterator = iterateRange(vm, range);
  if (iterator === 0) return -2;
  let count = 0;
  let result = -1;
  for (let i = 0; result === -1; i++) {
    const candidate = vm.next(iterator);
    if (candidate === 0) break;
    const same = vm.equals(candidate, value);
    vm.decref(candidate);
    if (same < 0) result = -2;
    else if (same > 0 && counting) count++;
    else if (same > 0) result = i;
  }
  vm.decref(iterator);
  if (vm.failed()) return -2;
  return counting ? count : result;
}

/** What makes ranges equal, as a tuple (new reference): length, start unless empty, step unless at most one item. */
function identity(vm: Vm, range: Address): Value {
  const length = part(vm, range, RANGE_LENGTH);
  const start = length === tagInt(0) ? NONE : part(vm, range, RANGE_START);
  const step = length === tagInt(0) || length === tagInt(1) ? NONE : part(vm, range, RANGE_STEP);
  return vm.newTuple([vm.keep(length), vm.keep(start), vm.keep(step)]);
}

function compareRanges(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isExact(b, T_RANGE)) return NOT_IMPLEMENTED;
  const x = identity(vm, a);
  const y = x === 0 ? 0 : identity(vm, b);
  const result = y === 0 ? 0 : vm.compare(operation, x, y);
  vm.decref(x);
  vm.decref(y);
  return result;
}

/** `range`. */
export const rangeType: TypeDefinition = {
  index: T_RANGE,
  name: "range",
  basicSize: RANGE_BYTES,
  collection: "sequence",
  doc:
    "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
  members: [
    { name: "start", offset: RANGE_START },
    { name: "stop", offset: RANGE_STOP },
    { name: "step", offset: RANGE_STEP },
  ],
  methods: [
    newMethod(
      "($type, start=0, stop=0, step=1, /)",
      (vm, a) => make(vm, vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]),
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const range = vm.i32[a];
      const [start, stop, step] = [RANGE_START, RANGE_STOP, RANGE_STEP].map((offset) =>
        vm.bigInt(part(vm, range, offset))
      );
      return vm.newStr(step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`);
    }),
    slot("__len__", "($self, /)", (vm, a) => {
      const length = part(vm, vm.i32[a], RANGE_LENGTH);
      if ((length & 1) === 1 || vm.bigInt(length) < 1n << 63n) return vm.keep(length);
      return vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
    }),
    slot("__bool__", "($self, /)", (vm, a) => vm.bool(part(vm, vm.i32[a], RANGE_LENGTH) !== tagInt(0))),
    slot("__getitem__", "($self, key, /)", (vm, a) => subscript(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const range = vm.i32[a], value = vm.i32[a + 1];
      if (isPlainInt(vm, value)) return vm.bool(position(vm, range, value) !== null);
      const found = search(vm, range, value, false);
      return found === -2 ? 0 : vm.bool(found >= 0);
    }),
    slot("__iter__", "($self, /)", (vm, a) => iterateRange(vm, vm.i32[a])),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => reverseIterator(vm, vm.i32[a]),
      "Return a reverse iterator.",
    ),
    slot("__hash__", "($self, /)", (vm, a) => {
      const tuple = identity(vm, vm.i32[a]);
      if (tuple === 0) return 0;
      const hash = hashTuple(vm, tuple);
      vm.decref(tuple);
      return hash === 0 ? 0 : vm.newInt(hash);
    }),
    ...comparisonSlots(compareRanges, [2, 3]),
    method("count", "($self, value, /)", (vm, a) => {
      const range = vm.i32[a], value = vm.i32[a + 1];
      if (isPlainInt(vm, value)) return tagInt(position(vm, range, value) === null ? 0 : 1);
      const count = search(vm, range, value, true);
      return count === -2 ? 0 : vm.newInt(count);
    }, "rangeobject.count(value) -> integer -- return number of occurrences of value"),
    method(
      "index",
      "($self, value, /)",
      (vm, a) => {
        const range = vm.i32[a], value = vm.i32[a + 1];
        const plain = isPlainInt(vm, value);
        const at = plain ? position(vm, range, value) : BigInt(search(vm, range, value, false));
        if (at === -2n) return 0;
        if (at !== null && at >= 0n) return vm.newBigInt(at);
        return vm.raiseValue(
          `${plain ? "range" : "sequence"}.index(x): x not in ${plain ? "range" : "sequence"}`,
        );
      },
      "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
    ),
    method("__reduce__", "($self, /)", (vm, a) => {
      const parts = [RANGE_START, RANGE_STOP, RANGE_STEP].map((offset) =>
        vm.keep(part(vm, vm.i32[a], offset))
      );
      return vm.newTuple([builtinFunction(vm, "range"), vm.newTuple(parts)]);
    }),
  ],
};
