/**
 * Values of C in memory: what each code of `_SimpleCData` (the characters of its `_type_`) means, read and written at
 * any address, in the byte order of the machine or the other one.
 *
 * @module
 */
import { NONE, T_BYTEARRAY, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dataOf, sizeOf, strOfCodes } from "@orochi/vm";
import { indexValue } from "@orochi/vm/kernel";
import { codeAt, dataView } from "@orochi/vm/text";
import { doubleOfExtended, extendedOfDouble } from "./extended.ts";

/** Added to a code whose bytes stand in the other order. */
export const SWAPPED = 256;

/** Bytes of each code. */
const SIZES: Uint8Array = new Uint8Array(128);
for (
  const [codes, bytes] of [["cbB?", 1], ["hHv", 2], ["iIfu", 4], ["lLqQdzZPXOF", 8], ["gD", 16], [
    "G",
    32,
  ]] as const
) for (const code of codes) SIZES[code.charCodeAt(0)] = bytes;

/** Bytes of a value; 0 if the code is none. */
export function bytesOfCode(code: number): number {
  return SIZES[code & 127];
}

/** The bytes from an address up to the first zero of a size, none of it; stops at the end of the memory. */
export function endOfText(vm: Vm, address: number, unit: number): number {
  const u8 = vm.u8, end = u8.length - unit + 1;
  for (let at = address; at < end; at += unit) {
    let byte = 0;
    for (let k = 0; k < unit; k++) byte |= u8[at + k];
    if (byte === 0) return at;
  }
  return u8.length;
}

/** A str of the wide characters in a run of bytes; 0 with ValueError set. */
export function wideText(vm: Vm, address: number, bytes: number): Value {
  const view = dataView(vm);
  const points: number[] = [];
  for (let at = address; at + 4 <= address + bytes; at += 4) {
    const point = view.getUint32(at, true);
    if (point > 0x10ffff) {
      return vm.raiseValue(`character U+${point.toString(16)} is not in range [U+0000; U+10ffff]`);
    }
    points.push(point);
  }
  return strOfCodes(vm, points);
}

/** Whether memory of the program lies at an address; if not, OSError is set. */
export function isMemory(vm: Vm, address: number, bytes: number): boolean {
  if (address >= 0x1000 && address + bytes <= vm.u8.length) return true;
  vm.raise("OSError", `exception: access violation at 0x${address.toString(16).padStart(16, "0")}`);
  return false;
}

function pointed(vm: Vm, code: number, address: number): Value {
  if (address === 0) return NONE;
  if (!isMemory(vm, address, 1)) return 0;
  const unit = code === 0x7a ? 1 : 4, end = endOfText(vm, address, unit);
  return unit === 1 ? vm.newBytes(vm.u8.subarray(address, end)) : wideText(vm, address, end - address);
}

/** The value of a code at an address (new reference), 0 with an exception set. */
export function loadValue(vm: Vm, code: number, address: number): Value {
  const view = dataView(vm), little = code < SWAPPED;
  switch (code & 127) {
    case 0x62: // b
      return vm.newInt(view.getInt8(address));
    case 0x42: // B
      return vm.newInt(view.getUint8(address));
    case 0x63: // c
      return vm.newBytes(vm.u8.subarray(address, address + 1));
    case 0x3f: // ?
      return vm.bool(view.getUint8(address) !== 0);
    case 0x68: // h
      return vm.newInt(view.getInt16(address, little));
    case 0x48: // H
      return vm.newInt(view.getUint16(address, little));
    case 0x76: // v
      return vm.bool(view.getInt16(address, little) !== 0);
    case 0x69: // i
      return vm.newInt(view.getInt32(address, little));
    case 0x49: // I
      return vm.newInt(view.getUint32(address, little));
    case 0x66: // f
      return vm.newFloat(view.getFloat32(address, little));
    case 0x64: // d
      return vm.newFloat(view.getFloat64(address, little));
    case 0x6c: // l
    case 0x71: // q
      return vm.newBigInt(view.getBigInt64(address, little));
    case 0x4c: // L
    case 0x51: // Q
      return vm.newBigInt(view.getBigUint64(address, little));
    default:
      return loadRare(vm, view, code & 127, address);
  }
}

function loadRare(vm: Vm, view: DataView, code: number, address: number): Value {
  switch (String.fromCharCode(code)) {
    case "u":
      return wideText(vm, address, 4);
    case "g":
      return vm.newFloat(doubleOfExtended(view, address));
    case "F":
      return vm.newComplex(view.getFloat32(address, true), view.getFloat32(address + 4, true));
    case "D":
      return vm.newComplex(view.getFloat64(address, true), view.getFloat64(address + 8, true));
    case "G":
      return vm.newComplex(doubleOfExtended(view, address), doubleOfExtended(view, address + 16));
    case "P": {
      const at = view.getBigUint64(address, true);
      return at === 0n ? NONE : vm.newBigInt(at);
    }
    case "O": {
      const object = view.getInt32(address, true);
      return object === 0 ? vm.raiseValue("PyObject is NULL") : vm.keep(object);
    }
    default:
      return pointed(vm, code, Number(view.getBigUint64(address, true)));
  }
}

/**
 * Writes a value at an address. Codes that point (`z`, `Z`, `P`, `X`, `O`) take the address that is to be written.
 *
 * @returns False with TypeError set, if the value has the wrong type.
 */
export function storeValue(vm: Vm, code: number, address: number, value: Value): boolean {
  const view = dataView(vm), little = code < SWAPPED;
  switch (code & 127) {
    case 0x63: // c
      return storeCharacter(vm, address, value);
    case 0x75: // u
      return storeWide(vm, view, address, value);
    case 0x3f: // ?
    case 0x76: { // v
      const truth = vm.truthy(value);
      if (truth < 0) return false;
      if ((code & 127) === 0x3f) view.setUint8(address, truth);
      else view.setInt16(address, -truth, little);
      return true;
    }
    case 0x66: // f
    case 0x64: // d
    case 0x67: { // g
      const double = vm.isFloat(value) ? vm.float(value) : vm.asDouble(value);
      if (Number.isNaN(double) && vm.failed()) return false;
      if ((code & 127) === 0x64) view.setFloat64(address, double, little);
      else if ((code & 127) === 0x66) view.setFloat32(address, double, little);
      else extendedOfDouble(view, address, double);
      return true;
    }
    case 0x46: // F
    case 0x44: // D
    case 0x47: // G
      return storeComplex(vm, view, code & 127, address, value);
    default:
      return storeInteger(vm, view, code, address, value, little);
  }
}

function storeInteger(
  vm: Vm,
  view: DataView,
  code: number,
  address: number,
  value: Value,
  little: boolean,
): boolean {
  if (!vm.isInt(value)) {
    const whole = indexValue(vm, value);
    const done = whole !== 0 && storeInteger(vm, view, code, address, whole, little);
    vm.decref(whole);
    return done;
  }
  const bytes = bytesOfCode(code);
  if ((value & 1) === 1 && bytes <= 4) {
    if (bytes === 1) view.setUint8(address, value >> 1);
    else if (bytes === 2) view.setUint16(address, value >> 1, little);
    else view.setUint32(address, value >> 1, little);
    return true;
  }
  // As a cast in C: what does not fit is cut off.
  const whole = BigInt.asUintN(64, vm.bigInt(value));
  if (bytes === 8) view.setBigUint64(address, whole, little);
  else if (bytes === 4) view.setUint32(address, Number(whole & 0xffff_ffffn), little);
  else if (bytes === 2) view.setUint16(address, Number(whole & 0xffffn), little);
  else view.setUint8(address, Number(whole & 0xffn));
  return true;
}

function storeCharacter(vm: Vm, address: number, value: Value): boolean {
  const expected = "one character bytes, bytearray, or an integer in range(256) expected, not ";
  const isArray = (value & 1) === 0 && vm.layout(value) === T_BYTEARRAY;
  if (vm.isBytes(value) || isArray) {
    const length = sizeOf(vm, value);
    if (length !== 1) {
      const kind = isArray ? "bytearray" : "bytes";
      return vm.raiseType(`${expected}a ${kind} object of length ${length}`) !== 0;
    }
    vm.u8[address] = vm.u8[dataOf(vm, value)];
    return true;
  }
  if (vm.isInt(value)) {
    const number = (value & 1) === 1 ? value >> 1 : -1;
    if (number >= 0 && number < 256) {
      vm.u8[address] = number;
      return true;
    }
    return vm.raiseType("integer not in range(256)") !== 0;
  }
  return vm.raiseType(expected + vm.typeName(value)) !== 0;
}

function storeWide(vm: Vm, view: DataView, address: number, value: Value): boolean {
  if (!vm.isStr(value)) {
    return vm.raiseType(`a unicode character expected, not instance of ${vm.typeName(value)}`) !== 0;
  }
  const length = vm.length(value);
  if (length !== 1) {
    return vm.raiseType(`a unicode character expected, not a string of length ${length}`) !== 0;
  }
  view.setUint32(address, codeAt(vm, value, 0), true);
  return true;
}

function storeComplex(vm: Vm, view: DataView, code: number, address: number, value: Value): boolean {
  const complex = vm.isComplex(value)
    ? vm.keep(value)
    : vm.call(vm.dictGetStr(vm.builtins, "complex"), value);
  if (complex === 0) return false;
  const real = vm.f64[(complex + 8) >>> 3], imaginary = vm.f64[(complex + 16) >>> 3];
  vm.decref(complex);
  if (code === 0x46) {
    view.setFloat32(address, real, true);
    view.setFloat32(address + 4, imaginary, true);
  } else if (code === 0x44) {
    view.setFloat64(address, real, true);
    view.setFloat64(address + 8, imaginary, true);
  } else {
    extendedOfDouble(view, address, real);
    extendedOfDouble(view, address + 16, imaginary);
  }
  return true;
}
