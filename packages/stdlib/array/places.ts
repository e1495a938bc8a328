/**
 * Items of an `array.array` by index and by slice: reading, replacing, deleting.
 *
 * @module
 */
import { T_ARRAY, T_SLICE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { itemIndex, type SliceIndices } from "@orochi/vm/text";
import { loadItem, prepareItem, storeItem } from "./items.ts";
import {
  codeOf,
  copyPart,
  dataOf,
  isArray,
  isExported,
  lengthOf,
  newArray,
  openGap,
  resize,
  sizeOf,
} from "./storage.ts";

/** An item (new reference); 0 without an exception beyond the end. */
export function itemAt(vm: Vm, array: Value, index: number): Value {
  vm.lock.begin(array);
  const inside = index < lengthOf(vm, array);
  const item = inside ? loadItem(vm, codeOf(vm, array), dataOf(vm, array) + index * sizeOf(vm, array)) : 0;
  vm.lock.end();
  return item;
}

/** Adds an item at the end; false with an exception set. */
export function append(vm: Vm, array: Value, value: Value): boolean {
  return insert(vm, array, Infinity, value);
}

/** Puts an item before an index, which may be beyond either end; false with an exception set. */
export function insert(vm: Vm, array: Value, index: number, value: Value): boolean {
  if (!prepareItem(vm, codeOf(vm, array), value)) return false;
  vm.lock.begin(array);
  const length = lengthOf(vm, array), size = sizeOf(vm, array);
  const at = Math.min(length, index < 0 ? Math.max(0, index + length) : index);
  const done = openGap(vm, array, at, at, 1);
  if (done) storeItem(vm, size, dataOf(vm, array) + at * size);
  vm.lock.end();
  return done;
}

/** The number of an index; NaN with an exception set. */
function indexOf(vm: Vm, key: Value, message: string): number {
  if ((key & 1) === 1) return key >> 1;
  if (vm.isInt(key) || vm.lookupSpecial(key, vm.names.__index__) !== 0) return itemIndex(vm, key);
  vm.raiseType(message);
  return NaN;
}

function isSlice(vm: Vm, key: Value): boolean {
  return (key & 1) === 0 && vm.isExact(key, T_SLICE);
}

/** `array[key]`. */
export function getItem(vm: Vm, array: Value, key: Value): Value {
  if (isSlice(vm, key)) return getSlice(vm, array, key);
  const index = indexOf(vm, key, "array indices must be integers");
  if (Number.isNaN(index)) return 0;
  const at = index < 0 ? index + lengthOf(vm, array) : index;
  const item = at < 0 ? 0 : itemAt(vm, array, at);
  return item !== 0 || vm.failed() ? item : vm.raiseIndex("array index out of range");
}

function getSlice(vm: Vm, array: Value, key: Value): Value {
  const part = vm.sliceIndices(key, lengthOf(vm, array));
  if (part === null) return 0;
  const type = vm.typeObject(T_ARRAY), size = sizeOf(vm, array);
  vm.lock.begin(array);
  const count = insideNow(vm, array, part);
  let made: Value;
  if (part.step === 1) made = copyPart(vm, type, array, part.start, part.start + count);
  else {
    made = newArray(vm, type, codeOf(vm, array), count);
    if (made !== 0) copyStrided(vm, dataOf(vm, made), size, dataOf(vm, array), part, count, false);
  }
  vm.lock.end();
  return made;
}

/** Copies items between places side by side and those that a slice names. */
function copyStrided(
  vm: Vm,
  packed: number,
  size: number,
  data: number,
  { start, step }: SliceIndices,
  count: number,
  writing: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const near = packed + i * size, far = data + (start + i * step) * size;
    if (writing) vm.u8.copyWithin(far, near, near + size);
    else vm.u8.copyWithin(near, far, far + size);
  }
}

/** How many items of a slice are there still, as the array may have shrunk since. */
function insideNow(vm: Vm, array: Value, { start, step, count }: SliceIndices): number {
  const length = lengthOf(vm, array);
  while (count > 0 && (start >= length || start + (count - 1) * step >= length)) count--;
  return count;
}

/** `array[key] = value`, or with 0 `del array[key]`; false with an exception set. */
export function setItem(vm: Vm, array: Value, key: Value, value: Value): boolean {
  if (isSlice(vm, key)) return setSlice(vm, array, key, value);
  const index = indexOf(vm, key, "array indices must be integers");
  if (Number.isNaN(index)) return false;
  if (value !== 0 && !prepareItem(vm, codeOf(vm, array), value)) return false;
  vm.lock.begin(array);
  const length = lengthOf(vm, array), size = sizeOf(vm, array);
  const at = index < 0 ? index + length : index;
  const inside = at >= 0 && at < length;
  let done = inside;
  if (inside && value === 0) done = openGap(vm, array, at, at + 1, 0);
  else if (inside) storeItem(vm, size, dataOf(vm, array) + at * size);
  vm.lock.end();
  if (!inside) vm.raiseIndex("array assignment index out of range");
  return done;
}

function setSlice(vm: Vm, array: Value, key: Value, value: Value): boolean {
  if (value !== 0 && !isArray(vm, value)) {
    vm.raiseType(`can only assign array (not "${vm.typeName(value)}") to array slice`);
    return false;
  }
  if (value !== 0 && codeOf(vm, value) !== codeOf(vm, array)) {
    vm.raiseType("bad argument type for built-in operation");
    return false;
  }
  const part = vm.sliceIndices(key, lengthOf(vm, array));
  if (part === null) return false;
  // Items of the same array move while others replace them, and two arrays are never locked at a time.
  const source = value === 0 ? 0 : copyWhole(vm, value);
  if (value !== 0 && source === 0) return false;
  vm.lock.begin(array);
  const done = writeSlice(vm, array, part, source);
  vm.lock.end();
  vm.decref(source);
  return done;
}

function copyWhole(vm: Vm, array: Value): Value {
  vm.lock.begin(array);
  const copy = copyPart(vm, vm.typeObject(T_ARRAY), array, 0, lengthOf(vm, array));
  vm.lock.end();
  return copy;
}

/** Replaces the items that a slice names by those of another array, or by none. */
function writeSlice(vm: Vm, array: Value, part: SliceIndices, source: Value): boolean {
  const count = source === 0 ? 0 : lengthOf(vm, source), size = sizeOf(vm, array);
  if (part.step === 1) {
    const start = Math.min(part.start, lengthOf(vm, array));
    const end = Math.min(part.start + part.count, lengthOf(vm, array));
    if (!openGap(vm, array, start, Math.max(start, end), count)) return false;
    const from = source === 0 ? 0 : dataOf(vm, source);
    vm.u8.copyWithin(dataOf(vm, array) + start * size, from, from + count * size);
    return true;
  }
  if (count === 0) return deleteStrided(vm, array, part, insideNow(vm, array, part));
  if (count !== part.count || insideNow(vm, array, part) !== count) {
    vm.raiseValue(`attempt to assign array of size ${count} to extended slice of size ${part.count}`);
    return false;
  }
  copyStrided(vm, dataOf(vm, source), size, dataOf(vm, array), part, count, true);
  return true;
}

function deleteStrided(vm: Vm, array: Value, { start, step }: SliceIndices, count: number): boolean {
  const size = sizeOf(vm, array), data = dataOf(vm, array), every = Math.abs(step);
  const length = lengthOf(vm, array);
  if (count === 0) return true;
  if (isExported(vm, array)) return resize(vm, array, length - count);
  const first = step > 0 ? start : start + (count - 1) * step;
  let to = first;
  for (let at = first; at < length; at++) {
    if ((at - first) % every === 0 && (at - first) / every < count) continue;
    vm.u8.copyWithin(data + to * size, data + at * size, data + (at + 1) * size);
    to++;
  }
  return resize(vm, array, to);
}
