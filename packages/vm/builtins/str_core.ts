/**
 * What all of `str` is made of: lengths, characters, parts, concatenation and repetition, on the heap's own
 * characters and without JavaScript strings.
 *
 * @module
 */
import {
  allocStr,
  charAt,
  copyChars,
  kindFor,
  maxChar,
  NONE,
  setCharAt,
  STR_ASCII,
  STR_DATA,
  STR_HASH,
  STR_KIND,
  STR_KIND_SHIFT,
  STR_LENGTH,
  strKind,
  T_SLICE,
  T_STR,
  type Value,
} from "@orochi/object";
import type { Vm } from "../vm.ts";
import { itemIndex } from "./bytes_core.ts";

/** Strs up to this many bytes are copied in a loop, which costs less than a call of `copyWithin`. */
const SHORT_COPY = 48;
/** Bytes of characters that a str may have. */
const MOST_BYTES = 0x3000_0000;

/** Number of characters of a str. */
export function lengthOf(vm: Vm, str: Value): number {
  return vm.i32[(str + STR_LENGTH) >>> 2];
}

/** Whether all characters of a str are below 128. */
export function isAscii(vm: Vm, str: Value): boolean {
  return (vm.i32[(str + STR_KIND) >>> 2] & STR_ASCII) !== 0;
}

/** The character at an index of a str, a code point. */
export function codeAt(vm: Vm, str: Value, index: number): number {
  return charAt(vm.objects, str, index);
}

/** A fresh str's header; 0 becomes MemoryError. */
export function finish(vm: Vm, str: Value): Value {
  if (str === 0) return vm.raiseMemory();
  vm.rc.init(str);
  return str;
}

let charsOwner: Vm | null = null;
let chars: Int32Array = new Int32Array(256);

/** A str of one character. Those of Latin-1 are interned, so they cost nothing. */
export function charStr(vm: Vm, code: number): Value {
  if (code < 256) {
    if (charsOwner !== vm) {
      charsOwner = vm;
      chars = new Int32Array(256);
    }
    return chars[code] || (chars[code] = vm.intern(String.fromCharCode(code)));
  }
  const kind = kindFor(code);
  const str = allocStr(vm.objects, 1, kind, false);
  if (str === 0) return vm.raiseMemory();
  setCharAt(vm.objects, str, kind, 0, code);
  vm.rc.init(str);
  return str;
}

/** The characters from `start` to `end` as a str of exactly that type; the str itself where it is the whole. */
export function slice(vm: Vm, str: Value, start: number, end: number): Value {
  const count = end - start;
  if (count <= 0) return vm.intern("");
  if (count === 1) return charStr(vm, charAt(vm.objects, str, start));
  if (start === 0 && end === vm.i32[(str + STR_LENGTH) >>> 2] && vm.isExact(str, T_STR)) return vm.keep(str);
  const m = vm.objects;
  const flags = vm.i32[(str + STR_KIND) >>> 2];
  if ((flags & STR_ASCII) !== 0) {
    const result = allocStr(m, count, 1, true);
    if (result === 0) return vm.raiseMemory();
    const u8 = vm.u8, to = (result + STR_DATA) >>> 0, from = (str + STR_DATA + start) >>> 0;
    if (count <= SHORT_COPY) { for (let i = 0; i < count; i++) u8[to + i] = u8[from + i]; }
    else u8.copyWithin(to, from, from + count);
    vm.rc.init(result);
    return result;
  }
  const largest = maxChar(m, str, start, end);
  const result = allocStr(m, count, kindFor(largest), largest < 128);
  if (result === 0) return vm.raiseMemory();
  copyChars(m, result, 0, str, start, count);
  vm.rc.init(result);
  return result;
}

/** `count` characters from `start` on, `step` apart. */
export function stride(vm: Vm, str: Value, start: number, step: number, count: number): Value {
  if (step === 1) return slice(vm, str, start, start + count);
  if (count === 0) return vm.intern("");
  const m = vm.objects;
  let largest = 0;
  if (isAscii(vm, str)) largest = 127;
  else for (let i = 0; i < count; i++) largest = Math.max(largest, charAt(m, str, start + i * step));
  const kind = kindFor(largest);
  const result = allocStr(m, count, kind, largest < 128);
  if (result === 0) return vm.raiseMemory();
  if (isAscii(vm, str)) {
    const u8 = vm.u8, to = (result + STR_DATA) >>> 0;
    for (let i = 0, from = (str + STR_DATA + start) >>> 0; i < count; i++, from += step) {
      u8[to + i] = u8[from];
    }
  } else {
    for (let i = 0; i < count; i++) setCharAt(m, result, kind, i, charAt(m, str, start + i * step));
  }
  vm.rc.init(result);
  return result;
}

/** `str[key]` for an index or a slice. */
export function strItem(vm: Vm, str: Value, key: Value): Value {
  let index: number;
  if ((key & 1) === 1) index = key >> 1;
  else {
    if (vm.isExact(key, T_SLICE)) {
      const part = vm.sliceIndices(key, lengthOf(vm, str));
      return part === null ? 0 : stride(vm, str, part.start, part.step, part.count);
    }
    if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
      return vm.raiseType(`string indices must be integers, not '${vm.typeName(key)}'`);
    }
    index = itemIndex(vm, key);
    if (Number.isNaN(index)) return 0;
  }
  const length = lengthOf(vm, str);
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return vm.raiseIndex("string index out of range");
  return charStr(vm, codeAt(vm, str, at));
}

/** `a + b`. */
export function strConcat(vm: Vm, a: Value, b: Value): Value {
  const n = lengthOf(vm, a), k = lengthOf(vm, b);
  if (n === 0 && vm.isExact(b, T_STR)) return vm.keep(b);
  if (k === 0 && vm.isExact(a, T_STR)) return vm.keep(a);
  const m = vm.objects;
  const flags = vm.i32[(a + STR_KIND) >>> 2] & vm.i32[(b + STR_KIND) >>> 2];
  const result = allocStr(m, n + k, Math.max(strKind(m, a), strKind(m, b)), (flags & STR_ASCII) !== 0);
  if (result === 0) return vm.raiseMemory();
  copyChars(m, result, 0, a, 0, n);
  copyChars(m, result, n, b, 0, k);
  vm.rc.init(result);
  return result;
}

/** Strs shorter than this are copied when they grow. */
const LEAST_GROWN = 64;

/**
 * `a + b` where `a` is an exact str whose only reference the result takes over: a longer one grows in place, with
 * room to spare, so that a loop that appends is linear.
 */
export function strAppend(vm: Vm, a: Value, b: Value): Value {
  const i32 = vm.i32;
  const n = i32[(a + STR_LENGTH) >>> 2], k = i32[(b + STR_LENGTH) >>> 2];
  const flags = i32[(a + STR_KIND) >>> 2], more = i32[(b + STR_KIND) >>> 2];
  const kind = flags >>> STR_KIND_SHIFT & 7;
  if (n < LEAST_GROWN || k === 0 || (more >>> STR_KIND_SHIFT & 7) > kind || !vm.rc.isUnique(a)) {
    return strConcat(vm, a, b);
  }
  const length = n + k, ascii = flags & more & STR_ASCII;
  if (STR_DATA + length * kind <= vm.heap.usableBytes(a)) {
    copyChars(vm.objects, a, n, b, 0, k);
    i32[(a + STR_LENGTH) >>> 2] = length;
    i32[(a + STR_HASH) >>> 2] = 0;
    if (ascii === 0) Atomics.and(i32, (a + STR_KIND) >>> 2, ~STR_ASCII);
    return vm.keep(a);
  }
  if (length * kind > MOST_BYTES) return vm.raiseMemory();
  const result = vm.heap.allocObject(STR_DATA + (length + (length >>> 3)) * kind);
  if (result === 0) return vm.raiseMemory();
  i32[(result + STR_LENGTH) >>> 2] = length;
  i32[(result + STR_HASH) >>> 2] = 0;
  i32[result >>> 2] = T_STR | kind << STR_KIND_SHIFT | ascii;
  copyChars(vm.objects, result, 0, a, 0, n);
  copyChars(vm.objects, result, n, b, 0, k);
  vm.rc.init(result);
  return result;
}

/** `str * count`. */
export function strRepeat(vm: Vm, str: Value, count: number): Value {
  const length = lengthOf(vm, str);
  if (count <= 0 || length === 0) return vm.intern("");
  if (count === 1 && vm.isExact(str, T_STR)) return vm.keep(str);
  const m = vm.objects, kind = strKind(m, str);
  if (count * length * kind > 0x3fff_ffff) return vm.raiseMemory();
  const result = allocStr(m, length * count, kind, isAscii(vm, str));
  if (result === 0) return vm.raiseMemory();
  const first = (result + STR_DATA) >>> 0, bytes = length * kind, all = bytes * count;
  copyChars(m, result, 0, str, 0, length);
  // Doubles what is there already.
  for (let done = bytes; done < all;) {
    const more = Math.min(done, all - done);
    vm.u8.copyWithin(first + done, first, first + more);
    done += more;
  }
  vm.rc.init(result);
  return result;
}

/** A str of code points, up to `length` of them. */
export function strOfCodes(vm: Vm, codes: ArrayLike<number>, length: number = codes.length): Value {
  if (length === 0) return vm.intern("");
  if (length === 1) return charStr(vm, codes[0]);
  const m = vm.objects;
  let largest = 0;
  for (let i = 0; i < length; i++) if (codes[i] > largest) largest = codes[i];
  const kind = kindFor(largest);
  const result = allocStr(m, length, kind, largest < 128);
  if (result === 0) return vm.raiseMemory();
  for (let i = 0; i < length; i++) setCharAt(m, result, kind, i, codes[i]);
  vm.rc.init(result);
  return result;
}

/** Start and end of a search from two optional arguments; false with an exception set on failure. */
export class Range {
  start = 0;
  end = 0;

  /** Reads the arguments as `_PyEval_SliceIndex` does: None and absence mean the whole, negatives count from the end. */
  read(vm: Vm, length: number, start: Value, end: Value): boolean {
    this.start = start === 0 || start === NONE ? 0 : bound(vm, start, length);
    this.end = end === 0 || end === NONE ? length : bound(vm, end, length);
    if (Number.isNaN(this.start) || Number.isNaN(this.end)) return false;
    if (this.end > length) this.end = length;
    return true;
  }
}

function bound(vm: Vm, value: Value, length: number): number {
  if ((value & 1) === 0 && !vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType("slice indices must be integers or None or have an __index__ method");
    return NaN;
  }
  const index = vm.index(value);
  return index < 0 ? Math.max(0, index + length) : index;
}

/** The range of the search at hand: natives read it out before anything else runs. */
export const range: Range = new Range();

/** Whether a value is a str; if not, TypeError says what it should have been. */
export function needStr(vm: Vm, value: Value, what: string): boolean {
  if (vm.isStr(value)) return true;
  vm.raiseType(`${what} must be str, not ${argumentTypeName(vm, value)}`);
  return false;
}

/** Type of an argument as messages name it: None by itself. */
export function argumentTypeName(vm: Vm, value: Value): string {
  return value === NONE ? "None" : vm.typeName(value);
}
