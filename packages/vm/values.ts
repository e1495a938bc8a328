/**
 * Making and reading values of the builtin types.
 *
 * @module
 */
import { LAYOUT_TABLE } from "@orochi/heap";
import {
  type Address,
  BYTES_DATA,
  BYTES_LENGTH,
  COMPLEX_IMAGINARY,
  COMPLEX_REAL,
  DICT_BEHIND_ITEMS,
  EXCEPTION_ARGS,
  EXCEPTION_BYTES,
  FIRST_DYNAMIC_TYPE,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  internStr,
  LIST_BYTES,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  SET_MASK,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_KIND_MASK,
  STR_KIND_SHIFT,
  STR_LENGTH,
  strFromCodePoints,
  strFromText,
  T_BYTES,
  T_COMPLEX,
  T_FLOAT,
  T_INSTANCE,
  T_LIST,
  T_SLICE,
  T_STR,
  T_TUPLE,
  tagInt,
  textOfStr,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASIC_SIZE,
  TYPE_DICT_OFFSET,
  TYPE_INDEX,
  TYPE_NAME,
  TYPE_SHAPE,
  TYPE_SLOT_HINT,
  type Value,
} from "@orochi/object";
import { restoreError, setError } from "./errors.ts";
import { intOfNumber, safeNumber } from "./builtins/int_limbs.ts";
import { bigIntOfInt, intOfBigInt } from "./builtins/int_words.ts";
import { index } from "./protocol/number.ts";
import { CONTROL_EMPTY_TUPLE, CONTROL_MEMORY_ERROR, type Vm } from "./vm.ts";

/** An int of a safe JavaScript integer. */
export function newInt(vm: Vm, value: number): Value {
  return value >= -0x4000_0000 && value <= 0x3fff_ffff ? tagInt(value) : intOfNumber(vm, value);
}

/** An int of any size. */
export function newBigInt(vm: Vm, value: bigint): Value {
  return intOfBigInt(vm, value);
}

/** A float. */
export function newFloat(vm: Vm, value: number): Value {
  const address = vm.heap.allocObject(16);
  if (address === 0) return vm.raiseMemory();
  vm.f64[(address + 8) >>> 3] = value;
  vm.i32[address >>> 2] = T_FLOAT;
  vm.rc.init(address);
  return address;
}

/** A complex number. */
export function newComplex(vm: Vm, real: number, imaginary: number): Value {
  const address = vm.alloc(T_COMPLEX, 24);
  if (address === 0) return 0;
  vm.f64[(address + COMPLEX_REAL) >>> 3] = real;
  vm.f64[(address + COMPLEX_IMAGINARY) >>> 3] = imaginary;
  return address;
}

/** A str. */
export function newStr(vm: Vm, text: string): Value {
  if (text.length === 0) return vm.intern("");
  const str = strFromText(vm.objects, text);
  if (str === 0) return vm.raiseMemory();
  vm.rc.init(str);
  return str;
}

/** A str of code points, in which surrogates next to each other stay two. */
export function newStrOfPoints(vm: Vm, points: readonly number[]): Value {
  const str = strFromCodePoints(vm.objects, points);
  if (str === 0) return vm.raiseMemory();
  vm.rc.init(str);
  return str;
}

/** The interned, immortal str of a text. */
export function intern(vm: Vm, text: string): Value {
  const found = vm.interned.get(text);
  if (found !== undefined) return found;
  const str = strFromText(vm.objects, text);
  if (str === 0) return vm.raiseMemory();
  vm.rc.init(str);
  const interned = internStr(vm.objects, str, (fresh) => vm.rc.immortalise(fresh));
  if (interned !== str) vm.decref(str);
  if (interned !== 0) vm.interned.set(text, interned);
  return interned === 0 ? vm.raiseMemory() : interned;
}

/** The interned str equal to a str, of whatever class (a new reference, though it needs none). */
export function internValue(vm: Vm, str: Value): Value {
  if (!vm.isExact(str, T_STR)) return vm.intern(textOf(vm, str));
  const interned = internStr(vm.objects, str, (fresh) => vm.rc.immortalise(fresh));
  return interned === 0 ? vm.raiseMemory() : interned;
}

/** The text of a str. */
export function textOf(vm: Vm, value: Value): string {
  return textOfStr(vm.objects, value);
}

/** A bytes object. */
export function newBytes(vm: Vm, bytes: Uint8Array): Value {
  const address = vm.alloc(T_BYTES, BYTES_DATA + bytes.length);
  if (address === 0) return 0;
  vm.i32[(address + BYTES_LENGTH) >>> 2] = bytes.length;
  vm.u8.set(bytes, (address + BYTES_DATA) >>> 0);
  return address;
}

function dropAll(vm: Vm, items: readonly Value[]): 0 {
  for (const item of items) vm.decref(item);
  return 0;
}

/** A tuple of values (stolen). */
export function newTuple(vm: Vm, items: readonly Value[]): Value {
  const count = items.length;
  if (count === 0) return vm.control(CONTROL_EMPTY_TUPLE);
  for (let i = 0; i < count; i++) if (items[i] === 0) return dropAll(vm, items);
  const tuple = allocTuple(vm, count);
  if (tuple === 0) return dropAll(vm, items);
  const first = (tuple + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < count; i++) vm.i32[first + i] = items[i];
  return tuple;
}

/** A tuple whose items are 0: the caller writes them before anyone else sees it. */
export function allocTuple(vm: Vm, count: number): Value {
  if (count === 0) return vm.control(CONTROL_EMPTY_TUPLE);
  const tuple = vm.alloc(T_TUPLE, TUPLE_ITEMS + count * 4);
  if (tuple !== 0) vm.i32[(tuple + TUPLE_LENGTH) >>> 2] = count;
  return tuple;
}

/** A tuple of `count` words (stolen) that lie side by side. */
export function tupleFromWords(vm: Vm, word: number, count: number): Value {
  const tuple = allocTuple(vm, count);
  if (tuple !== 0) {
    const i32 = vm.i32, first = (tuple + TUPLE_ITEMS) >>> 2;
    for (let i = 0; i < count; i++) i32[first + i] = i32[word + i];
    return tuple;
  }
  for (let i = 0; i < count; i++) vm.decref(vm.i32[word + i]);
  return 0;
}

/** A list of values (stolen). */
export function newList(vm: Vm, items: readonly Value[]): Value {
  for (let i = 0; i < items.length; i++) if (items[i] === 0) return dropAll(vm, items);
  const list = allocList(vm, items.length);
  if (list === 0) return dropAll(vm, items);
  const first = vm.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  for (let i = 0; i < items.length; i++) vm.i32[first + i] = items[i];
  return list;
}

/** So many words are cleared in a loop, which costs less than a call. */
const MAX_LOOP_WORDS = 32;

/** A list of `count` items that are 0: the caller writes them before anyone else sees it. */
export function allocList(vm: Vm, count: number): Value {
  const list = vm.alloc(T_LIST, LIST_BYTES);
  if (list === 0 || count === 0) return list;
  const storage = vm.heap.allocRaw(count * 4);
  if (storage === 0) {
    vm.decref(list);
    return vm.raiseMemory();
  }
  const i32 = vm.i32, first = storage >>> 2;
  if (count > MAX_LOOP_WORDS) i32.fill(0, first, first + count);
  else for (let word = first, end = first + count; word < end; word++) i32[word] = 0;
  i32[(list + LIST_ITEMS) >>> 2] = storage;
  i32[(list + LIST_CAPACITY) >>> 2] = count;
  i32[(list + LIST_LENGTH) >>> 2] = count;
  return list;
}

/** A list of `count` words (stolen) that lie side by side. */
export function listFromWords(vm: Vm, word: number, count: number): Value {
  const list = allocList(vm, count);
  if (list === 0) {
    for (let i = 0; i < count; i++) vm.decref(vm.i32[word + i]);
    return 0;
  }
  const i32 = vm.i32, first = i32[(list + LIST_ITEMS) >>> 2] >>> 2;
  for (let i = 0; i < count; i++) i32[first + i] = i32[word + i];
  return list;
}

/** An empty set or frozenset. */
export function newSet(vm: Vm, typeIndex: number): Value {
  const set = vm.alloc(typeIndex, 24);
  if (set !== 0) vm.i32[(set + SET_MASK) >>> 2] = 7;
  return set;
}

/** A slice of three values (borrowed). */
export function newSlice(vm: Vm, start: Value, stop: Value, step: Value): Value {
  const slice = vm.alloc(T_SLICE, 16);
  if (slice === 0) return 0;
  vm.i32[(slice + SLICE_START) >>> 2] = vm.keep(start);
  vm.i32[(slice + SLICE_STOP) >>> 2] = vm.keep(stop);
  vm.i32[(slice + SLICE_STEP) >>> 2] = vm.keep(step);
  return slice;
}

/** The value of an int (True and False included). */
export function bigIntOf(vm: Vm, value: Value): bigint {
  return bigIntOfInt(vm, value);
}

/** The value of an int as a double. */
export function numberOf(vm: Vm, value: Value): number {
  const number = safeNumber(vm, value);
  return Number.isNaN(number) ? Number(bigIntOfInt(vm, value)) : number;
}

/** What a slice selects of a sequence. */
export interface SliceIndices {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** Number of items. */
  readonly count: number;
}

/** Applies a slice to a length, as `PySlice_AdjustIndices`. Null with an exception set on failure. */
export function sliceIndices(vm: Vm, slice: Value, length: number): SliceIndices | null {
  const i32 = vm.i32, from = i32[(slice + SLICE_START) >>> 2], to = i32[(slice + SLICE_STOP) >>> 2];
  const by = i32[(slice + SLICE_STEP) >>> 2];
  if (((from & 1) === 1 || from === NONE) && ((to & 1) === 1 || to === NONE)) {
    if (by === NONE) {
      const start = from === NONE ? 0 : boundOf(from, length),
        stop = to === NONE ? length : boundOf(to, length);
      return { start, stop, step: 1, count: stop > start ? stop - start : 0 };
    }
    if (by === MINUS_ONE && from === NONE && to === NONE) {
      return { start: length - 1, stop: -1, step: -1, count: length };
    }
  }
  const part = (offset: number) => vm.i32[(slice + offset) >>> 2];
  const bound = (value: Value): number => {
    if ((value & 1) === 1) return value >> 1;
    if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
      vm.raiseType("slice indices must be integers or None or have an __index__ method");
      return NaN;
    }
    return index(vm, value);
  };
  const stepValue = part(SLICE_STEP);
  const step = stepValue === NONE ? 1 : bound(stepValue);
  if (Number.isNaN(step)) return null;
  if (step === 0) {
    vm.raiseValue("slice step cannot be zero");
    return null;
  }
  const low = step < 0 ? -1 : 0, high = step < 0 ? length - 1 : length;
  const clamp = (value: Value, missing: number): number => {
    if (value === NONE) return missing;
    const at = bound(value);
    return at < 0 ? Math.max(low, at + length) : Math.min(high, at);
  };
  const start = clamp(part(SLICE_START), step < 0 ? high : low);
  const stop = clamp(part(SLICE_STOP), step < 0 ? low : high);
  if (Number.isNaN(start) || Number.isNaN(stop)) return null;
  const span = step < 0 ? start - stop : stop - start;
  const count = span <= 0 ? 0 : Math.ceil(span / Math.abs(step));
  return { start, stop, step, count };
}

/** The small int -1. */
const MINUS_ONE: Value = -1;

/** Where a small int as the bound of a slice lies in a sequence. */
export function boundOf(bound: Value, length: number): number {
  const at = bound >> 1;
  if (at < 0) return at + length < 0 ? 0 : at + length;
  return at > length ? length : at;
}

/** `type.__name__` as text. */
export function typeNameOf(vm: Vm, type: Address): string {
  return textOf(vm, vm.i32[(type + TYPE_NAME) >>> 2]);
}

/**
 * What messages call a type: one that natives define outside of `builtins` comes with its module, as in CPython's
 * `tp_name`; exceptions do not, for CPython makes those by a call of `type`.
 */
export function typeLabel(vm: Vm, type: Address): string {
  const name = typeNameOf(vm, type);
  if (vm.i32[(type + TYPE_INDEX) >>> 2] >= FIRST_DYNAMIC_TYPE) return name;
  const module = vm.typeModule(type);
  if (module === "" || module === "builtins" || vm.isSubtype(type, vm.exceptionType("BaseException"))) {
    return name;
  }
  return `${module}.${name}`;
}

/** A new instance of a class, its words zero but for the shape. */
export function allocInstance(vm: Vm, type: Address, leastBytes: number): Address {
  const i32 = vm.i32;
  const typeIndex = i32[(type + TYPE_INDEX) >>> 2];
  const size = i32[(type + TYPE_BASIC_SIZE) >>> 2];
  if (vm.u16[(LAYOUT_TABLE >>> 1) + typeIndex] === T_INSTANCE) {
    const instance = vm.alloc(typeIndex, INSTANCE_SLOTS + i32[(type + TYPE_SLOT_HINT) >>> 2] * 4);
    if (instance !== 0) i32[(instance + INSTANCE_SHAPE) >>> 2] = i32[(type + TYPE_SHAPE) >>> 2];
    return instance;
  }
  const bytes = Math.max(size, leastBytes);
  const trailing = i32[(type + TYPE_DICT_OFFSET) >>> 2] === DICT_BEHIND_ITEMS;
  return vm.alloc(typeIndex, trailing ? ((bytes + 3) & ~3) + 4 : bytes);
}

/** Raises MemoryError: a new one if there is memory for that, else the one that was made at start. */
export function raiseMemory(vm: Vm): 0 {
  const shared = vm.control(CONTROL_MEMORY_ERROR);
  const fresh = shared === 0 ? 0 : vm.heap.allocObject(EXCEPTION_BYTES);
  if (fresh === 0) return restoreError(vm, vm.keep(shared));
  vm.i32.fill(0, (fresh >>> 2) + 1, (fresh + EXCEPTION_BYTES) >>> 2);
  vm.i32[fresh >>> 2] = vm.typeIndex(shared);
  vm.rc.init(fresh);
  vm.i32[(fresh + EXCEPTION_ARGS) >>> 2] = vm.control(CONTROL_EMPTY_TUPLE);
  return setError(vm, fresh);
}

/** A copy of a str (int, float, ...) subclass instance's builtin part, or the value itself when it is exact. */
export function exactStr(vm: Vm, value: Value): Value {
  if (vm.isExact(value, T_STR)) return vm.keep(value);
  const bytes = STR_DATA +
    vm.i32[(value + STR_LENGTH) >>> 2] * (vm.i32[(value + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7);
  const copy = vm.alloc(T_STR, bytes);
  if (copy === 0) return 0;
  vm.i32[(copy + STR_KIND) >>> 2] |= vm.i32[(value + STR_KIND) >>> 2] & (STR_KIND_MASK | STR_ASCII);
  vm.u8.copyWithin((copy + 4) >>> 0, (value + 4) >>> 0, (value + bytes) >>> 0);
  return copy;
}
