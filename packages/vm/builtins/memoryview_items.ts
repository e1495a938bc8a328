/**
 * Items of a memoryview: reading and writing one by its format, a single native character of the struct module.
 *
 * @module
 */
import { tagInt, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { bytesOfHeap, dataOf, isBytes, sizeOf } from "./bytes_core.ts";

/** Bytes of each native format. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ["c", 1],
  ["b", 1],
  ["B", 1],
  ["?", 1],
  ["h", 2],
  ["H", 2],
  ["e", 2],
  ["i", 4],
  ["I", 4],
  ["f", 4],
  ["l", 8],
  ["L", 8],
  ["q", 8],
  ["Q", 8],
  ["n", 8],
  ["N", 8],
  ["d", 8],
  ["P", 8],
]);

/** A format without the `@` that may stand before it; empty if it is no single native character. */
export function nativeFormat(format: string): string {
  const plain = format[0] === "@" ? format.slice(1) : format;
  return SIZES.has(plain) ? plain : "";
}

/** Bytes of an item of a native format. */
export function itemSize(format: string): number {
  return SIZES.get(format)!;
}

let viewed: ArrayBufferLike | null = null;
let data: DataView = new DataView(new ArrayBuffer(8));

/** A view of the heap that reads and writes at any address. */
export function dataView(vm: Vm): DataView {
  if (viewed !== vm.u8.buffer) {
    viewed = vm.u8.buffer;
    data = new DataView(viewed);
  }
  return data;
}

/** The double of a half-precision float's bits (IEEE 754 binary16). */
export function doubleOfHalf(bits: number): number {
  const exponent = (bits >> 10) & 31, fraction = bits & 1023, sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** The half-precision bits nearest to a double, ties to even; -1 if it is too large. */
export function halfOfDouble(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude === Infinity) return sign | 0x7c00;
  if (magnitude === 0) return sign;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)));
  const scaled = magnitude / 2 ** (exponent - 10);
  let rounded = Math.floor(scaled);
  const rest = scaled - rounded;
  if (rest > 0.5 || (rest === 0.5 && (rounded & 1) === 1)) rounded++;
  // A carry moves on into the exponent by itself.
  const bits = rounded + (exponent + 14) * 1024;
  return bits >= 0x7c00 ? -1 : sign | bits;
}

/** An item at an address as a Python value (new reference). */
export function readItem(vm: Vm, format: string, address: number): Value {
  const view = dataView(vm);
  switch (format) {
    case "B":
      return tagInt(vm.u8[address]);
    case "b":
      return tagInt(view.getInt8(address));
    case "c":
      return bytesOfHeap(vm, address, 1);
    case "?":
      return vm.bool(vm.u8[address] !== 0);
    case "h":
      return tagInt(view.getInt16(address, true));
    case "H":
      return tagInt(view.getUint16(address, true));
    case "i":
      return vm.newInt(view.getInt32(address, true));
    case "I":
      return vm.newInt(view.getUint32(address, true));
    case "l":
    case "q":
    case "n":
      return vm.newBigInt(view.getBigInt64(address, true));
    case "L":
    case "Q":
    case "N":
    case "P":
      return vm.newBigInt(view.getBigUint64(address, true));
    case "f":
      return vm.newFloat(view.getFloat32(address, true));
    case "d":
      return vm.newFloat(view.getFloat64(address, true));
    case "e":
      return vm.newFloat(doubleOfHalf(view.getUint16(address, true)));
    default:
      return vm.raise("NotImplementedError", `memoryview: format ${format} not supported`);
  }
}

/** Range of the integer formats: bits, and whether they have a sign. */
const INTEGERS: ReadonlyMap<string, readonly [bits: number, signed: boolean]> = new Map([
  ["b", [8, true]],
  ["B", [8, false]],
  ["h", [16, true]],
  ["H", [16, false]],
  ["i", [32, true]],
  ["I", [32, false]],
  ["l", [64, true]],
  ["q", [64, true]],
  ["n", [64, true]],
  ["L", [64, false]],
  ["Q", [64, false]],
  ["N", [64, false]],
  ["P", [64, false]],
]);

/** An item as the bytes that stand for it; null with an exception set. */
export function packItem(vm: Vm, format: string, value: Value): Uint8Array | null {
  const size = SIZES.get(format);
  if (size === undefined) {
    vm.raise("NotImplementedError", `memoryview: format ${format} not supported`);
    return null;
  }
  const bytes = new Uint8Array(size), view = new DataView(bytes.buffer);
  const integer = INTEGERS.get(format);
  if (integer !== undefined) {
    const int = integerOf(vm, format, value);
    if (int === null) return null;
    const [bits, signed] = integer;
    const low = signed ? -(1n << BigInt(bits - 1)) : 0n, high = 1n << BigInt(signed ? bits - 1 : bits);
    if (int < low || int >= high) return refuseValue(vm, format);
    for (let i = 0; i < size; i++) bytes[i] = Number((int >> BigInt(8 * i)) & 255n);
    return bytes;
  }
  if (format === "?") {
    const truth = vm.truthy(value);
    bytes[0] = truth;
    return truth < 0 ? null : bytes;
  }
  if (format === "c") {
    if (!isBytes(vm, value)) return refuseType(vm, format);
    if (sizeOf(vm, value) !== 1) return refuseValue(vm, format);
    bytes[0] = vm.u8[dataOf(vm, value)];
    return bytes;
  }
  const double = vm.asDouble(value);
  if (vm.failed()) {
    if (!vm.matches("TypeError")) return null;
    vm.clearError();
    return refuseType(vm, format);
  }
  if (format === "d") view.setFloat64(0, double, true);
  else if (format === "f") {
    if (Number.isFinite(double) && !Number.isFinite(Math.fround(double))) {
      vm.raise("OverflowError", "float too large to pack with f format");
      return null;
    }
    view.setFloat32(0, double, true);
  } else {
    const half = halfOfDouble(double);
    if (half < 0) {
      vm.raise("OverflowError", "float too large to pack with e format");
      return null;
    }
    view.setUint16(0, half, true);
  }
  return bytes;
}

function integerOf(vm: Vm, format: string, value: Value): bigint | null {
  if (vm.isInt(value)) return vm.bigInt(value);
  if (vm.lookupSpecial(value, vm.names.__index__) === 0) return refuseType(vm, format);
  const int = vm.callSpecial(value, vm.names.__index__);
  if (int === 0) return null;
  const result = vm.isInt(int) ? vm.bigInt(int) : refuseType(vm, format);
  vm.decref(int);
  return result;
}

function refuseType(vm: Vm, format: string): null {
  vm.raiseType(`memoryview: invalid type for format '${format}'`);
  return null;
}

function refuseValue(vm: Vm, format: string): null {
  vm.raiseValue(`memoryview: invalid value for format '${format}'`);
  return null;
}
