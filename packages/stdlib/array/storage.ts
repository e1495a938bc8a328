/**
 * The items of an `array.array` in raw storage: room for them, and parts of it moved about. While someone holds a
 * buffer of an array its length is fixed.
 *
 * @module
 */
import {
  ARRAY_BYTES,
  ARRAY_CAPACITY,
  ARRAY_CODE,
  ARRAY_DATA,
  ARRAY_EXPORTS,
  ARRAY_LENGTH,
  T_ARRAY,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { itemBytes } from "./items.ts";

/** Most bytes of an array. */
const MOST_BYTES = 0x3fff_ffff;

/** Whether a value is an array, subclasses included. */
export function isArray(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_ARRAY;
}

/** Number of items. */
export function lengthOf(vm: Vm, array: Value): number {
  return vm.i32[(array + ARRAY_LENGTH) >>> 2];
}

/** Type code as a character code. */
export function codeOf(vm: Vm, array: Value): number {
  return vm.i32[(array + ARRAY_CODE) >>> 2];
}

/** Bytes of an item. */
export function sizeOf(vm: Vm, array: Value): number {
  return itemBytes(codeOf(vm, array));
}

/** Index in `vm.u8` of the first item. */
export function dataOf(vm: Vm, array: Value): number {
  return vm.i32[(array + ARRAY_DATA) >>> 2] >>> 0;
}

/** Whether someone holds a buffer of it. */
export function isExported(vm: Vm, array: Value): boolean {
  return vm.i32[(array + ARRAY_EXPORTS) >>> 2] > 0;
}

/** An array of a class with a number of items that the caller fills; 0 with MemoryError set. */
export function newArray(vm: Vm, type: Value, code: number, length: number): Value {
  const array = vm.allocLike(type, ARRAY_BYTES);
  if (array === 0) return 0;
  vm.i32[(array + ARRAY_CODE) >>> 2] = code;
  if (resize(vm, array, length)) return array;
  vm.decref(array);
  return 0;
}

/** Gives an array room for a number of items and sets its length. The lock is held; false with an exception set. */
export function resize(vm: Vm, array: Value, length: number): boolean {
  const i32 = vm.i32;
  if (length === lengthOf(vm, array)) return true;
  if (isExported(vm, array)) {
    vm.raise("BufferError", "cannot resize an array that is exporting buffers");
    return false;
  }
  const bytes = length * sizeOf(vm, array), capacity = i32[(array + ARRAY_CAPACITY) >>> 2];
  if (bytes > capacity || bytes * 4 < capacity) {
    const room = bytes === 0 || bytes <= capacity ? bytes : bytes + (bytes >>> 3) + 32;
    const old = i32[(array + ARRAY_DATA) >>> 2];
    const data = room === 0 || room > MOST_BYTES ? 0 : vm.heap.reallocRaw(old, room);
    if (room > 0 && data === 0) return vm.raiseMemory() !== 0;
    if (room === 0) vm.heap.freeRawLater(old);
    i32[(array + ARRAY_DATA) >>> 2] = data;
    i32[(array + ARRAY_CAPACITY) >>> 2] = room;
  }
  i32[(array + ARRAY_LENGTH) >>> 2] = length;
  return true;
}

/**
 * Makes room for `count` items in place of items `start..end`; the caller fills them. The lock is held; false with an
 * exception set.
 */
export function openGap(vm: Vm, array: Value, start: number, end: number, count: number): boolean {
  const length = lengthOf(vm, array), size = sizeOf(vm, array), total = length - (end - start) + count;
  if (total > length && !resize(vm, array, total)) return false;
  if (total < length && isExported(vm, array)) return resize(vm, array, total);
  const data = dataOf(vm, array);
  if (total !== length && length > end) {
    vm.u8.copyWithin(data + (start + count) * size, data + end * size, data + length * size);
  }
  return total >= length || resize(vm, array, total);
}

/** An array of a class with a copy of items `start..end` of another. The lock of the other is held. */
export function copyPart(vm: Vm, type: Value, from: Value, start: number, end: number): Value {
  const made = newArray(vm, type, codeOf(vm, from), Math.max(0, end - start));
  if (made === 0 || end <= start) return made;
  const size = sizeOf(vm, from), data = dataOf(vm, from);
  vm.u8.copyWithin(dataOf(vm, made), data + start * size, data + end * size);
  return made;
}
