/**
 * Iterators over the builtin sequences, forwards and backwards. An iterator that has ended lets its sequence go
 * and stays ended, even if the sequence grows.
 *
 * @module
 */
import {
  type Address,
  BYTEARRAY_DATA,
  BYTEARRAY_LENGTH,
  BYTES_DATA,
  BYTES_LENGTH,
  charAt,
  ITERATOR_BYTES,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  LIST_LENGTH,
  NONE,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_THIRD,
  RANGE_ITERATOR_BYTES,
  RANGE_ITERATOR_LEFT,
  RANGE_ITERATOR_NEXT,
  RANGE_ITERATOR_STEP,
  STR_LENGTH,
  T_BYTEARRAY_ITERATOR,
  T_BYTES_ITERATOR,
  T_LIST_ITERATOR,
  T_LIST_REVERSEITERATOR,
  T_LONGRANGE_ITERATOR,
  T_RANGE_ITERATOR,
  T_STR_ITERATOR,
  T_TUPLE_ITERATOR,
  tagInt,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { SINGLE } from "@orochi/gil";
import { method, type NativeDefinition, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { firstPart, newParts, secondPart, thirdPart } from "./_container.ts";
import { charStr } from "./str_core.ts";

/** An iterator of one of the types below over a sequence (borrowed), from an index on. */
export function newIterator(vm: Vm, typeIndex: number, target: Value, index: number): Value {
  const iterator = vm.alloc(typeIndex, ITERATOR_BYTES);
  if (iterator === 0) return 0;
  vm.i32[(iterator + ITERATOR_TARGET) >>> 2] = vm.keep(target);
  vm.i32[(iterator + ITERATOR_INDEX) >>> 2] = index;
  return iterator;
}

/** An iterator over the ints from `start` on, `count` of them, `step` apart; all must fit 31 bits. */
export function newRangeIterator(vm: Vm, start: number, step: number, count: number): Value {
  const iterator = vm.alloc(T_RANGE_ITERATOR, RANGE_ITERATOR_BYTES);
  if (iterator === 0) return 0;
  vm.i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2] = start;
  vm.i32[(iterator + RANGE_ITERATOR_STEP) >>> 2] = step;
  vm.i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2] = count;
  return iterator;
}

/** An iterator over ints of any size; the arguments are int Values (stolen). */
export function newLongRangeIterator(vm: Vm, start: Value, step: Value, count: Value): Value {
  if (start !== 0 && step !== 0 && count !== 0) return newParts(vm, T_LONGRANGE_ITERATOR, start, step, count);
  vm.decref(start);
  vm.decref(step);
  vm.decref(count);
  return 0;
}

/**
 * Marks an iterator as ended and drops its sequence. Returns 0, as its `next` does.
 *
 * Other threads may be taking an item from the same iterator: what they have found in it they may look at up to their next
 * quiescent point, so the sequence is dropped no sooner. Who may pass one before, waiting for a lock, holds the sequence: see
 * {@linkcode withTarget}.
 */
export function endIterator(vm: Vm, iterator: Address): 0 {
  vm.store((iterator + ITERATOR_TARGET) >>> 2, 0);
  return 0;
}

/** Takes an item, if the iterator has not ended, while it is certain that what it goes over stays. */
export function withTarget(
  vm: Vm,
  iterator: Address,
  step: (vm: Vm, iterator: Address, target: Address) => Value,
): Value {
  const target = vm.i32[(iterator + ITERATOR_TARGET) >>> 2];
  if (target === 0) return 0;
  if (vm.i32[SINGLE] === 1) return step(vm, iterator, target);
  vm.incref(target);
  const value = step(vm, iterator, target);
  vm.decref(target);
  return value;
}

/** Next int of a `range_iterator`, or 0 when it has ended. */
export function rangeNext(vm: Vm, iterator: Address): Value {
  const i32 = vm.i32;
  const left = i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2];
  if (left <= 0) return 0;
  const next = i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2];
  i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2] = left - 1;
  i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2] = next + i32[(iterator + RANGE_ITERATOR_STEP) >>> 2];
  return tagInt(next);
}

/** Next item of a `list_iterator` (new reference), or 0 when it has ended. */
export function listNext(vm: Vm, iterator: Address): Value {
  return withTarget(vm, iterator, listStep);
}

function listStep(vm: Vm, iterator: Address, list: Address): Value {
  const at = (iterator + ITERATOR_INDEX) >>> 2, index = vm.i32[at];
  const value = vm.loadItem(list, index);
  if (value === 0) return endIterator(vm, iterator);
  vm.i32[at] = index + 1;
  return value;
}

/** Next item of a `tuple_iterator` (new reference), or 0 when it has ended. */
export function tupleNext(vm: Vm, iterator: Address): Value {
  const i32 = vm.i32;
  const tuple = i32[(iterator + ITERATOR_TARGET) >>> 2];
  if (tuple === 0) return 0;
  const index = i32[(iterator + ITERATOR_INDEX) >>> 2];
  if (index >= i32[(tuple + TUPLE_LENGTH) >>> 2]) return endIterator(vm, iterator);
  i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
  return vm.keep(vm.tupleItem(tuple, index));
}

/**
 * As `vm.next`, with a short way for the most common iterators: the next item (new reference), or 0 when the
 * iterator has ended or, with an exception set, failed.
 */
export function nextItem(vm: Vm, iterator: Value): Value {
  switch (vm.i32[iterator >>> 2] & 0xffff) {
    case T_RANGE_ITERATOR:
      return rangeNext(vm, iterator);
    case T_LIST_ITERATOR:
      return listNext(vm, iterator);
    case T_TUPLE_ITERATOR:
      return tupleNext(vm, iterator);
    default:
      return vm.next(iterator);
  }
}

/** A str of one character. Those of Latin-1 are interned, so they cost nothing. */
export function newChar(vm: Vm, code: number): Value {
  return charStr(vm, code);
}

/** Next character of a `str_iterator`, or 0 when it has ended. */
export function strNext(vm: Vm, iterator: Address): Value {
  const i32 = vm.i32;
  const str = i32[(iterator + ITERATOR_TARGET) >>> 2];
  if (str === 0) return 0;
  const index = i32[(iterator + ITERATOR_INDEX) >>> 2];
  if (index >= i32[(str + STR_LENGTH) >>> 2]) return endIterator(vm, iterator);
  i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
  return newChar(vm, charAt(vm.objects, str, index));
}

function bytesNext(vm: Vm, iterator: Address): Value {
  const i32 = vm.i32;
  const bytes = i32[(iterator + ITERATOR_TARGET) >>> 2];
  if (bytes === 0) return 0;
  const index = i32[(iterator + ITERATOR_INDEX) >>> 2];
  if (index >= i32[(bytes + BYTES_LENGTH) >>> 2]) return endIterator(vm, iterator);
  i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
  return tagInt(vm.u8[(bytes + BYTES_DATA + index) >>> 0]);
}

function bytearrayNext(vm: Vm, iterator: Address): Value {
  return withTarget(vm, iterator, bytearrayStep);
}

function bytearrayStep(vm: Vm, iterator: Address, bytes: Address): Value {
  const i32 = vm.i32;
  const index = i32[(iterator + ITERATOR_INDEX) >>> 2];
  vm.lock.begin(bytes);
  const inside = index < i32[(bytes + BYTEARRAY_LENGTH) >>> 2];
  const value = inside ? tagInt(vm.u8[(i32[(bytes + BYTEARRAY_DATA) >>> 2] + index) >>> 0]) : 0;
  vm.lock.end();
  if (!inside) return endIterator(vm, iterator);
  i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
  return value;
}

function listReverseNext(vm: Vm, iterator: Address): Value {
  return withTarget(vm, iterator, listReverseStep);
}

function listReverseStep(vm: Vm, iterator: Address, list: Address): Value {
  const at = (iterator + ITERATOR_INDEX) >>> 2, index = vm.i32[at];
  const value = index < 0 ? 0 : vm.loadItem(list, index);
  if (value === 0) return endIterator(vm, iterator);
  vm.i32[at] = index - 1;
  return value;
}

function longRangeNext(vm: Vm, iterator: Address): Value {
  vm.lock.begin(iterator);
  const next = takeLongRange(vm, iterator);
  vm.lock.end();
  return next;
}

/** The next int, whose reference goes from the iterator to the caller: its lock is held. */
function takeLongRange(vm: Vm, iterator: Address): Value {
  const left = vm.bigInt(thirdPart(vm, iterator));
  if (left <= 0n) return 0;
  const following = vm.newBigInt(vm.bigInt(firstPart(vm, iterator)) + vm.bigInt(secondPart(vm, iterator)));
  const fewer = following === 0 ? 0 : vm.newBigInt(left - 1n);
  if (fewer === 0) {
    vm.decref(following);
    return 0;
  }
  // Memory that is short may have let others have the lock: what the iterator holds by now is given, once.
  const word = (iterator + PARTS_FIRST) >>> 2, next = vm.i32[word];
  vm.i32[word] = following;
  vm.store((iterator + PARTS_THIRD) >>> 2, fewer);
  return next;
}

/**
 * The builtin `iter` or `reversed`, as pickles name them; 0 with an exception set. Keys among the builtins may run
 * Python when they are compared: an iterator's state is read afterwards.
 */
export function builtinFunction(vm: Vm, name: string): Value {
  const found = vm.keep(vm.dictGet(vm.builtins, vm.intern(name)));
  return found !== 0 || vm.failed() ? found : vm.raise("AttributeError", name);
}

/** What an iterator that has ended is made of when it is pickled. */
function emptyLike(vm: Vm, iterator: Address): Value {
  const type = vm.typeIndex(iterator);
  return type === T_LIST_ITERATOR
    ? vm.newList([])
    : type === T_STR_ITERATOR
    ? vm.newStr("")
    : vm.newTuple([]);
}

/** `__iter__`, `__next__` and what pickling and `operator.length_hint` ask of an iterator with target and index. */
function iteratorMethods(
  next: (vm: Vm, iterator: Address) => Value,
  length: (vm: Vm, target: Value) => number,
): NativeDefinition[] {
  return [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => next(vm, vm.i32[a])),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      if (target === 0) return tagInt(0);
      return vm.newInt(Math.max(0, length(vm, target) - vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]));
    }, "Private method returning an estimate of len(list(it))."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const made = builtinFunction(vm, "iter");
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      if (target === 0) return vm.newTuple([made, vm.newTuple([emptyLike(vm, vm.i32[a])])]);
      const index = vm.newInt(vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]);
      return vm.newTuple([made, vm.newTuple([vm.keep(target)]), index]);
    }, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", (vm, a) => {
      const iterator = vm.i32[a];
      const index = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(index)) return 0;
      const target = vm.i32[(iterator + ITERATOR_TARGET) >>> 2];
      if (target !== 0) {
        vm.i32[(iterator + ITERATOR_INDEX) >>> 2] = Math.max(0, Math.min(index, length(vm, target)));
      }
      return NONE;
    }, "Set state information for unpickling."),
  ];
}

function sequenceIteratorType(
  index: number,
  name: string,
  next: (vm: Vm, iterator: Address) => Value,
  lengthOffset: number,
): TypeDefinition {
  const length = (vm: Vm, target: Value) => vm.i32[(target + lengthOffset) >>> 2];
  return { index, name, basicSize: ITERATOR_BYTES, methods: iteratorMethods(next, length) };
}

/** `list_iterator`. */
export const listIteratorType: TypeDefinition = sequenceIteratorType(
  T_LIST_ITERATOR,
  "list_iterator",
  listNext,
  LIST_LENGTH,
);
/** `tuple_iterator`. */
export const tupleIteratorType: TypeDefinition = sequenceIteratorType(
  T_TUPLE_ITERATOR,
  "tuple_iterator",
  tupleNext,
  TUPLE_LENGTH,
);
/** `str_iterator`. */
export const strIteratorType: TypeDefinition = sequenceIteratorType(
  T_STR_ITERATOR,
  "str_iterator",
  strNext,
  STR_LENGTH,
);
/** `bytes_iterator`. */
export const bytesIteratorType: TypeDefinition = sequenceIteratorType(
  T_BYTES_ITERATOR,
  "bytes_iterator",
  bytesNext,
  BYTES_LENGTH,
);
/** `bytearray_iterator`. */
export const bytearrayIteratorType: TypeDefinition = sequenceIteratorType(
  T_BYTEARRAY_ITERATOR,
  "bytearray_iterator",
  bytearrayNext,
  BYTEARRAY_LENGTH,
);

/** `list_reverseiterator`. */
export const listReverseIteratorType: TypeDefinition = {
  index: T_LIST_REVERSEITERATOR,
  name: "list_reverseiterator",
  basicSize: ITERATOR_BYTES,
  methods: [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => listReverseNext(vm, vm.i32[a])),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const target = vm.i32[(vm.i32[a] + ITERATOR_TARGET) >>> 2];
      const left = vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2] + 1;
      return tagInt(target === 0 || left > vm.listLength(target) ? 0 : left);
    }, "Private method returning an estimate of len(list(it))."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const word = (vm.i32[a] + ITERATOR_TARGET) >>> 2;
      const made = builtinFunction(vm, "reversed"), target = vm.i32[word];
      if (target === 0) return vm.newTuple([made, vm.newTuple([vm.newList([])])]);
      const index = vm.newInt(vm.i32[(vm.i32[a] + ITERATOR_INDEX) >>> 2]);
      return vm.newTuple([made, vm.newTuple([vm.keep(target)]), index]);
    }, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", (vm, a) => {
      const iterator = vm.i32[a];
      const index = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(index)) return 0;
      const target = vm.i32[(iterator + ITERATOR_TARGET) >>> 2];
      if (target !== 0) {
        vm.i32[(iterator + ITERATOR_INDEX) >>> 2] = Math.max(-1, Math.min(index, vm.listLength(target) - 1));
      }
      return NONE;
    }, "Set state information for unpickling."),
  ],
};

/** How an iterator over a range of these bounds and this step (stolen) is made anew. */
function reduceRange(vm: Vm, parts: readonly Value[]): Value {
  const range = builtinFunction(vm, "range");
  const made = range === 0 || parts.includes(0) ? 0 : vm.call(range, ...parts);
  for (const owned of [range, ...parts]) vm.decref(owned);
  return vm.newTuple([builtinFunction(vm, "iter"), vm.newTuple([made]), NONE]);
}

/** `range_iterator`. */
export const rangeIteratorType: TypeDefinition = {
  index: T_RANGE_ITERATOR,
  name: "range_iterator",
  basicSize: RANGE_ITERATOR_BYTES,
  methods: [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => rangeNext(vm, vm.i32[a])),
    method(
      "__length_hint__",
      "($self, /)",
      (vm, a) => vm.newInt(vm.i32[(vm.i32[a] + RANGE_ITERATOR_LEFT) >>> 2]),
      "Private method returning an estimate of len(list(it)).",
    ),
    method("__reduce__", "($self, /)", (vm, a) => {
      const word = vm.i32[a] >>> 2;
      const next = vm.i32[word + 1], step = vm.i32[word + 2], left = vm.i32[word + 3];
      return reduceRange(vm, [next, next + step * left, step].map((part) => vm.newInt(part)));
    }, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", (vm, a) => {
      const iterator = vm.i32[a];
      const index = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(index)) return 0;
      for (let i = 0; i < index && rangeNext(vm, iterator) !== 0;) i++;
      return NONE;
    }, "Set state information for unpickling."),
  ],
};

/** The next int, the step and how many are left. */
function longRangeParts(vm: Vm, iterator: Address): readonly [bigint, bigint, bigint] {
  vm.lock.begin(iterator);
  const parts = [firstPart(vm, iterator), secondPart(vm, iterator), thirdPart(vm, iterator)];
  const numbers = parts.map((part) => vm.bigInt(part));
  vm.lock.end();
  return [numbers[0], numbers[1], numbers[2]];
}

/** `longrange_iterator`: start, step and number of items left as ints of any size. */
export const longRangeIteratorType: TypeDefinition = {
  index: T_LONGRANGE_ITERATOR,
  name: "longrange_iterator",
  basicSize: PARTS_BYTES,
  methods: [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => longRangeNext(vm, vm.i32[a])),
    method(
      "__length_hint__",
      "($self, /)",
      (vm, a) => vm.keep(thirdPart(vm, vm.i32[a])),
      "Private method returning an estimate of len(list(it)).",
    ),
    method("__reduce__", "($self, /)", (vm, a) => {
      const [next, step, left] = longRangeParts(vm, vm.i32[a]);
      return reduceRange(vm, [next, next + step * left, step].map((part) => vm.newBigInt(part)));
    }, "Return state information for pickling."),
    method("__setstate__", "($self, state, /)", (vm, a) => {
      const iterator = vm.i32[a], state = vm.i32[a + 1];
      if (!vm.isInt(state)) return vm.raiseType(`state must be an int, not ${vm.typeName(state)}`);
      const [next, step, left] = longRangeParts(vm, iterator), wanted = vm.bigInt(state);
      const passed = wanted < 0n ? 0n : wanted > left ? left : wanted;
      const now = vm.newBigInt(next + step * passed), rest = vm.newBigInt(left - passed);
      if (now === 0 || rest === 0) return 0;
      vm.store((iterator + PARTS_FIRST) >>> 2, now);
      vm.store((iterator + PARTS_THIRD) >>> 2, rest);
      return NONE;
    }, "Set state information for unpickling."),
  ],
};
