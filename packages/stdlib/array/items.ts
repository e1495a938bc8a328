/**
 * Items of an `array.array`: their type codes, and how a value becomes the bytes of an item and back.
 *
 * @module
 */
import { STR_LENGTH, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { indexValue } from "@orochi/vm/kernel";

/** The codes, in the order of `array.typecodes`. */
export const TYPE_CODES = "bBuwhHiIlLqQfd";

const SIZES = [1, 1, 4, 4, 2, 2, 4, 4, 8, 8, 8, 8, 4, 8];

/** Bytes of an item by character code; 0 for codes that are none. */
const ITEM_BYTES: Uint8Array = new Uint8Array(128);
for (let i = 0; i < TYPE_CODES.length; i++) ITEM_BYTES[TYPE_CODES.charCodeAt(i)] = SIZES[i];

/** Bytes of an item; 0 if the character is no type code. */
export function itemBytes(code: number): number {
  return code < 128 ? ITEM_BYTES[code] : 0;
}

/** Whether items are characters. */
export function isText(code: number): boolean {
  return code === 0x75 || code === 0x77;
}

/** Whether items are floats. */
export function isReal(code: number): boolean {
  return code === 0x66 || code === 0x64;
}

const scratch = new ArrayBuffer(8);
const scratchWords = new Int32Array(scratch), scratchDouble = new Float64Array(scratch);
const scratchSingle = new Float32Array(scratch), scratchLong = new BigUint64Array(scratch);

/** An item at an address as a Python value (new reference). */
export function loadItem(vm: Vm, code: number, address: number): Value {
  const i32 = vm.i32;
  switch (code) {
    case 0x62: // b
      return vm.newInt(vm.u8[address] << 24 >> 24);
    case 0x42: // B
      return vm.newInt(vm.u8[address]);
    case 0x68: // h
      return vm.newInt(vm.u16[address >>> 1] << 16 >> 16);
    case 0x48: // H
      return vm.newInt(vm.u16[address >>> 1]);
    case 0x69: // i
      return vm.newInt(i32[address >>> 2]);
    case 0x49: // I
      return vm.newInt(i32[address >>> 2] >>> 0);
    case 0x66: // f
      scratchWords[0] = i32[address >>> 2];
      return vm.newFloat(scratchSingle[0]);
    case 0x64: // d
      return vm.newFloat(vm.f64[address >>> 3]);
    case 0x75: // u
    case 0x77: // w
      return newCharacter(vm, i32[address >>> 2] >>> 0);
    default:
      return loadLong(vm, i32[address >>> 2], i32[(address >>> 2) + 1], code === 0x6c || code === 0x71);
  }
}

function loadLong(vm: Vm, low: number, high: number, signed: boolean): Value {
  if (high === low >> 31 && (signed || low >= 0)) return vm.newInt(low);
  const big = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return vm.newBigInt(signed ? BigInt.asIntN(64, big) : big);
}

function newCharacter(vm: Vm, point: number): Value {
  if (point <= 0x10ffff) return vm.newStr(String.fromCodePoint(point));
  return vm.raiseValue("character U+" + point.toString(16) + " is not in range [U+0000; U+10ffff]");
}

/** Range of the codes of whole numbers that a C parser of arguments reads: what it calls them, and their bounds. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly name: string;
}

const SHORT: Range = { low: -0x8000, high: 0x7fff, name: "signed short integer" };
const INT: Range = { low: -0x8000_0000, high: 0x7fff_ffff, name: "signed integer" };

/** What an integer passes, one range after the other. */
const RANGES: ReadonlyMap<number, readonly Range[]> = new Map([
  [0x62, [SHORT, { low: -128, high: 127, name: "signed char" }]],
  [0x42, [{ low: 0, high: 255, name: "unsigned byte integer" }]],
  [0x68, [SHORT]],
  [0x48, [INT, { low: 0, high: 0xffff, name: "unsigned short" }]],
  [0x69, [INT]],
]);

/**
 * Makes the bytes of an item of a value, for {@linkcode storeItem}.
 *
 * @returns False with an exception set.
 */
export function prepareItem(vm: Vm, code: number, value: Value): boolean {
  if (code === 0x64) {
    scratchDouble[0] = vm.isFloat(value) ? vm.float(value) : vm.asDouble(value);
    return !Number.isNaN(scratchDouble[0]) || !vm.failed();
  }
  if (code === 0x66) {
    scratchSingle[0] = vm.asDouble(value);
    return !Number.isNaN(scratchSingle[0]) || !vm.failed();
  }
  if (isText(code)) return prepareCharacter(vm, value);
  const int = indexValue(vm, value);
  if (int === 0) return false;
  const done = RANGES.has(code) ? prepareShort(vm, code, int) : prepareLong(vm, code, vm.bigInt(int));
  vm.decref(int);
  return done;
}

function prepareCharacter(vm: Vm, value: Value): boolean {
  if (!vm.isStr(value)) {
    vm.raiseType(`array item must be a unicode character, not ${vm.typeName(value)}`);
    return false;
  }
  const length = vm.i32[(value + STR_LENGTH) >>> 2];
  if (length !== 1) {
    vm.raiseType(`array item must be a string of length 1, not a string of length ${length}`);
    return false;
  }
  scratchWords[0] = vm.js(value).codePointAt(0)!;
  return true;
}

function overflow(vm: Vm, message: string): boolean {
  return vm.raise("OverflowError", message) !== 0;
}

function prepareShort(vm: Vm, code: number, int: Value): boolean {
  const big = (int & 1) === 1 ? 0n : vm.bigInt(int);
  if (big !== BigInt.asIntN(64, big)) return overflow(vm, "Python int too large to convert to C long");
  const number = (int & 1) === 1 ? int >> 1 : Number(big);
  for (const { low, high, name } of RANGES.get(code)!) {
    if (number < low) return overflow(vm, `${name} is less than minimum`);
    if (number > high) return overflow(vm, `${name} is greater than maximum`);
  }
  scratchWords[0] = number;
  return true;
}

function prepareLong(vm: Vm, code: number, value: bigint): boolean {
  const text = String.fromCharCode(code);
  const signed = text === "l" || text === "q", long = text === "q" || text === "Q";
  if (!signed && value < 0n) {
    return overflow(
      vm,
      long ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int",
    );
  }
  if (value !== (signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value))) {
    if (long) return overflow(vm, "int too big to convert");
    return overflow(vm, `Python int too large to convert to C ${signed ? "" : "unsigned "}long`);
  }
  if (text === "I" && value > 0xffff_ffffn) return overflow(vm, "unsigned int is greater than maximum");
  scratchLong[0] = BigInt.asUintN(64, value);
  return true;
}

/** Stores the item that was prepared last. */
export function storeItem(vm: Vm, size: number, address: number): void {
  const word = address >>> 2;
  if (size === 4) vm.i32[word] = scratchWords[0];
  else if (size === 8) {
    vm.i32[word] = scratchWords[0];
    vm.i32[word + 1] = scratchWords[1];
  } else if (size === 1) vm.u8[address] = scratchWords[0];
  else vm.u16[address >>> 1] = scratchWords[0];
}
