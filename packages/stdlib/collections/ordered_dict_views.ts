/**
 * Views of an OrderedDict and the iterator over it. The views are those of dict but for how they are iterated over. The
 * iterator knows the next entry beforehand, and notices any change of keys or of their order: then it raises, and is over.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import {
  type Address,
  DICT_STORAGE,
  DICT_VERSION,
  dictEntries,
  dictEntryCount,
  dictFirstEntry,
  dictLastEntry,
  dictPosition,
  part,
  PARTS_BYTES,
  PARTS_FIRST,
  T_DICT_ITEMS,
  T_DICT_KEYS,
  T_DICT_VALUES,
  T_ORDERED_ITEMS,
  T_ORDERED_ITERATOR,
  T_ORDERED_KEYS,
  T_ORDERED_VALUES,
  type Value,
} from "@orochi/object";
import { method, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { builtinFunction } from "@orochi/vm/kernel";
import { clearWord, iterSelf, keepWord, nextSlot, word } from "../_data.ts";

/** Words: the dict, then raw numbers: position of the next entry or -1, the dict's keys version at the start, what to give. */
const TARGET = 0, NEXT = part(1), VERSION = part(2), KIND = part(3);
const BYTES = part(4);

/** What an iterator gives; the last is added to one of the others. */
export const KEYS = 1, VALUES = 2, ITEMS = 3, BACKWARDS = 4;

/** An iterator over an OrderedDict (borrowed). */
export function newOrderedIterator(vm: Vm, dict: Address, kind: number): Value {
  const iterator = vm.alloc(T_ORDERED_ITERATOR, BYTES);
  if (iterator === 0) return 0;
  const i32 = vm.i32;
  i32[(iterator + part(TARGET)) >>> 2] = vm.keep(dict);
  i32[(iterator + KIND) >>> 2] = kind;
  vm.lock.begin(dict);
  const entry = (kind & BACKWARDS) !== 0 ? dictLastEntry(vm.objects, dict) : dictFirstEntry(vm.objects, dict);
  i32[(iterator + NEXT) >>> 2] = entry === 0 ? -1 : dictPosition(vm.objects, dict, entry);
  i32[(iterator + VERSION) >>> 2] = i32[(dict + DICT_VERSION) >>> 2];
  vm.lock.end();
  return iterator;
}

/** Goes on to the next entry; the dict is locked and has not changed. Word index of the one that it stood at. */
function advance(vm: Vm, iterator: Address, dict: Address, kind: number): number {
  const i32 = vm.i32;
  const entries = dictEntries(vm.objects, dict), count = dictEntryCount(vm.objects, dict);
  const step = (kind & BACKWARDS) !== 0 ? -1 : 1;
  const at = i32[(iterator + NEXT) >>> 2];
  let next = at + step;
  while (next >= 0 && next < count && i32[entries + next * 3 + 1] === 0) next += step;
  i32[(iterator + NEXT) >>> 2] = next < count ? next : -1;
  return entries + at * 3;
}

/** Raises what CPython does: `clear` is a change of size, of which its iterator speaks each time, others are the end of it. */
function raiseChanged(vm: Vm, iterator: Address, cleared: boolean): 0 {
  if (cleared) return vm.raise("RuntimeError", "OrderedDict changed size during iteration");
  clearWord(vm, iterator, TARGET);
  return vm.raise("RuntimeError", "OrderedDict mutated during iteration");
}

/** The next item (new reference); 0 at the end or on failure. */
function next(vm: Vm, iterator: Address): Value {
  const i32 = vm.i32;
  // Another thread may let go of the dict, at what is the end for it.
  const shared = i32[SINGLE] !== 1;
  const dict = shared ? keepWord(vm, iterator, TARGET) : word(vm, iterator, TARGET);
  if (dict === 0) return 0;
  const kind = i32[(iterator + KIND) >>> 2];
  let key = 0, value = 0;
  vm.lock.begin(dict);
  const ended = i32[(iterator + NEXT) >>> 2] < 0;
  const changed = i32[(iterator + VERSION) >>> 2] !== i32[(dict + DICT_VERSION) >>> 2];
  const cleared = i32[(dict + DICT_STORAGE) >>> 2] === 0;
  if (!ended && !changed) {
    const entry = advance(vm, iterator, dict, kind);
    if ((kind & KEYS) !== 0) key = vm.keep(i32[entry + 1]);
    if ((kind & VALUES) !== 0) value = vm.keep(i32[entry + 2]);
  }
  vm.lock.end();
  if (shared) vm.decref(dict);
  if (ended) return clearWord(vm, iterator, TARGET);
  if (changed) return raiseChanged(vm, iterator, cleared);
  return key === 0 ? value : value === 0 ? key : vm.newTuple([key, value]);
}

/** `iter` of a list of what is left; the iterator itself stays where it is. */
function reduce(vm: Vm, iterator: Address): Value {
  const copy = vm.alloc(T_ORDERED_ITERATOR, BYTES);
  if (copy === 0) return 0;
  const i32 = vm.i32;
  i32.copyWithin((copy + NEXT) >>> 2, (iterator + NEXT) >>> 2, (iterator + BYTES) >>> 2);
  i32[(copy + part(TARGET)) >>> 2] = keepWord(vm, iterator, TARGET);
  const items: Value[] = [];
  for (let item = next(vm, copy); item !== 0; item = next(vm, copy)) items.push(item);
  vm.decref(copy);
  const list = vm.newList(items);
  if (!vm.failed()) return vm.newTuple([builtinFunction(vm, "iter"), vm.newTuple([list])]);
  vm.decref(list);
  return 0;
}

/** `odict_iterator`. */
export const orderedIteratorType: TypeDefinition = {
  index: T_ORDERED_ITERATOR,
  name: "odict_iterator",
  basicSize: BYTES,
  methods: [
    iterSelf(),
    nextSlot(next),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => reduce(vm, vm.i32[a]),
      "Return state information for pickling",
    ),
  ],
};

function viewType(index: number, name: string, base: number, kind: number): TypeDefinition {
  const dictOf = (vm: Vm, view: Address) => vm.i32[(view + PARTS_FIRST) >>> 2];
  return {
    index,
    name,
    base,
    layout: base,
    basicSize: PARTS_BYTES,
    methods: [
      slot("__iter__", "($self, /)", (vm, a) => newOrderedIterator(vm, dictOf(vm, vm.i32[a]), kind)),
      method(
        "__reversed__",
        "($self, /)",
        (vm, a) => newOrderedIterator(vm, dictOf(vm, vm.i32[a]), kind | BACKWARDS),
      ),
    ],
  };
}

/** A view (one of the three types) of an OrderedDict (borrowed). */
export function newOrderedView(vm: Vm, typeIndex: number, dict: Address): Value {
  const view = vm.alloc(typeIndex, PARTS_BYTES);
  if (view !== 0) vm.i32[(view + PARTS_FIRST) >>> 2] = vm.keep(dict);
  return view;
}

/** `odict_keys`. */
export const orderedKeysType: TypeDefinition = viewType(T_ORDERED_KEYS, "odict_keys", T_DICT_KEYS, KEYS);
/** `odict_values`. */
export const orderedValuesType: TypeDefinition = viewType(
  T_ORDERED_VALUES,
  "odict_values",
  T_DICT_VALUES,
  VALUES,
);
/** `odict_items`. */
export const orderedItemsType: TypeDefinition = viewType(
  T_ORDERED_ITEMS,
  "odict_items",
  T_DICT_ITEMS,
  ITEMS,
);
