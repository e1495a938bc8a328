/**
 * `collections.OrderedDict`: a dict whose entries can be moved to either end. The order is that of the dict's own storage
 * (`dict_order.ts` of the objects), so there is nothing that what changes it as a dict could leave behind.
 *
 * @module
 */
import {
  type Address,
  DICT_STORAGE,
  DICT_VERSION,
  dictEntries,
  dictEntryCount,
  dictFind,
  dictFirstEntry,
  dictLastEntry,
  dictMoveToEnd,
  dictMoveToStart,
  dictRemoveAtEnds,
  NONE,
  NOT_IMPLEMENTED,
  T_DICT,
  T_ORDERED_DICT,
  T_ORDERED_ITEMS,
  T_ORDERED_KEYS,
  T_ORDERED_VALUES,
  type Value,
} from "@orochi/object";
import { classMethod, method, newFromType, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  comparisonSlots,
  dictClear,
  dictEquals,
  dictGetSet,
  dictLength,
  dictMerge,
  dicts,
  reprText,
} from "@orochi/vm/kernel";
import { BACKWARDS, KEYS, newOrderedIterator, newOrderedView } from "./ordered_dict_views.ts";
import { storeOrdered, updateFrom, updateWith } from "./ordered_dict_update.ts";

/** Offset of the dict of attributes: behind the dict's words. */
const ATTRIBUTES = DICT_STORAGE + 4;
const BYTES = ATTRIBUTES + 4;

/** Whether an object is an OrderedDict, of a subclass maybe. */
function isOrdered(vm: Vm, value: Value): boolean {
  return vm.isDict(value) && vm.isSubtype(vm.typeOf(value), vm.typeObject(T_ORDERED_DICT));
}

/** Word index of a key's entry, 0 if there is none, -1 on failure; under the dict's section. */
function findEntry(vm: Vm, self: Address, key: Value, hash: number): number {
  return dictFind(vm.objects, self, key, hash, vm.keyEquals);
}

/** Removes a key and returns its value (owned); 0 if it is missing (no exception) or on failure. */
function take(vm: Vm, self: Address, key: Value): Value {
  const hash = vm.hash(key);
  if (hash === 0 && vm.failed()) return 0;
  let stored = 0, value = 0;
  vm.lock.begin(self);
  const entry = findEntry(vm, self, key, hash);
  if (entry > 0) {
    stored = vm.i32[entry + 1];
    value = vm.i32[entry + 2];
    dictRemoveAtEnds(vm.objects, self, entry);
  }
  vm.lock.end();
  vm.decref(stored);
  return value;
}

function remove(vm: Vm, self: Address, key: Value): Value {
  const value = take(vm, self, key);
  if (value === 0) return vm.failed() ? 0 : vm.raiseKey(key);
  vm.decref(value);
  return NONE;
}

/** Whether the last entry is meant, which is so without an argument: tri. */
function meansLast(vm: Vm, argument: Value): number {
  return argument === 0 ? 1 : vm.truthy(argument);
}

function popItem(vm: Vm, self: Address, argument: Value): Value {
  const last = meansLast(vm, argument);
  if (last < 0) return 0;
  let key = 0, value = 0;
  vm.lock.begin(self);
  const entry = last === 1 ? dictLastEntry(vm.objects, self) : dictFirstEntry(vm.objects, self);
  if (entry > 0) {
    key = vm.i32[entry + 1];
    value = vm.i32[entry + 2];
    dictRemoveAtEnds(vm.objects, self, entry);
  }
  vm.lock.end();
  if (key !== 0) return vm.newTuple([key, value]);
  const text = vm.newStr("dictionary is empty");
  if (text === 0) return 0;
  vm.raiseKey(text);
  vm.decref(text);
  return 0;
}

function moveToEnd(vm: Vm, self: Address, key: Value, argument: Value): Value {
  const last = meansLast(vm, argument);
  if (last < 0) return 0;
  if (dictLength(vm, self) === 0) return vm.raiseKey(key);
  const hash = vm.hash(key);
  if (hash === 0 && vm.failed()) return 0;
  vm.lock.begin(self);
  const entry = findEntry(vm, self, key, hash);
  const done = entry <= 0 ||
    (last === 1 ? dictMoveToEnd(vm.objects, self, entry) : dictMoveToStart(vm.objects, self, entry));
  vm.lock.end();
  if (!done) return vm.raiseMemory();
  if (entry > 0) return NONE;
  return entry < 0 ? 0 : vm.raiseKey(key);
}

/** The key's value, after storing `fallback` (borrowed) if it was missing: a new reference. */
function setDefault(vm: Vm, self: Address, key: Value, fallback: Value): Value {
  if (vm.isExact(self, T_ORDERED_DICT)) return dicts.setDefault(vm, self, key, fallback);
  const there = vm.contains(self, key);
  if (there !== 0) return there < 0 ? 0 : vm.getItem(self, key);
  return vm.setItem(self, key, fallback) ? vm.keep(fallback) : 0;
}

/** An OrderedDict of the same class with the same items; a subclass is asked for them, and given them. */
function copy(vm: Vm, self: Address): Value {
  const exact = vm.isExact(self, T_ORDERED_DICT);
  const result = exact ? vm.allocLike(vm.typeOf(self), BYTES) : vm.call(vm.typeOf(self));
  if (result === 0) return 0;
  const done = exact ? dictMerge(vm, result, self) : copyItems(vm, result, self);
  if (done) return result;
  vm.decref(result);
  return 0;
}

/** Gives a mapping the items of an OrderedDict through their classes' methods. */
function copyItems(vm: Vm, target: Value, self: Address): boolean {
  const keys = newOrderedIterator(vm, self, KEYS);
  if (keys === 0) return false;
  const done = vm.iterate(keys, (key) => {
    const value = vm.getItem(self, key);
    const stored = value !== 0 && vm.setItem(target, key, value);
    vm.decref(value);
    return stored;
  });
  vm.decref(keys);
  return done;
}

function fromKeys(vm: Vm, type: Address, iterable: Value, value: Value): Value {
  const result = vm.call(type);
  if (result === 0) return 0;
  const exact = vm.isExact(result, T_ORDERED_DICT);
  const done = vm.iterate(
    iterable,
    (key) => exact ? storeOrdered(vm, result, key, value) : vm.setItem(result, key, value),
  );
  if (done) return result;
  vm.decref(result);
  return 0;
}

/** `left | right`: of the class of that one which is ordered, the left if both are. */
function union(vm: Vm, left: Value, right: Value): Value {
  const ordered = isOrdered(vm, left) ? left : right;
  if (!vm.isDict(ordered === left ? right : left)) return NOT_IMPLEMENTED;
  const result = vm.call(vm.typeOf(ordered), left);
  if (result === 0 || updateFrom(vm, result, right)) return result;
  vm.decref(result);
  return 0;
}

/** Position of the first live entry from a position on, or -1. */
function nextPosition(vm: Vm, dict: Address, from: number): number {
  const entries = dictEntries(vm.objects, dict), count = dictEntryCount(vm.objects, dict);
  let at = from;
  while (at < count && vm.i32[entries + at * 3 + 1] === 0) at++;
  return at < count ? at : -1;
}

/** Whether the keys at two positions are equal: tri. */
function sameKey(vm: Vm, a: Address, x: number, b: Address, y: number): number {
  const mine = vm.keep(vm.i32[dictEntries(vm.objects, a) + x * 3 + 1]);
  const other = vm.keep(vm.i32[dictEntries(vm.objects, b) + y * 3 + 1]);
  const same = vm.equals(mine, other);
  vm.decref(mine);
  vm.decref(other);
  return same;
}

/** Whether two OrderedDicts have equal keys in the same order: tri. */
function sameOrder(vm: Vm, a: Address, b: Address): number {
  const i32 = vm.i32, wordA = (a + DICT_VERSION) >>> 2, wordB = (b + DICT_VERSION) >>> 2;
  const versionA = i32[wordA], versionB = i32[wordB];
  let x = nextPosition(vm, a, 0), y = nextPosition(vm, b, 0);
  while (x >= 0 && y >= 0) {
    const same = sameKey(vm, a, x, b, y);
    if (same !== 1) return same;
    if (i32[wordA] !== versionA || i32[wordB] !== versionB) {
      vm.raise("RuntimeError", "OrderedDict mutated during iteration");
      return -1;
    }
    x = nextPosition(vm, a, x + 1);
    y = nextPosition(vm, b, y + 1);
  }
  return x === y ? 1 : 0;
}

function compare(vm: Vm, operation: number, self: Address, other: Value): Value {
  if (!vm.isDict(other)) return NOT_IMPLEMENTED;
  let same = dictEquals(vm, self, other);
  if (same === 1 && isOrdered(vm, other)) {
    vm.lock.begin2(self, other);
    same = sameOrder(vm, self, other);
    vm.lock.end();
  }
  return same < 0 ? 0 : vm.bool((same === 1) === (operation === 2));
}

/** A dict of the items: read from the storage, but a subclass is asked. */
function plainCopy(vm: Vm, self: Address): Value {
  if (!vm.isExact(self, T_ORDERED_DICT)) {
    return vm.call(vm.typeObject(T_DICT), self);
  }
  const made = vm.newDict();
  if (made === 0 || dictMerge(vm, made, self)) return made;
  vm.decref(made);
  return 0;
}

function repr(vm: Vm, self: Address): Value {
  const name = vm.shortTypeName(self);
  if (dictLength(vm, self) === 0) return vm.newStr(`${name}()`);
  if (!vm.enterRepr(self)) return vm.newStr("...");
  const plain = plainCopy(vm, self);
  const text = plain === 0 ? null : reprText(vm, plain);
  vm.decref(plain);
  vm.leaveRepr(self);
  return text === null ? 0 : vm.newStr(`${name}(${text})`);
}

function reduce(vm: Vm, self: Address): Value {
  const state = vm.callMethod(self, vm.names.__getstate__);
  if (state === 0) return 0;
  const items = vm.callMethod(self, vm.names.items);
  const iterator = items === 0 ? 0 : vm.iter(items);
  vm.decref(items);
  return vm.newTuple([vm.keep(vm.typeOf(self)), vm.newTuple([]), state, NONE, iterator]);
}

function initialise(vm: Vm, self: Address, args: Value, keywords: Value): Value {
  const count = vm.tupleLength(args);
  if (count > 1) return vm.raiseType(`expected at most 1 arguments, got ${count}`);
  return updateWith(vm, self, args, keywords) ? NONE : 0;
}

/** `collections.OrderedDict`. */
export const orderedDictType: TypeDefinition = {
  index: T_ORDERED_DICT,
  name: "OrderedDict",
  module: "collections",
  base: T_DICT,
  layout: T_DICT,
  basicSize: BYTES,
  dictOffset: ATTRIBUTES,
  subclassable: true,
  collection: "mapping",
  none: ["__hash__"],
  doc: "Dictionary that remembers insertion order",
  getset: [{
    ...dictGetSet,
    set: (vm, object, value) =>
      value === 0 ? vm.raiseType("cannot delete __dict__") !== 0 : dictGetSet.set!(vm, object, value),
  }],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], BYTES)),
    slot(
      "__init__",
      "($self, /, *args, **kwargs)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => storeOrdered(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__delitem__", "($self, key, /)", (vm, a) => remove(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__iter__", "($self, /)", (vm, a) => newOrderedIterator(vm, vm.i32[a], KEYS)),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    ...comparisonSlots(compare, [2, 3]),
    slot("__or__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a + 1], vm.i32[a])),
    slot(
      "__ior__",
      "($self, value, /)",
      (vm, a) => updateFrom(vm, vm.i32[a], vm.i32[a + 1]) ? vm.keep(vm.i32[a]) : 0,
    ),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => newOrderedIterator(vm, vm.i32[a], KEYS | BACKWARDS),
      "od.__reversed__() <==> reversed(od)",
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => reduce(vm, vm.i32[a]),
      "Return state information for pickling",
    ),
    method("__sizeof__", "($self, /)", (vm, a) => {
      const storage = vm.i32[(vm.i32[a] + DICT_STORAGE) >>> 2];
      return vm.newInt(BYTES + (storage === 0 ? 0 : vm.heap.usableBytes(storage)));
    }),
    method("clear", "($self, /)", (vm, a) => {
      dictClear(vm, vm.i32[a]);
      return NONE;
    }, "od.clear() -> None.  Remove all items from od."),
    method("copy", "($self, /)", (vm, a) => copy(vm, vm.i32[a]), "od.copy() -> a shallow copy of od"),
    method("items", "($self, /)", (vm, a) => newOrderedView(vm, T_ORDERED_ITEMS, vm.i32[a])),
    method("keys", "($self, /)", (vm, a) => newOrderedView(vm, T_ORDERED_KEYS, vm.i32[a])),
    method("values", "($self, /)", (vm, a) => newOrderedView(vm, T_ORDERED_VALUES, vm.i32[a])),
    method(
      "move_to_end",
      "($self, /, key, last=True)",
      (vm, a) => moveToEnd(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
    ),
    method(
      "pop",
      "($self, /, key, default=<unrepresentable>)",
      (vm, a) => {
        const value = take(vm, vm.i32[a], vm.i32[a + 1]);
        if (value !== 0 || vm.failed()) return value;
        return vm.i32[a + 2] === 0 ? vm.raiseKey(vm.i32[a + 1]) : vm.keep(vm.i32[a + 2]);
      },
      "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    ),
    method(
      "popitem",
      "($self, /, last=True)",
      (vm, a) => popItem(vm, vm.i32[a], vm.i32[a + 1]),
      "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
    ),
    method(
      "setdefault",
      "($self, /, key, default=None)",
      (vm, a) => setDefault(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2] || NONE),
      "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    ),
    method(
      "update",
      "($self, /, *args, **kwargs)",
      (vm, a) => updateWith(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    classMethod(
      "fromkeys",
      "($type, /, iterable, value=None)",
      (vm, a) => fromKeys(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2] || NONE),
      "Create a new ordered dictionary with keys from iterable and values set to value.",
    ),
  ],
};
