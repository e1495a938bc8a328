/**
 * `int.to_bytes` and `int.from_bytes`.
 *
 * @module
 */
import { T_BYTES, T_INT, type Value } from "@orochi/object";
import { classMethod, method, type NativeDefinition } from "../native.ts";
import { bitLengthOf } from "./int_limbs.ts";
import type { Vm } from "../vm.ts";

/** Whether the order is little-endian; null with an exception set if it is no order. */
function isLittle(vm: Vm, name: string, order: Value): boolean | null {
  if (order === 0) return false;
  if (!vm.isStr(order)) vm.raiseType(`${name}() argument 'byteorder' must be str, not ${vm.typeName(order)}`);
  else {
    const text = vm.js(order);
    if (text === "little") return true;
    if (text === "big") return false;
    vm.raiseValue("byteorder must be either 'little' or 'big'");
  }
  return null;
}

/** Bytes of an int in two's complement, most significant first. */
function bytesOfInteger(value: bigint, length: number, signed: boolean): Uint8Array {
  const bytes = new Uint8Array(length);
  if (length === 0) return bytes;
  const pattern = signed ? BigInt.asUintN(length * 8, value) : value;
  const digits = pattern.toString(16).padStart(length * 2, "0");
  for (let i = 0; i < length; i++) bytes[i] = parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

function toBytes(vm: Vm, self: Value, lengthValue: Value, order: Value, signedValue: Value): Value {
  const length = lengthValue === 0 ? 1 : vm.size(lengthValue);
  if (Number.isNaN(length)) return 0;
  const little = isLittle(vm, "to_bytes", order);
  const signed = signedValue === 0 ? 0 : vm.truthy(signedValue);
  if (little === null || signed < 0) return 0;
  if (length < 0) return vm.raiseValue("length argument must be non-negative");
  if (length > 0x3fff_ffff) return vm.raiseMemory();
  const value = vm.bigInt(self);
  if (value < 0n && signed === 0) return vm.raise("OverflowError", "can't convert negative int to unsigned");
  const bits = bitLengthOf(vm, self);
  // The sign takes a bit, but for the least number of so many bytes.
  const least = signed === 1 && value < 0n && value === -(1n << BigInt(bits - 1)) ? bits : bits + signed;
  if (value !== 0n && least > length * 8) return vm.raise("OverflowError", "int too big to convert");
  const bytes = bytesOfInteger(value, length, signed === 1);
  return vm.newBytes(little ? bytes.reverse() : bytes);
}

/** The bytes of an argument as `bytes(argument)` makes them, but for ints and strs; null on failure. */
function bytesArgument(vm: Vm, source: Value): Uint8Array | null {
  if (vm.isBytes(source)) return vm.bytesOf(source);
  if (vm.isStr(source) || vm.isInt(source) || vm.typeObject(T_BYTES) === 0) {
    vm.raiseType(`cannot convert '${vm.typeName(source)}' object to bytes`);
    return null;
  }
  const made = vm.call(vm.typeObject(T_BYTES), source);
  if (made === 0) return null;
  const bytes = vm.bytesOf(made);
  vm.decref(made);
  return bytes;
}

function fromBytes(vm: Vm, type: Value, source: Value, order: Value, signedValue: Value): Value {
  const little = isLittle(vm, "from_bytes", order);
  const signed = signedValue === 0 ? 0 : vm.truthy(signedValue);
  if (little === null || signed < 0) return 0;
  const bytes = bytesArgument(vm, source);
  if (bytes === null) return 0;
  if (little) bytes.reverse();
  let digits = "0x0";
  for (let i = 0; i < bytes.length; i++) digits += (bytes[i] < 16 ? "0" : "") + bytes[i].toString(16);
  const pattern = BigInt(digits);
  const value = vm.newBigInt(signed === 1 ? BigInt.asIntN(bytes.length * 8, pattern) : pattern);
  if (value === 0 || type === vm.typeObject(T_INT)) return value;
  const result = vm.call(type, value);
  vm.decref(value);
  return result;
}

/** The methods. */
export const bytesMethods: readonly NativeDefinition[] = [
  method(
    "to_bytes",
    "($self, /, length=1, byteorder='big', *, signed=False)",
    (vm, a) => toBytes(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]),
    "Return an array of bytes representing an integer.",
  ),
  classMethod(
    "from_bytes",
    "($type, /, bytes, byteorder='big', *, signed=False)",
    (vm, a) => fromBytes(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]),
    "Return the integer represented by the given array of bytes.",
  ),
];
