/**
 * How the keys of a sort are compared: numbers and strs, and tuples of them, by what was read from the heap once;
 * all else by `<`.
 *
 * @module
 */
import {
  FALSE,
  FLOAT_VALUE,
  STR_DATA,
  STR_KIND,
  STR_KIND_MASK,
  STR_LENGTH,
  STR_NARROW,
  strCompare,
  T_FLOAT,
  T_STR,
  T_TUPLE,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import type { Vm } from "../vm.ts";

/** Says whether one position's key comes before another's. */
export type Less = (a: number, b: number) => boolean;

/** A comparison of keys by position. */
export interface Comparison {
  /** Whether a key comes before another. */
  readonly less: Less;
  /** Whether a comparison raised: then all further ones say no. */
  failed: boolean;
  /** Numbers of the keys where nothing else decides: by the first column, where equal by the next one. */
  readonly columns?: readonly Float64Array[];
}

/** Keys as numbers that have their order; where two numbers are equal, the strs decide, if there are any. */
interface Column {
  readonly numbers: Float64Array;
  readonly strs: ArrayLike<Value> | null;
}

/** Characters of a str that go into its number. */
const PREFIX = 6;
/** Values of a character in that number: 0 is the end of the str. Six of them are 48 bits and a little, exact in a double. */
const CHARACTERS = 257;

/**
 * The cheapest comparison that does what `<` does for these keys.
 *
 * @param keys Borrowed; they must live as long as the comparison is used.
 */
export function chooseComparison(vm: Vm, keys: ArrayLike<Value>): Comparison {
  const column = columnOf(vm, keys);
  if (column !== null) return { less: lessIn(vm, column), failed: false, columns: numbersOf([column]) };
  const columns = columnsOfTuples(vm, keys);
  if (columns !== null) return { less: lessInAll(vm, columns), failed: false, columns: numbersOf(columns) };
  const state = {
    failed: false,
    less(a: number, b: number): boolean {
      // After a failure every comparison says no, so the sort soon ends with the items it has.
      if (state.failed) return false;
      const result = vm.compare(0, keys[a], keys[b]);
      if (result === TRUE) return true;
      if (result === FALSE) return false;
      const truth = result === 0 ? -1 : vm.truthy(result);
      vm.decref(result);
      if (truth < 0) state.failed = true;
      return truth === 1;
    },
  };
  return state;
}

/** The numbers of columns that nothing but numbers decides, if all are such. */
function numbersOf(columns: readonly Column[]): Float64Array[] | undefined {
  return columns.every(({ strs }) => strs === null) ? columns.map(({ numbers }) => numbers) : undefined;
}

/** Keys that are all numbers that a double holds, or all strs; null for others. */
function columnOf(vm: Vm, keys: ArrayLike<Value>): Column | null {
  const first = keys.length === 0 ? 0 : keys[0];
  return first !== 0 && vm.isExact(first, T_STR) ? columnOfStrs(vm, keys) : columnOfNumbers(vm, keys);
}

function columnOfNumbers(vm: Vm, keys: ArrayLike<Value>): Column | null {
  const { i32, f64 } = vm, count = keys.length, numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    if ((key & 1) === 1) numbers[i] = key >> 1;
    else if ((i32[key >>> 2] & 0xffff) === T_FLOAT) {
      const number = f64[(key + FLOAT_VALUE) >>> 3];
      // What NaN is compared to matters, and in tuples whether it is the same object.
      if (number !== number) return null;
      numbers[i] = number;
    } else if (key === TRUE || key === FALSE) numbers[i] = key === TRUE ? 1 : 0;
    else return null;
  }
  return { numbers, strs: null };
}

/** Strs by their first characters behind what all begin with; by nothing if some has characters of several bytes. */
function columnOfStrs(vm: Vm, keys: ArrayLike<Value>): Column | null {
  const { i32 } = vm, count = keys.length, numbers = new Float64Array(count);
  let narrow = true;
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    if ((key & 1) === 1 || (i32[key >>> 2] & 0xffff) !== T_STR) return null;
    if ((i32[(key + STR_KIND) >>> 2] & STR_KIND_MASK) !== STR_NARROW) narrow = false;
  }
  if (!narrow) return { numbers, strs: keys };
  const u8 = vm.objects.u8, common = commonBeginning(vm, keys);
  let whole = true;
  for (let i = 0; i < count; i++) {
    const length = i32[(keys[i] + STR_LENGTH) >>> 2] - common, at = ((keys[i] + STR_DATA) >>> 0) + common;
    let prefix = 0;
    for (let k = 0; k < PREFIX; k++) prefix = prefix * CHARACTERS + (k < length ? u8[at + k] + 1 : 0);
    numbers[i] = prefix;
    if (length > PREFIX) whole = false;
  }
  return { numbers, strs: whole ? null : keys };
}

/** How many characters all of these strs, of one byte a character, begin with alike. */
function commonBeginning(vm: Vm, keys: ArrayLike<Value>): number {
  const { i32 } = vm, u8 = vm.objects.u8, first = (keys[0] + STR_DATA) >>> 0;
  let common = i32[(keys[0] + STR_LENGTH) >>> 2];
  for (let i = 1; i < keys.length && common > 0; i++) {
    const length = i32[(keys[i] + STR_LENGTH) >>> 2], at = (keys[i] + STR_DATA) >>> 0;
    if (length < common) common = length;
    for (let k = 0; k < common; k++) {
      if (u8[at + k] !== u8[first + k]) common = k;
    }
  }
  return common;
}

/** A column for each position of tuples of one length; null for other keys. What is the same in all is left out. */
function columnsOfTuples(vm: Vm, keys: ArrayLike<Value>): Column[] | null {
  const i32 = vm.i32, count = keys.length;
  if (count === 0 || !vm.isExact(keys[0], T_TUPLE)) return null;
  const length = i32[(keys[0] + TUPLE_LENGTH) >>> 2];
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    if ((key & 1) === 1 || (i32[key >>> 2] & 0xffff) !== T_TUPLE) return null;
    if (i32[(key + TUPLE_LENGTH) >>> 2] !== length) return null;
  }
  const columns: Column[] = [];
  for (let position = 0; position < length; position++) {
    const items = new Int32Array(count), first = i32[(keys[0] + TUPLE_ITEMS + position * 4) >>> 2];
    let same = true;
    for (let i = 0; i < count; i++) {
      items[i] = i32[(keys[i] + TUPLE_ITEMS + position * 4) >>> 2];
      if (items[i] !== first) same = false;
    }
    if (same) continue;
    const column = columnOf(vm, items);
    if (column === null) return null;
    columns.push(column);
  }
  return columns;
}

function lessIn(vm: Vm, { numbers, strs }: Column): Less {
  if (strs === null) return (a, b) => numbers[a] < numbers[b];
  const objects = vm.objects;
  return (a, b) => {
    const x = numbers[a], y = numbers[b];
    return x === y ? strCompare(objects, strs[a], strs[b]) < 0 : x < y;
  };
}

function lessInAll(vm: Vm, columns: readonly Column[]): Less {
  const objects = vm.objects, count = columns.length;
  return (a, b) => {
    for (let k = 0; k < count; k++) {
      const { numbers, strs } = columns[k];
      const x = numbers[a], y = numbers[b];
      if (x !== y) return x < y;
      if (strs !== null) {
        const order = strs[a] === strs[b] ? 0 : strCompare(objects, strs[a], strs[b]);
        if (order !== 0) return order < 0;
      }
    }
    return false;
  };
}
