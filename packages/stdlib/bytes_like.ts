/**
 * The bytes of bytes-like objects.
 *
 * @module
 */
import {
  BYTEARRAY_DATA,
  BYTEARRAY_LENGTH,
  BYTES_DATA,
  BYTES_LENGTH,
  T_BYTEARRAY,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";

/** The bytes of a bytes object, in place. */
export function bytesOf(vm: Vm, bytes: Value): Uint8Array {
  const first = (bytes + BYTES_DATA) >>> 0;
  return vm.u8.subarray(first, first + vm.i32[(bytes + BYTES_LENGTH) >>> 2]);
}

/** The bytes of a bytes-like object, in place; null with TypeError set. Good until Python code runs. */
export function bytesLike(vm: Vm, value: Value): Uint8Array | null {
  if (vm.isBytes(value)) return bytesOf(vm, value);
  if ((value & 1) === 0 && vm.layout(value) === T_BYTEARRAY) return bytearrayOf(vm, value);
  vm.raiseType(`a bytes-like object is required, not '${vm.typeName(value)}'`);
  return null;
}

function bytearrayOf(vm: Vm, value: Value): Uint8Array {
  const first = vm.i32[(value + BYTEARRAY_DATA) >>> 2] >>> 0;
  return vm.u8.subarray(first, first + vm.i32[(value + BYTEARRAY_LENGTH) >>> 2]);
}

/** A copy of the bytes of a bytes-like object; null with TypeError set, which says the message if there is one. */
export function copyBytes(vm: Vm, value: Value, message?: string): Uint8Array | null {
  const buffer = openBytes(vm, value, message);
  if (buffer === null) return null;
  const bytes = vm.u8.slice(buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  return bytes;
}
