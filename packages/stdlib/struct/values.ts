/**
 * Values to bytes and back, by a layout.
 *
 * @module
 */
import { BYTES_DATA, BYTES_LENGTH, T_BYTEARRAY, TUPLE_ITEMS, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { allocTuple, type Buffer, indexValue, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import type { Item, Layout } from "./format.ts";

/** Raises `struct.error`. */
export type Fail = (vm: Vm, message: string) => 0;

const SIGNED = "bhilqn";
const SCRATCH = new DataView(new ArrayBuffer(16));

/** Names that the errors of short ints have. */
const SHORT_NAMES: Readonly<Record<string, string>> = { b: "byte", B: "ubyte", h: "short", H: "ushort" };

/** Reads an int of some bytes. */
function readInt(vm: Vm, item: Item, at: number, littleEndian: boolean): Value {
  const u8 = vm.u8, { size } = item;
  let low = 0, high = 0;
  for (let i = 0; i < size; i++) {
    const byte = u8[littleEndian ? at + i : at + size - 1 - i];
    if (i < 4) low |= byte << (8 * i);
    else high |= byte << (8 * (i - 4));
  }
  const signed = SIGNED.includes(item.code);
  if (size < 4) {
    const shift = 32 - size * 8;
    return vm.newInt(signed ? low << shift >> shift : low);
  }
  if (size === 4) return vm.newInt(signed ? low : low >>> 0);
  if (high === 0) return vm.newInt(low >>> 0);
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return vm.newBigInt(signed ? BigInt.asIntN(64, bits) : bits);
}

function readFloat(vm: Vm, at: number, size: number, littleEndian: boolean): number {
  for (let i = 0; i < size; i++) SCRATCH.setUint8(i, vm.u8[at + i]);
  if (size === 8) return SCRATCH.getFloat64(0, littleEndian);
  return size === 4 ? SCRATCH.getFloat32(0, littleEndian) : readHalf(SCRATCH.getUint16(0, littleEndian));
}

/** The value of 16 bits: sign, 5 of exponent, 10 of fraction (IEEE 754 binary16). */
function readHalf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** The 16 bits nearest to a value, ties to even; -1 where it is too large. */
function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (Number.isNaN(value)) return 0x7e00;
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude || 1)));
  const unit = 2 ** (exponent - 10);
  const scaled = magnitude / unit;
  let rounded = Math.floor(scaled);
  const rest = scaled - rounded;
  if (rest > 0.5 || (rest === 0.5 && (rounded & 1) === 1)) rounded++;
  // Adding carries from the fraction into the exponent where rounding reached the next power of two.
  const bits = magnitude < 2 ** -14 ? rounded : ((exponent + 15) << 10) + rounded - 1024;
  return bits >= 0x7c00 ? -1 : sign | bits;
}

function readItem(vm: Vm, item: Item, start: number, littleEndian: boolean): Value {
  const at = start + item.offset;
  switch (item.code) {
    case "c":
    case "s":
      return vm.newBytes(vm.u8.slice(at, at + item.size));
    case "p": {
      if (item.size === 0) return vm.newBytes(new Uint8Array(0));
      const count = Math.min(vm.u8[at], item.size - 1);
      return vm.newBytes(vm.u8.slice(at + 1, at + 1 + count));
    }
    case "?":
      return vm.bool(vm.u8[at] !== 0);
    case "e":
    case "f":
    case "d":
      return vm.newFloat(readFloat(vm, at, item.size, littleEndian));
    case "F":
    case "D": {
      const half = item.size / 2;
      return vm.newComplex(
        readFloat(vm, at, half, littleEndian),
        readFloat(vm, at + half, half, littleEndian),
      );
    }
    default:
      return readInt(vm, item, at, littleEndian);
  }
}

/** The values in some bytes as a tuple. */
export function unpack(vm: Vm, layout: Layout, start: number): Value {
  const { items, littleEndian } = layout;
  const tuple = allocTuple(vm, items.length);
  for (let i = 0; i < items.length && tuple !== 0; i++) {
    const value = readItem(vm, items[i], start, littleEndian);
    if (value === 0) {
      vm.decref(tuple);
      return 0;
    }
    vm.i32[(tuple + TUPLE_ITEMS + i * 4) >>> 2] = value;
  }
  return tuple;
}

function writeNumber(
  bytes: Uint8Array,
  at: number,
  size: number,
  littleEndian: boolean,
  value: bigint,
): void {
  let bits = BigInt.asUintN(64, value);
  for (let i = 0; i < size; i++) {
    bytes[littleEndian ? at + i : at + size - 1 - i] = Number(bits & 255n);
    bits >>= 8n;
  }
}

function writeInt(vm: Vm, item: Item, layout: Layout, value: Value, bytes: Uint8Array, fail: Fail): boolean {
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    return fail(vm, "required argument is not an integer") !== 0;
  }
  const int = indexValue(vm, value);
  if (int === 0) return false;
  const number = vm.bigInt(int);
  vm.decref(int);
  const bits = BigInt(item.size * 8);
  const signed = SIGNED.includes(item.code);
  const least = signed ? -(1n << (bits - 1n)) : 0n;
  const most = (1n << (signed ? bits - 1n : bits)) - 1n;
  if (item.code === "P" && number >= -(1n << 63n) && number < 1n << 64n) {
    writeNumber(bytes, item.offset, item.size, layout.littleEndian, number);
    return true;
  }
  if (number < least || number > most) {
    return fail(vm, rangeMessage(item, layout.littleEndian, number, least, most)) !== 0;
  }
  writeNumber(bytes, item.offset, item.size, layout.littleEndian, number);
  return true;
}

function rangeMessage(
  item: Item,
  littleEndian: boolean,
  number: bigint,
  least: bigint,
  most: bigint,
): string {
  if (item.code === "P" || (item.size === 8 && !littleEndian)) return "int too large to convert";
  // What does not fit a C long, or for larger unsigned ints its unsigned kind, is found out first.
  const long = least < 0n || item.size === 1 || (item.size === 2 && littleEndian);
  const wide = long ? number < -(1n << 63n) || number >= 1n << 63n : number < 0n || number >= 1n << 64n;
  if (item.size === 8 || wide) return "argument out of range";
  const name = item.size === 1 || littleEndian ? SHORT_NAMES[item.code] : undefined;
  return `${name ?? `'${item.code}'`} format requires ${least} <= number <= ${most}`;
}

function writeFloat(
  vm: Vm,
  code: string,
  layout: Layout,
  number: number,
  at: number,
  bytes: Uint8Array,
): boolean {
  const tooLarge = () => vm.raise("OverflowError", `float too large to pack with ${code} format`) !== 0;
  let size = 8;
  if (code === "e") {
    const half = halfBits(number);
    if (half < 0) return tooLarge();
    SCRATCH.setUint16(0, half, layout.littleEndian);
    size = 2;
  } else if (code === "f") {
    if (!layout.native && Number.isFinite(number) && !Number.isFinite(Math.fround(number))) return tooLarge();
    SCRATCH.setFloat32(0, number, layout.littleEndian);
    size = 4;
  } else SCRATCH.setFloat64(0, number, layout.littleEndian);
  for (let i = 0; i < size; i++) bytes[at + i] = SCRATCH.getUint8(i);
  return true;
}

function writeBytes(vm: Vm, item: Item, value: Value, bytes: Uint8Array, fail: Fail): boolean {
  const given = vm.isBytes(value) || ((value & 1) === 0 && vm.layout(value) === T_BYTEARRAY);
  if (item.code === "c") {
    if (!vm.isBytes(value) || vm.i32[(value + BYTES_LENGTH) >>> 2] !== 1) {
      return fail(vm, "char format requires a bytes object of length 1") !== 0;
    }
    bytes[item.offset] = vm.u8[(value + BYTES_DATA) >>> 0];
    return true;
  }
  if (!given) return fail(vm, `argument for '${item.code}' must be a bytes object`) !== 0;
  const buffer: Buffer | null = openBytes(vm, value);
  if (buffer === null) return false;
  const pascal = item.code === "p" && item.size > 0 ? 1 : 0;
  const count = Math.min(buffer.length, item.size - pascal);
  bytes.set(vm.u8.subarray(buffer.address, buffer.address + count), item.offset + pascal);
  if (pascal === 1) bytes[item.offset] = Math.min(count, 255);
  releaseBuffer(vm, buffer);
  return true;
}

/** Bytes of values that lie in words; null with an exception set. */
export function pack(vm: Vm, layout: Layout, values: readonly Value[], fail: Fail): Uint8Array | null {
  const bytes = new Uint8Array(layout.size);
  for (let i = 0; i < layout.items.length; i++) {
    if (writeItem(vm, layout.items[i], layout, values[i], bytes, fail)) continue;
    if (vm.isInt(values[i]) && vm.matches("OverflowError")) {
      vm.clearError();
      fail(vm, "int too large to convert");
    }
    return null;
  }
  return bytes;
}

function writeItem(vm: Vm, item: Item, layout: Layout, value: Value, bytes: Uint8Array, fail: Fail): boolean {
  switch (item.code) {
    case "c":
    case "s":
    case "p":
      return writeBytes(vm, item, value, bytes, fail);
    case "?": {
      const truth = vm.truthy(value);
      bytes[item.offset] = truth;
      return truth >= 0;
    }
    case "e":
    case "f":
    case "d": {
      const number = vm.asDouble(value);
      if (!vm.failed()) return writeFloat(vm, item.code, layout, number, item.offset, bytes);
      if (!vm.matches("TypeError")) return false;
      vm.clearError();
      return fail(vm, "required argument is not a float") !== 0;
    }
    case "F":
    case "D":
      return writeComplex(vm, item, layout, value, bytes, fail);
    default:
      return writeInt(vm, item, layout, value, bytes, fail);
  }
}

function writeComplex(
  vm: Vm,
  item: Item,
  layout: Layout,
  value: Value,
  bytes: Uint8Array,
  fail: Fail,
): boolean {
  const parts = ["real", "imag"].map((name) => {
    const part = vm.failed() ? 0 : vm.getAttr(value, vm.intern(name));
    const number = part === 0 ? NaN : vm.asDouble(part);
    vm.decref(part);
    return number;
  });
  if (vm.failed()) {
    vm.clearError();
    return fail(vm, "required argument is not a complex") !== 0;
  }
  const half = item.size / 2, code = item.code === "F" ? "f" : "d";
  return writeFloat(vm, code, layout, parts[0], item.offset, bytes) &&
    writeFloat(vm, code, layout, parts[1], item.offset + half, bytes);
}
