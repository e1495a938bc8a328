/**
 * Where the bytes of `bytes` and `bytearray` lie, and making new ones.
 *
 * @module
 */
import {
  allocBytes,
  BYTEARRAY_CAPACITY,
  BYTEARRAY_DATA,
  BYTEARRAY_EXPORTS,
  BYTEARRAY_LENGTH,
  BYTES_DATA,
  BYTES_LENGTH,
  T_BYTEARRAY,
  T_BYTES,
  type Value,
} from "@orochi/object";
import { indexValue } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";

/** Runs of bytes up to this length are copied in a loop, which costs less than a call of `copyWithin`. */
const SHORT_COPY = 48;

/** The empty and the one-byte bytes objects, made once for each machine. */
let smallOwner: Vm | null = null;
let small: Int32Array = new Int32Array(257);

/** Whether a value is a bytes object, subclasses included. */
export function isBytes(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_BYTES;
}

/** Whether a value is a bytearray, subclasses included. */
export function isByteArray(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_BYTEARRAY;
}

/** Index in `vm.u8` of the first byte of a bytes object or bytearray. */
export function dataOf(vm: Vm, value: Value): number {
  return vm.layout(value) === T_BYTES
    ? (value + BYTES_DATA) >>> 0
    : vm.i32[(value + BYTEARRAY_DATA) >>> 2] >>> 0;
}

/** Number of bytes of a bytes object or bytearray. */
export function sizeOf(vm: Vm, value: Value): number {
  return vm.i32[(value + (vm.layout(value) === T_BYTES ? BYTES_LENGTH : BYTEARRAY_LENGTH)) >>> 2];
}

/** Copies bytes inside the heap. */
export function copyBytes(vm: Vm, to: number, from: number, count: number): void {
  const u8 = vm.u8;
  if (count > SHORT_COPY || (to > from && to < from + count)) u8.copyWithin(to, from, from + count);
  else for (let i = 0; i < count; i++) u8[to + i] = u8[from + i];
}

/** A bytes object that the caller fills; at least 2 bytes long, as shorter ones are shared. */
export function blankBytes(vm: Vm, length: number): Value {
  const bytes = allocBytes(vm.objects, length);
  if (bytes === 0) return vm.raiseMemory();
  vm.rc.init(bytes);
  return bytes;
}

/** The shared bytes object of one byte, or the empty one for 256. They are immortal. */
export function smallBytes(vm: Vm, byte: number): Value {
  if (smallOwner !== vm) {
    smallOwner = vm;
    small = new Int32Array(257);
  }
  if (small[byte] !== 0) return small[byte];
  const made = blankBytes(vm, byte === 256 ? 0 : 1);
  if (made === 0) return 0;
  if (byte < 256) vm.u8[(made + BYTES_DATA) >>> 0] = byte;
  vm.rc.immortalise(made);
  return small[byte] = made;
}

/** A bytes object with a copy of bytes of the heap. */
export function bytesOfHeap(vm: Vm, from: number, length: number): Value {
  if (length <= 1) return smallBytes(vm, length <= 0 ? 256 : vm.u8[from]);
  const bytes = blankBytes(vm, length);
  if (bytes !== 0) copyBytes(vm, (bytes + BYTES_DATA) >>> 0, from, length);
  return bytes;
}

/** A bytes object with a copy of bytes from outside. */
export function bytesOfArray(vm: Vm, source: Uint8Array, length: number = source.length): Value {
  if (length <= 1) return smallBytes(vm, length <= 0 ? 256 : source[0]);
  const bytes = blankBytes(vm, length);
  if (bytes !== 0) {
    vm.u8.set(length === source.length ? source : source.subarray(0, length), (bytes + BYTES_DATA) >>> 0);
  }
  return bytes;
}

/** A bytearray of a number of bytes that the caller fills, of exactly that type or of a subclass. */
export function blankByteArray(vm: Vm, length: number, type: Value = 0): Value {
  const array = type === 0
    ? vm.alloc(T_BYTEARRAY, BYTEARRAY_EXPORTS + 4)
    : vm.allocLike(type, BYTEARRAY_EXPORTS + 4);
  if (array === 0 || length === 0) return array;
  const data = length > 0x3fff_ffff ? 0 : vm.heap.allocRaw(length);
  if (data === 0) {
    vm.decref(array);
    return vm.raiseMemory();
  }
  vm.i32[(array + BYTEARRAY_DATA) >>> 2] = data;
  vm.i32[(array + BYTEARRAY_CAPACITY) >>> 2] = length;
  vm.i32[(array + BYTEARRAY_LENGTH) >>> 2] = length;
  return array;
}

/** A bytearray with a copy of bytes of the heap. */
export function byteArrayOfHeap(vm: Vm, from: number, length: number): Value {
  const array = blankByteArray(vm, length);
  if (array !== 0 && length > 0) copyBytes(vm, vm.i32[(array + BYTEARRAY_DATA) >>> 2] >>> 0, from, length);
  return array;
}

/** A bytes object or bytearray, as `like` is one, with a copy of bytes of the heap. */
export function newLike(vm: Vm, like: Value, from: number, length: number): Value {
  return vm.layout(like) === T_BYTES ? bytesOfHeap(vm, from, length) : byteArrayOfHeap(vm, from, length);
}

/** As `newLike`, of bytes from outside. */
export function newLikeArray(vm: Vm, like: Value, source: Uint8Array, length: number = source.length): Value {
  if (vm.layout(like) === T_BYTES) return bytesOfArray(vm, source, length);
  const array = blankByteArray(vm, length);
  if (array !== 0 && length > 0) vm.u8.set(source.subarray(0, length), dataOf(vm, array));
  return array;
}

/**
 * Gives a bytearray room for a number of bytes and sets its length; its lock is held.
 *
 * @returns False with BufferError or MemoryError set.
 */
export function resize(vm: Vm, array: Value, length: number): boolean {
  const i32 = vm.i32;
  if (length === i32[(array + BYTEARRAY_LENGTH) >>> 2]) return true;
  if (i32[(array + BYTEARRAY_EXPORTS) >>> 2] > 0) {
    return vm.raise("BufferError", "Existing exports of data: object cannot be re-sized") !== 0;
  }
  const capacity = i32[(array + BYTEARRAY_CAPACITY) >>> 2];
  if (length > capacity || length * 4 < capacity) {
    const room = length === 0
      ? 0
      : length <= capacity
      ? length
      : length + (length >>> 3) + (length < 9 ? 3 : 6);
    const old = i32[(array + BYTEARRAY_DATA) >>> 2];
    const data = room === 0 ? 0 : length > 0x3fff_ffff ? 0 : vm.heap.reallocRaw(old, room);
    if (room > 0 && data === 0) return vm.raiseMemory() !== 0;
    if (room === 0) vm.heap.freeRawLater(old);
    i32[(array + BYTEARRAY_DATA) >>> 2] = data;
    i32[(array + BYTEARRAY_CAPACITY) >>> 2] = room;
  }
  i32[(array + BYTEARRAY_LENGTH) >>> 2] = length;
  return true;
}

/** A byte from an int Value; -1 with an exception set where it is none. */
export function byteOf(vm: Vm, value: Value, message = "byte must be in range(0, 256)"): number {
  const number = vm.index(value);
  if (Number.isNaN(number)) return -1;
  if (number >= 0 && number < 256) return number;
  vm.raiseValue(message);
  return -1;
}

/** The index of an item; NaN with an exception set, IndexError where it is beyond all sequences. */
export function itemIndex(vm: Vm, key: Value): number {
  if ((key & 1) === 1) return key >> 1;
  const int = indexValue(vm, key);
  if (int === 0) return NaN;
  const fits = BigInt.asIntN(64, vm.bigInt(int)) === vm.bigInt(int);
  const index = vm.number(int);
  vm.decref(int);
  if (fits) return index;
  vm.raiseIndex(`cannot fit '${vm.typeName(key)}' into an index-sized integer`);
  return NaN;
}
