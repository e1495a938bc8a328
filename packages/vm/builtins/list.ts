/**
 * `list`. Storage comes from `@orochi/object`; here references are counted and each change happens under the
 * list's critical section, so other threads see it whole. Values leave the storage first and are dropped
 * afterwards: dropping may run any code.
 *
 * @module
 */
import {
  LIST_BYTES,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  listAppend as appendToStorage,
  listClose,
  listOpen,
  listResize,
  NONE,
  NOT_IMPLEMENTED,
  T_LIST,
  T_LIST_ITERATOR,
  T_LIST_REVERSEITERATOR,
  T_SLICE,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { iterateSized } from "../protocol/iteration.ts";
import { method, newFromType, slot, type TypeDefinition } from "../native.ts";
import { allocList } from "../values.ts";
import { hasSnapshot, snapshot } from "../snapshot.ts";
import type { Vm } from "../vm.ts";
import {
  compareSequences,
  comparisonSlots,
  containerRepr,
  dropAll,
  genericClassMethod,
  itemsOf,
  keepTimes,
  repeatTimes,
  repeatWords,
  reprText,
  storedItems,
} from "./_container.ts";
import { sortList } from "./list_sort.ts";
import { itemIndex } from "./bytes_core.ts";
import { newIterator } from "./sequence_iterators.ts";

/** Longest list: its items must fit the address space. */
const MAX_LENGTH = 0x2000_0000;

/** Word index of a list's first item. */
function itemWord(vm: Vm, list: Value): number {
  return vm.i32[(list + LIST_ITEMS) >>> 2] >>> 2;
}

/** The item at an index from 0 (new reference), or 0 without an exception beyond the end. */
export function listItemOwned(vm: Vm, list: Value, index: number): Value {
  vm.lock.begin(list);
  const value = index < vm.i32[(list + LIST_LENGTH) >>> 2] ? vm.keep(vm.i32[itemWord(vm, list) + index]) : 0;
  vm.lock.end();
  return value;
}

/** `list[index]`, negative indices from the end: a new reference, or 0 with IndexError. */
export function listGetItem(vm: Vm, list: Value, index: number): Value {
  vm.lock.begin(list);
  const length = vm.i32[(list + LIST_LENGTH) >>> 2];
  const at = index < 0 ? index + length : index;
  const value = at >= 0 && at < length ? vm.keep(vm.i32[itemWord(vm, list) + at]) : 0;
  vm.lock.end();
  return value !== 0 ? value : vm.raiseIndex("list index out of range");
}

/** `list[index] = value` (borrowed). False with IndexError. */
export function listSetItem(vm: Vm, list: Value, index: number, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(list);
  const length = vm.i32[(list + LIST_LENGTH) >>> 2];
  const at = index < 0 ? index + length : index;
  const inside = at >= 0 && at < length;
  let old = value;
  if (inside) {
    const word = itemWord(vm, list) + at;
    old = vm.i32[word];
    vm.i32[word] = value;
  }
  vm.lock.end();
  vm.decref(old);
  if (!inside) vm.raiseIndex("list assignment index out of range");
  return inside;
}

/** Appends a value (borrowed). False with MemoryError. */
export function listAppend(vm: Vm, list: Value, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(list);
  const done = appendToStorage(vm.objects, list, value);
  vm.lock.end();
  if (done) return true;
  vm.decref(value);
  vm.raiseMemory();
  return false;
}

/** `list.extend(source)`: with a list or tuple in one step, else item by item. */
export function listExtend(vm: Vm, list: Value, source: Value): boolean {
  const type = vm.typeIndex(source);
  if (hasSnapshot(vm, source)) {
    const items = snapshot(vm, source);
    return items !== null && replaceRange(vm, list, MAX_LENGTH, 0, items);
  }
  if (type !== T_LIST && type !== T_TUPLE) {
    return iterateSized(vm, source, (item) => listAppend(vm, list, item), vm.listLength(list));
  }
  const i32 = vm.i32;
  vm.lock.begin2(list, source);
  const count = i32[(source + (type === T_LIST ? LIST_LENGTH : TUPLE_LENGTH)) >>> 2];
  const length = i32[(list + LIST_LENGTH) >>> 2];
  const done = count === 0 || (length + count <= MAX_LENGTH && listResize(vm.objects, list, length + count));
  if (done) {
    const from = type === T_LIST ? itemWord(vm, source) : (source + TUPLE_ITEMS) >>> 2;
    const to = itemWord(vm, list) + length;
    for (let i = 0; i < count; i++) {
      const value = i32[from + i];
      vm.incref(value);
      i32[to + i] = value;
    }
  }
  vm.lock.end();
  if (!done) vm.raiseMemory();
  return done;
}

/** Removes all items. */
export function listClear(vm: Vm, list: Value): void {
  const i32 = vm.i32;
  vm.lock.begin(list);
  const count = i32[(list + LIST_LENGTH) >>> 2];
  const items = i32[(list + LIST_ITEMS) >>> 2];
  if (items !== 0) {
    i32[(list + LIST_LENGTH) >>> 2] = 0;
    i32[(list + LIST_CAPACITY) >>> 2] = 0;
    i32[(list + LIST_ITEMS) >>> 2] = 0;
  }
  vm.lock.end();
  for (let i = count - 1; i >= 0; i--) vm.decref(i32[(items >>> 2) + i]);
  vm.heap.freeRawLater(items);
}

/** A new exact list of the items from `start` on, `count` of them, `step` apart. */
/** A new exact list of `count` items from `start` on, `step` apart; fewer if the list has become shorter. */
export function listOfRange(vm: Vm, list: Value, start: number, step: number, count: number): Value {
  const result = allocList(vm, count);
  if (result === 0) return 0;
  const i32 = vm.i32;
  vm.lock.begin(list);
  // The list may have shrunk since its length was read.
  const length = i32[(list + LIST_LENGTH) >>> 2];
  const from = itemWord(vm, list), to = itemWord(vm, result);
  let copied = 0;
  for (let at = start; copied < count && at >= 0 && at < length; at += step) {
    const value = i32[from + at];
    vm.incref(value);
    i32[to + copied++] = value;
  }
  vm.lock.end();
  i32[(result + LIST_LENGTH) >>> 2] = copied;
  return result;
}

/** A new exact list with the same items. */
export function listCopy(vm: Vm, list: Value): Value {
  return listOfRange(vm, list, 0, 1, vm.listLength(list));
}

/** Takes `count` items out at `start` and puts values (stolen) in their place. */
function replaceRange(vm: Vm, list: Value, start: number, count: number, values: readonly Value[]): boolean {
  const i32 = vm.i32;
  const removed: Value[] = [];
  vm.lock.begin(list);
  const length = i32[(list + LIST_LENGTH) >>> 2];
  const at = Math.min(start, length);
  const gone = Math.min(count, length - at);
  for (let i = 0, first = itemWord(vm, list) + at; i < gone; i++) removed.push(i32[first + i]);
  const grow = values.length - gone;
  const done = grow <= 0 || (length + grow <= MAX_LENGTH && listOpen(vm.objects, list, at + gone, grow));
  if (done) {
    const first = itemWord(vm, list) + at;
    for (let i = 0; i < values.length; i++) i32[first + i] = values[i];
    if (grow < 0) listClose(vm.objects, list, at + values.length, -grow);
  }
  vm.lock.end();
  dropAll(vm, done ? removed : values);
  if (!done) vm.raiseMemory();
  return done;
}

/** `list[slice] = value`. */
function setSlice(vm: Vm, list: Value, slice: Value, source: Value): boolean {
  let range = vm.sliceIndices(slice, vm.listLength(list));
  if (range === null) return false;
  const values = iterableItems(vm, source, "must assign iterable to extended slice");
  if (values === null) return false;
  // Taking the items may have run code that changed the list.
  range = vm.sliceIndices(slice, vm.listLength(list));
  if (range === null) {
    dropAll(vm, values);
    return false;
  }
  const { start, step, count } = range;
  if (step === 1) return replaceRange(vm, list, start, count, values);
  if (values.length !== count) {
    dropAll(vm, values);
    vm.raiseValue(`attempt to assign sequence of size ${values.length} to extended slice of size ${count}`);
    return false;
  }
  const removed: Value[] = [];
  vm.lock.begin(list);
  const length = vm.i32[(list + LIST_LENGTH) >>> 2];
  const first = itemWord(vm, list);
  for (let i = 0, at = start; i < count; i++, at += step) {
    if (at >= length) removed.push(values[i]);
    else {
      removed.push(vm.i32[first + at]);
      vm.i32[first + at] = values[i];
    }
  }
  vm.lock.end();
  dropAll(vm, removed);
  return true;
}

function iterableItems(vm: Vm, source: Value, message: string): Value[] | null {
  const items = itemsOf(vm, source);
  if (items === null && vm.matches("TypeError") && vm.lookupSpecial(source, vm.names.__iter__) === 0) {
    vm.clearError();
    vm.raiseType(message);
  }
  return items;
}

/** `del list[slice]`. */
function deleteSlice(vm: Vm, list: Value, slice: Value): boolean {
  const range = vm.sliceIndices(slice, vm.listLength(list));
  if (range === null) return false;
  const { count } = range;
  if (count === 0) return true;
  if (range.step === 1) return replaceRange(vm, list, range.start, count, []);
  const step = Math.abs(range.step);
  const start = range.step < 0 ? range.start + (count - 1) * range.step : range.start;
  const i32 = vm.i32;
  const removed: Value[] = [];
  vm.lock.begin(list);
  const length = i32[(list + LIST_LENGTH) >>> 2];
  const first = itemWord(vm, list);
  let to = start;
  for (let at = start, next = start; at < length; at++) {
    if (at === next && removed.length < count) {
      removed.push(i32[first + at]);
      next += step;
    } else i32[first + to++] = i32[first + at];
  }
  listResize(vm.objects, list, Math.min(length, to));
  vm.lock.end();
  dropAll(vm, removed);
  return true;
}

/** `list * count` as a new list. */
function repeat(vm: Vm, list: Value, count: Value): Value {
  const times = repeatTimes(vm, count);
  if (Number.isNaN(times)) return 0;
  const items = storedItems(vm, list);
  if (items.length * times > MAX_LENGTH) {
    dropAll(vm, items);
    return vm.raiseMemory();
  }
  const result = allocList(vm, items.length * times);
  if (result !== 0) fillRepeated(vm, itemWord(vm, result), items, times);
  dropAll(vm, items);
  return result;
}

function fillRepeated(vm: Vm, first: number, items: readonly Value[], times: number): void {
  const i32 = vm.i32, length = items.length, total = length * times;
  if (total === 0) return;
  for (let i = 0; i < length; i++) keepTimes(vm, items[i], times);
  if (length === 1) {
    i32.fill(items[0], first, first + total);
    return;
  }
  for (let i = 0; i < length; i++) i32[first + i] = items[i];
  repeatWords(i32, first, length, total);
}

/** `list *= count`. */
function repeatInPlace(vm: Vm, list: Value, count: Value): Value {
  const times = repeatTimes(vm, count);
  if (Number.isNaN(times)) return 0;
  if (times === 0) {
    listClear(vm, list);
    return vm.keep(list);
  }
  vm.lock.begin(list);
  const length = vm.listLength(list);
  const total = length * times;
  const done = length === 0 || (total <= MAX_LENGTH && listResize(vm.objects, list, total));
  if (done) {
    const i32 = vm.i32;
    const first = itemWord(vm, list);
    for (let i = 0; i < length; i++) keepTimes(vm, i32[first + i], times - 1);
    repeatWords(i32, first, length, total);
  }
  vm.lock.end();
  return done ? vm.keep(list) : vm.raiseMemory();
}

/** `list1 + list2`. */
function concatenate(vm: Vm, a: Value, b: Value): Value {
  if (!vm.isList(b)) {
    return vm.raiseType(`can only concatenate list (not "${vm.typeName(b)}") to list`);
  }
  return concatenateLists(vm, a, b);
}

/** A new list of the items of two lists. */
export function concatenateLists(vm: Vm, a: Value, b: Value): Value {
  const i32 = vm.i32;
  vm.lock.begin2(a, b);
  const left = i32[(a + LIST_LENGTH) >>> 2], right = i32[(b + LIST_LENGTH) >>> 2];
  const result = allocList(vm, left + right);
  if (result !== 0) {
    const to = itemWord(vm, result);
    const x = itemWord(vm, a), y = itemWord(vm, b);
    for (let i = 0; i < left; i++) vm.incref(i32[to + i] = i32[x + i]);
    for (let i = 0; i < right; i++) vm.incref(i32[to + left + i] = i32[y + i]);
  }
  vm.lock.end();
  return result;
}

/** Position of a value from `start` on and before `stop`; -1 not there, -2 failed. */
export function listFind(vm: Vm, list: Value, value: Value, start: number, stop: number): number {
  for (let i = start; i < stop; i++) {
    const item = listItemOwned(vm, list, i);
    if (item === 0) return -1;
    const same = item === value ? 1 : vm.equals(item, value);
    vm.decref(item);
    if (same !== 0) return same < 0 ? -2 : i;
  }
  return -1;
}

/** Removes the item at an index from 0 and returns it (owned); 0 if there is none. */
function takeAt(vm: Vm, list: Value, index: number): Value {
  vm.lock.begin(list);
  const length = vm.i32[(list + LIST_LENGTH) >>> 2];
  const at = index < 0 ? index + length : index;
  let value = 0;
  if (at >= 0 && at < length) {
    value = vm.i32[itemWord(vm, list) + at];
    if (at === length - 1) listResize(vm.objects, list, at);
    else listClose(vm.objects, list, at, 1);
  }
  vm.lock.end();
  return value;
}

function insert(vm: Vm, list: Value, index: number, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(list);
  const length = vm.i32[(list + LIST_LENGTH) >>> 2];
  const at = index < 0 ? Math.max(0, index + length) : Math.min(index, length);
  const done = listOpen(vm.objects, list, at, 1);
  if (done) vm.i32[itemWord(vm, list) + at] = value;
  vm.lock.end();
  if (done) return true;
  vm.decref(value);
  vm.raiseMemory();
  return false;
}

function reverse(vm: Vm, list: Value): void {
  vm.lock.begin(list);
  const first = itemWord(vm, list);
  if (first !== 0) vm.i32.subarray(first, first + vm.listLength(list)).reverse();
  vm.lock.end();
}

/** A bound of `index`: clamped into the list. */
function bound(vm: Vm, value: Value, missing: number, length: number): number {
  if (value === 0) return missing;
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    vm.raiseType("slice indices must be integers or have an __index__ method");
    return NaN;
  }
  const number = vm.index(value);
  return number < 0 ? Math.max(0, number + length) : number;
}

function badIndex(vm: Vm, key: Value): 0 {
  return vm.raiseType(`list indices must be integers or slices, not ${vm.typeName(key)}`);
}

/** Whether a key can be an index. */
function isIndex(vm: Vm, key: Value): boolean {
  return vm.isInt(key) || vm.lookupSpecial(key, vm.names.__index__) !== 0;
}

/** `list[key]`. */
export function listSubscript(vm: Vm, list: Value, key: Value): Value {
  if ((key & 1) === 1) return listGetItem(vm, list, key >> 1);
  if (vm.isExact(key, T_SLICE)) {
    const range = vm.sliceIndices(key, vm.listLength(list));
    return range === null ? 0 : listOfRange(vm, list, range.start, range.step, range.count);
  }
  if (!isIndex(vm, key)) return badIndex(vm, key);
  const index = itemIndex(vm, key);
  return Number.isNaN(index) ? 0 : listGetItem(vm, list, index);
}

/** `list[key] = value`, or with 0 `del list[key]`. */
export function listAssign(vm: Vm, list: Value, key: Value, value: Value): boolean {
  if (vm.isExact(key, T_SLICE)) {
    return value === 0 ? deleteSlice(vm, list, key) : setSlice(vm, list, key, value);
  }
  if (!isIndex(vm, key)) {
    badIndex(vm, key);
    return false;
  }
  const index = itemIndex(vm, key);
  if (Number.isNaN(index)) return false;
  if (value !== 0) return listSetItem(vm, list, index, value);
  const old = takeAt(vm, list, index);
  if (old === 0) vm.raiseIndex("list assignment index out of range");
  vm.decref(old);
  return old !== 0;
}

function listRepr(vm: Vm, list: Value): Value {
  if (vm.listLength(list) === 0) return vm.newStr("[]");
  return containerRepr(vm, list, "[", "]", "[...]", (add) => {
    for (let i = 0;; i++) {
      const item = listItemOwned(vm, list, i);
      if (item === 0) return true;
      const text = reprText(vm, item);
      vm.decref(item);
      if (text === null) return false;
      add(text);
    }
  });
}

function compareLists(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isList(b)) return NOT_IMPLEMENTED;
  vm.lock.begin2(a, b);
  const result = compareSequences(
    vm,
    operation,
    a,
    b,
    (list) => vm.listLength(list),
    (list, i) => listItemOwned(vm, list, i),
  );
  vm.lock.end();
  return result;
}

/** `list`. */
export const listType: TypeDefinition = {
  index: T_LIST,
  name: "list",
  basicSize: LIST_BYTES,
  subclassable: true,
  collection: "sequence",
  none: ["__hash__"],
  doc:
    "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], LIST_BYTES)),
    slot("__init__", "($self, iterable=(), /)", (vm, a) => {
      const list = vm.i32[a], source = vm.i32[a + 1];
      if (vm.listLength(list) > 0) listClear(vm, list);
      return source === 0 || listExtend(vm, list, source) ? NONE : 0;
    }, "Initialize self.  See help(type(self)) for accurate signature."),
    slot("__repr__", "($self, /)", (vm, a) => listRepr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(vm.listLength(vm.i32[a]))),
    method("__getitem__", "($self, key, /)", (vm, a) => listSubscript(vm, vm.i32[a], vm.i32[a + 1])),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => listAssign(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__delitem__", "($self, key, /)", (vm, a) => listAssign(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const at = listFind(vm, vm.i32[a], vm.i32[a + 1], 0, Infinity);
      return at === -2 ? 0 : vm.bool(at >= 0);
    }),
    slot("__iter__", "($self, /)", (vm, a) => newIterator(vm, T_LIST_ITERATOR, vm.i32[a], 0)),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => newIterator(vm, T_LIST_REVERSEITERATOR, vm.i32[a], vm.listLength(vm.i32[a]) - 1),
    ),
    slot("__add__", "($self, value, /)", (vm, a) => concatenate(vm, vm.i32[a], vm.i32[a + 1])),
    slot(
      "__iadd__",
      "($self, value, /)",
      (vm, a) => listExtend(vm, vm.i32[a], vm.i32[a + 1]) ? vm.keep(vm.i32[a]) : 0,
    ),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__imul__", "($self, value, /)", (vm, a) => repeatInPlace(vm, vm.i32[a], vm.i32[a + 1])),
    ...comparisonSlots(compareLists),
    method(
      "append",
      "($self, object, /)",
      (vm, a) => listAppend(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Append object to the end of the list.",
    ),
    method("clear", "($self, /)", (vm, a) => {
      listClear(vm, vm.i32[a]);
      return NONE;
    }, "Remove all items from list."),
    method("copy", "($self, /)", (vm, a) => listCopy(vm, vm.i32[a]), "Return a shallow copy of the list."),
    method("count", "($self, value, /)", (vm, a) => {
      const list = vm.i32[a], value = vm.i32[a + 1];
      let count = 0;
      for (let at = 0;; at++) {
        at = listFind(vm, list, value, at, Infinity);
        if (at === -2) return 0;
        if (at < 0) return vm.newInt(count);
        count++;
      }
    }, "Return number of occurrences of value."),
    method(
      "extend",
      "($self, iterable, /)",
      (vm, a) => listExtend(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Extend list by appending elements from the iterable.",
    ),
    method("index", "($self, value, start=0, stop=sys.maxsize, /)", (vm, a) => {
      const list = vm.i32[a], value = vm.i32[a + 1];
      const length = vm.listLength(list);
      const start = bound(vm, vm.i32[a + 2], 0, length);
      const stop = Number.isNaN(start) ? NaN : bound(vm, vm.i32[a + 3], Infinity, length);
      if (Number.isNaN(stop)) return 0;
      const at = listFind(vm, list, value, start, stop);
      if (at >= 0) return vm.newInt(at);
      if (at === -2) return 0;
      return vm.raiseValue("list.index(x): x not in list");
    }, "Return first index of value.\n\nRaises ValueError if the value is not present."),
    method("insert", "($self, index, object, /)", (vm, a) => {
      const index = vm.size(vm.i32[a + 1]);
      return !Number.isNaN(index) && insert(vm, vm.i32[a], index, vm.i32[a + 2]) ? NONE : 0;
    }, "Insert object before index."),
    method(
      "pop",
      "($self, index=-1, /)",
      (vm, a) => {
        const list = vm.i32[a];
        const index = vm.i32[a + 1] === 0 ? -1 : vm.size(vm.i32[a + 1]);
        if (Number.isNaN(index)) return 0;
        const value = takeAt(vm, list, index);
        if (value !== 0) return value;
        return vm.raiseIndex(vm.listLength(list) === 0 ? "pop from empty list" : "pop index out of range");
      },
      "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
    ),
    method("remove", "($self, value, /)", (vm, a) => {
      const list = vm.i32[a];
      const at = listFind(vm, list, vm.i32[a + 1], 0, Infinity);
      if (at < 0) return at === -2 ? 0 : vm.raiseValue("list.remove(x): x not in list");
      // The comparison may have shortened the list: then there is nothing left to remove here.
      vm.decref(takeAt(vm, list, at));
      return NONE;
    }, "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."),
    method("reverse", "($self, /)", (vm, a) => {
      reverse(vm, vm.i32[a]);
      return NONE;
    }, "Reverse *IN PLACE*."),
    method("sort", "($self, /, *, key=None, reverse=False)", (vm, a) => {
      const backwards = vm.i32[a + 2] === 0 ? 0 : vm.truthy(vm.i32[a + 2]);
      if (backwards < 0) return 0;
      return sortList(vm, vm.i32[a], vm.i32[a + 1], backwards === 1) ? NONE : 0;
    }, "Sort the list in ascending order and return None."),
    method(
      "__sizeof__",
      "($self, /)",
      (vm, a) => vm.newInt(LIST_BYTES + 4 * Math.max(0, vm.i32[(vm.i32[a] + LIST_CAPACITY) >>> 2])),
      "Return the size of the list in memory, in bytes.",
    ),
    genericClassMethod(),
  ],
};
