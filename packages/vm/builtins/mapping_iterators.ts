/**
 * Iterators over dicts and sets. They walk the storage by position and notice when the container's size changed:
 * then they raise, and keep raising.
 *
 * @module
 */
import {
  type Address,
  DICT_USED,
  dictEntries,
  dictEntryCount,
  ITERATOR_BYTES,
  ITERATOR_GUARD,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  SET_USED,
  setKeyWord,
  setNext as nextPosition,
  T_DICT_ITEMITERATOR,
  T_DICT_KEYITERATOR,
  T_DICT_REVERSEITEMITERATOR,
  T_DICT_REVERSEKEYITERATOR,
  T_DICT_REVERSEVALUEITERATOR,
  T_DICT_VALUEITERATOR,
  T_SET_ITERATOR,
  tagInt,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { builtinFunction, endIterator, withTarget } from "./sequence_iterators.ts";

/** Items left to give; a word after the others. */
const ITERATOR_LEFT = ITERATOR_BYTES;
const BYTES = ITERATOR_BYTES + 4;
/** A guard that no size equals. */
const BROKEN = -1;

/** An iterator of one of the six dict iterator types over a dict (borrowed). */
export function newDictIterator(vm: Vm, typeIndex: number, dict: Value): Value {
  const iterator = vm.alloc(typeIndex, BYTES);
  if (iterator === 0) return 0;
  const i32 = vm.i32;
  const used = i32[(dict + DICT_USED) >>> 2];
  i32[(iterator + ITERATOR_TARGET) >>> 2] = vm.keep(dict);
  i32[(iterator + ITERATOR_GUARD) >>> 2] = used;
  i32[(iterator + ITERATOR_LEFT) >>> 2] = used;
  i32[(iterator + ITERATOR_INDEX) >>> 2] = typeIndex >= T_DICT_REVERSEKEYITERATOR
    ? dictEntryCount(vm.objects, dict) - 1
    : 0;
  return iterator;
}

/** An iterator over a set or frozenset (borrowed). */
export function newSetIterator(vm: Vm, set: Value): Value {
  const iterator = vm.alloc(T_SET_ITERATOR, BYTES);
  if (iterator === 0) return 0;
  const used = vm.i32[(set + SET_USED) >>> 2];
  vm.i32[(iterator + ITERATOR_TARGET) >>> 2] = vm.keep(set);
  vm.i32[(iterator + ITERATOR_GUARD) >>> 2] = used;
  vm.i32[(iterator + ITERATOR_LEFT) >>> 2] = used;
  return iterator;
}

/** Next item of a dict iterator of any of the six types (new reference); 0 when it has ended or failed. */
export function dictNext(vm: Vm, iterator: Address): Value {
  return withTarget(vm, iterator, dictStep);
}

function dictStep(vm: Vm, iterator: Address, dict: Address): Value {
  const i32 = vm.i32;
  const type = vm.typeIndex(iterator);
  const step = type >= T_DICT_REVERSEKEYITERATOR ? -1 : 1;
  let key = 0, value = 0;
  let changed = false;
  vm.lock.begin(dict);
  if (i32[(dict + DICT_USED) >>> 2] !== i32[(iterator + ITERATOR_GUARD) >>> 2]) {
    i32[(iterator + ITERATOR_GUARD) >>> 2] = BROKEN;
    changed = true;
  } else {
    const entries = dictEntries(vm.objects, dict), count = dictEntryCount(vm.objects, dict);
    let at = i32[(iterator + ITERATOR_INDEX) >>> 2];
    if (step < 0 && at >= count) at = count - 1;
    while (at >= 0 && at < count && i32[entries + at * 3 + 1] === 0) at += step;
    if (at >= 0 && at < count) {
      const wanted = type - (step < 0 ? T_DICT_REVERSEKEYITERATOR : T_DICT_KEYITERATOR);
      if (wanted !== 1) key = vm.keep(i32[entries + at * 3 + 1]);
      if (wanted !== 0) value = vm.keep(i32[entries + at * 3 + 2]);
      i32[(iterator + ITERATOR_INDEX) >>> 2] = at + step;
    }
  }
  vm.lock.end();
  if (changed) return vm.raise("RuntimeError", "dictionary changed size during iteration");
  if (key === 0 && value === 0) return endIterator(vm, iterator);
  const left = i32[(iterator + ITERATOR_LEFT) >>> 2] - 1;
  if (left < 0) {
    vm.decref(key);
    vm.decref(value);
    endIterator(vm, iterator);
    return vm.raise("RuntimeError", "dictionary keys changed during iteration");
  }
  i32[(iterator + ITERATOR_LEFT) >>> 2] = left;
  return key === 0 ? value : value === 0 ? key : vm.newTuple([key, value]);
}

/** Next element of a set iterator (new reference); 0 when it has ended or failed. */
export function setNext(vm: Vm, iterator: Address): Value {
  return withTarget(vm, iterator, setStep);
}

function setStep(vm: Vm, iterator: Address, set: Address): Value {
  const i32 = vm.i32;
  let key = 0;
  let changed = false;
  vm.lock.begin(set);
  if (i32[(set + SET_USED) >>> 2] !== i32[(iterator + ITERATOR_GUARD) >>> 2]) {
    i32[(iterator + ITERATOR_GUARD) >>> 2] = BROKEN;
    changed = true;
  } else {
    const at = nextPosition(vm.objects, set, i32[(iterator + ITERATOR_INDEX) >>> 2]);
    if (at >= 0) {
      key = vm.keep(i32[setKeyWord(vm.objects, set, at)]);
      i32[(iterator + ITERATOR_INDEX) >>> 2] = at + 1;
      i32[(iterator + ITERATOR_LEFT) >>> 2]--;
    }
  }
  vm.lock.end();
  if (changed) return vm.raise("RuntimeError", "Set changed size during iteration");
  return key === 0 ? endIterator(vm, iterator) : key;
}

function iteratorType(
  index: number,
  name: string,
  next: (vm: Vm, iterator: Address) => Value,
  usedOffset: number,
): TypeDefinition {
  const left = (vm: Vm, iterator: Address): number => {
    const target = vm.i32[(iterator + ITERATOR_TARGET) >>> 2];
    if (target === 0 || vm.i32[(target + usedOffset) >>> 2] !== vm.i32[(iterator + ITERATOR_GUARD) >>> 2]) {
      return 0;
    }
    return vm.i32[(iterator + ITERATOR_LEFT) >>> 2];
  };
  const methods: NativeDefinition[] = [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => next(vm, vm.i32[a])),
    method(
      "__length_hint__",
      "($self, /)",
      (vm, a) => tagInt(left(vm, vm.i32[a])),
      "Private method returning an estimate of len(list(it)).",
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => reduce(vm, vm.i32[a], next),
      "Return state information for pickling.",
    ),
  ];
  return { index, name, basicSize: BYTES, methods };
}

/** `iter` of a list of what is left; the iterator itself stays where it is. */
function reduce(vm: Vm, iterator: Address, next: (vm: Vm, iterator: Address) => Value): Value {
  const copy = vm.alloc(vm.typeIndex(iterator), BYTES);
  if (copy === 0) return 0;
  const i32 = vm.i32;
  i32.copyWithin(
    (copy + ITERATOR_TARGET) >>> 2,
    (iterator + ITERATOR_TARGET) >>> 2,
    (iterator + BYTES) >>> 2,
  );
  vm.incref(i32[(copy + ITERATOR_TARGET) >>> 2]);
  const items: Value[] = [];
  for (let item = next(vm, copy); item !== 0; item = next(vm, copy)) items.push(item);
  vm.decref(copy);
  const list = vm.newList(items);
  if (!vm.failed()) return vm.newTuple([builtinFunction(vm, "iter"), vm.newTuple([list])]);
  vm.decref(list);
  return 0;
}

/** `dict_keyiterator`. */
export const dictKeyIteratorType: TypeDefinition = iteratorType(
  T_DICT_KEYITERATOR,
  "dict_keyiterator",
  dictNext,
  DICT_USED,
);
/** `dict_valueiterator`. */
export const dictValueIteratorType: TypeDefinition = iteratorType(
  T_DICT_VALUEITERATOR,
  "dict_valueiterator",
  dictNext,
  DICT_USED,
);
/** `dict_itemiterator`. */
export const dictItemIteratorType: TypeDefinition = iteratorType(
  T_DICT_ITEMITERATOR,
  "dict_itemiterator",
  dictNext,
  DICT_USED,
);
/** `dict_reversekeyiterator`. */
export const dictReverseKeyIteratorType: TypeDefinition = iteratorType(
  T_DICT_REVERSEKEYITERATOR,
  "dict_reversekeyiterator",
  dictNext,
  DICT_USED,
);
/** `dict_reversevalueiterator`. */
export const dictReverseValueIteratorType: TypeDefinition = iteratorType(
  T_DICT_REVERSEVALUEITERATOR,
  "dict_reversevalueiterator",
  dictNext,
  DICT_USED,
);
/** `dict_reverseitemiterator`. */
export const dictReverseItemIteratorType: TypeDefinition = iteratorType(
  T_DICT_REVERSEITEMITERATOR,
  "dict_reverseitemiterator",
  dictNext,
  DICT_USED,
);
/** `set_iterator`. */
export const setIteratorType: TypeDefinition = iteratorType(
  T_SET_ITERATOR,
  "set_iterator",
  setNext,
  SET_USED,
);
