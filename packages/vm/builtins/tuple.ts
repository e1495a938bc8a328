/**
 * `tuple`. Items never change once others see the tuple, so reading needs no lock.
 *
 * @module
 */
import {
  type Address,
  NOT_IMPLEMENTED,
  T_SLICE,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  TUPLE_HASH,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import { allocTuple } from "../values.ts";
import type { Vm } from "../vm.ts";
import {
  comparisonSlots,
  containerRepr,
  dropAll,
  genericClassMethod,
  itemsOf,
  keepTimes,
  orderHolds,
  repeatTimes,
  repeatWords,
  reprText,
} from "./_container.ts";
import { itemIndex } from "./bytes_core.ts";
import { newIterator } from "./sequence_iterators.ts";

/** Longest tuple. */
const MAX_LENGTH = 0x2000_0000;
/** Primes of xxHash32, as CPython's 32-bit `tuple_hash` uses them. */
const PRIME_1 = 2654435761;
const PRIME_2 = 2246822519;
const PRIME_5 = 374761393;

/** `tuple[index]`, negative indices from the end: a new reference, or 0 with IndexError. */
export function tupleGetItem(vm: Vm, tuple: Value, index: number): Value {
  const length = vm.i32[(tuple + TUPLE_LENGTH) >>> 2];
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return vm.raiseIndex("tuple index out of range");
  return vm.keep(vm.i32[(tuple + TUPLE_ITEMS + at * 4) >>> 2]);
}

/** `tuple(iterable)`: an exact tuple comes back itself. */
export function tupleFrom(vm: Vm, source: Value): Value {
  if (vm.isExact(source, T_TUPLE)) return vm.keep(source);
  const items = itemsOf(vm, source);
  return items === null ? 0 : vm.newTuple(items);
}

/** The 32-bit hash of a tuple, cached in it; 0 only on failure. */
export function hashTuple(vm: Vm, tuple: Value): number {
  const word = (tuple + TUPLE_HASH) >>> 2;
  const cached = vm.i32[word];
  if (cached !== 0) return cached;
  const length = vm.tupleLength(tuple);
  let hash = PRIME_5;
  for (let i = 0; i < length; i++) {
    const lane = vm.hash(vm.tupleItem(tuple, i));
    if (lane === 0 && vm.failed()) return 0;
    hash = (hash + Math.imul(lane, PRIME_2)) | 0;
    hash = Math.imul((hash << 13) | (hash >>> 19), PRIME_1);
  }
  hash = (hash + (length ^ (PRIME_5 ^ 3527539))) | 0;
  return vm.i32[word] = hash || 1;
}

/** A new exact tuple of `count` items from `start` on, `step` apart. */
export function tupleOfRange(vm: Vm, tuple: Value, start: number, step: number, count: number): Value {
  const result = allocTuple(vm, count);
  if (result === 0) return 0;
  for (let i = 0, at = start; i < count; i++, at += step) {
    vm.i32[(result + TUPLE_ITEMS + i * 4) >>> 2] = vm.keep(vm.tupleItem(tuple, at));
  }
  return result;
}

function subscript(vm: Vm, tuple: Value, key: Value): Value {
  if ((key & 1) === 1) return tupleGetItem(vm, tuple, key >> 1);
  if (vm.isExact(key, T_SLICE)) {
    const length = vm.tupleLength(tuple);
    const range = vm.sliceIndices(key, length);
    if (range === null) return 0;
    if (range.count === length && range.step === 1 && vm.isExact(tuple, T_TUPLE)) return vm.keep(tuple);
    return tupleOfRange(vm, tuple, range.start, range.step, range.count);
  }
  if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
    return vm.raiseType(`tuple indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = itemIndex(vm, key);
  return Number.isNaN(index) ? 0 : tupleGetItem(vm, tuple, index);
}

function concatenate(vm: Vm, a: Value, b: Value): Value {
  if (!vm.isTuple(b)) {
    return vm.raiseType(`can only concatenate tuple (not "${vm.typeName(b)}") to tuple`);
  }
  const left = vm.tupleLength(a), right = vm.tupleLength(b);
  if (left === 0 && vm.isExact(b, T_TUPLE)) return vm.keep(b);
  if (right === 0 && vm.isExact(a, T_TUPLE)) return vm.keep(a);
  const result = allocTuple(vm, left + right);
  if (result === 0) return 0;
  const to = (result + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < left; i++) vm.i32[to + i] = vm.keep(vm.tupleItem(a, i));
  for (let i = 0; i < right; i++) vm.i32[to + left + i] = vm.keep(vm.tupleItem(b, i));
  return result;
}

function repeat(vm: Vm, tuple: Value, count: Value): Value {
  const times = repeatTimes(vm, count);
  if (Number.isNaN(times)) return 0;
  const length = vm.tupleLength(tuple);
  if (times === 1 && vm.isExact(tuple, T_TUPLE)) return vm.keep(tuple);
  if (length * times > MAX_LENGTH) return vm.raiseMemory();
  const result = allocTuple(vm, length * times);
  if (result === 0 || length * times === 0) return result;
  const i32 = vm.i32, from = (tuple + TUPLE_ITEMS) >>> 2, to = (result + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < length; i++) keepTimes(vm, i32[from + i], times);
  i32.copyWithin(to, from, from + length);
  repeatWords(i32, to, length, length * times);
  return result;
}

function find(vm: Vm, tuple: Value, value: Value, start: number, stop: number): number {
  const end = Math.min(stop, vm.tupleLength(tuple));
  for (let i = start; i < end; i++) {
    const same = vm.equals(vm.tupleItem(tuple, i), value);
    if (same !== 0) return same < 0 ? -2 : i;
  }
  return -1;
}

function tupleRepr(vm: Vm, tuple: Value): Value {
  const length = vm.tupleLength(tuple);
  if (length === 0) return vm.newStr("()");
  return containerRepr(vm, tuple, "(", length === 1 ? ",)" : ")", "(...)", (add) => {
    for (let i = 0; i < length; i++) {
      const text = reprText(vm, vm.tupleItem(tuple, i));
      if (text === null) return false;
      add(text);
    }
    return true;
  });
}

/** `tuple.__new__`. */
function make(vm: Vm, type: Address, source: Value): Value {
  if (type === vm.typeObject(T_TUPLE)) return source === 0 ? vm.newTuple([]) : tupleFrom(vm, source);
  const items = source === 0 ? [] : itemsOf(vm, source);
  if (items === null) return 0;
  const tuple = vm.allocLike(type, TUPLE_ITEMS + items.length * 4);
  if (tuple === 0) {
    dropAll(vm, items);
    return 0;
  }
  vm.i32[(tuple + TUPLE_LENGTH) >>> 2] = items.length;
  vm.i32.set(items, (tuple + TUPLE_ITEMS) >>> 2);
  return tuple;
}

/** `a op b` of a tuple (0 to 5 for < <= == != > >=); NOT_IMPLEMENTED if `b` is none. */
export function compareTuples(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isTuple(b)) return NOT_IMPLEMENTED;
  // Whoever lent them may lose them while an item's own comparison runs. Their items stay theirs.
  vm.incref(a);
  vm.incref(b);
  const result = compareItems(vm, operation, a, b);
  vm.decref(a);
  vm.decref(b);
  return result;
}

function compareItems(vm: Vm, operation: number, a: Value, b: Value): Value {
  const i32 = vm.i32, m = vm.tupleLength(a), n = vm.tupleLength(b);
  if (m !== n && (operation === 2 || operation === 3)) return vm.bool(operation === 3);
  const x = (a + TUPLE_ITEMS) >>> 2, y = (b + TUPLE_ITEMS) >>> 2, shorter = m < n ? m : n;
  for (let i = 0; i < shorter; i++) {
    const same = vm.equals(i32[x + i], i32[y + i]);
    if (same < 0) return 0;
    if (same === 1) continue;
    if (operation === 2 || operation === 3) return vm.bool(operation === 3);
    return vm.compare(operation, i32[x + i], i32[y + i]);
  }
  return vm.bool(orderHolds(operation, m - n));
}

function bound(vm: Vm, value: Value, missing: number, length: number): number {
  if (value === 0) return missing;
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType("slice indices must be integers or have an __index__ method");
    return NaN;
  }
  const number = vm.index(value);
  return number < 0 ? Math.max(0, number + length) : number;
}

/** `tuple`. */
export const tupleType: TypeDefinition = {
  index: T_TUPLE,
  name: "tuple",
  basicSize: TUPLE_ITEMS,
  subclassable: true,
  collection: "sequence",
  doc:
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  methods: [
    newMethod("($type, iterable=(), /)", (vm, a) => make(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => tupleRepr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(vm.tupleLength(vm.i32[a]))),
    slot("__getitem__", "($self, key, /)", (vm, a) => subscript(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const at = find(vm, vm.i32[a], vm.i32[a + 1], 0, Infinity);
      return at === -2 ? 0 : vm.bool(at >= 0);
    }),
    slot("__iter__", "($self, /)", (vm, a) => newIterator(vm, T_TUPLE_ITERATOR, vm.i32[a], 0)),
    slot("__add__", "($self, value, /)", (vm, a) => concatenate(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__hash__", "($self, /)", (vm, a) => {
      const hash = hashTuple(vm, vm.i32[a]);
      return hash === 0 ? 0 : vm.newInt(hash);
    }),
    ...comparisonSlots(compareTuples),
    method("count", "($self, value, /)", (vm, a) => {
      const tuple = vm.i32[a], value = vm.i32[a + 1];
      let count = 0;
      for (let at = 0;; at++) {
        at = find(vm, tuple, value, at, Infinity);
        if (at === -2) return 0;
        if (at < 0) return vm.newInt(count);
        count++;
      }
    }, "Return number of occurrences of value."),
    method("index", "($self, value, start=0, stop=sys.maxsize, /)", (vm, a) => {
      const tuple = vm.i32[a];
      const length = vm.tupleLength(tuple);
      const start = bound(vm, vm.i32[a + 2], 0, length);
      const stop = Number.isNaN(start) ? NaN : bound(vm, vm.i32[a + 3], Infinity, length);
      if (Number.isNaN(stop)) return 0;
      const at = find(vm, tuple, vm.i32[a + 1], start, stop);
      if (at >= 0) return vm.newInt(at);
      return at === -2 ? 0 : vm.raiseValue("tuple.index(x): x not in tuple");
    }, "Return first index of value.\n\nRaises ValueError if the value is not present."),
    method("__getnewargs__", "($self, /)", (vm, a) => {
      const tuple = vm.i32[a];
      const copy = tupleOfRange(vm, tuple, 0, 1, vm.tupleLength(tuple));
      return copy === 0 ? 0 : vm.newTuple([copy]);
    }),
    genericClassMethod(),
  ],
};
