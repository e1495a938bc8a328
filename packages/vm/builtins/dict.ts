/**
 * `dict`. Lookups and changes happen under the dict's critical section. Comparing keys may run any code, which may
 * change the dict: the storage functions then start over, and callers read entries again after every such call.
 *
 * @module
 */
import {
  type Address,
  DICT_STORAGE,
  DICT_USED,
  dictDetachStorage,
  dictEntries,
  dictEntryCount,
  dictRemove,
  dictResize,
  NONE,
  NOT_IMPLEMENTED,
  T_DICT,
  T_DICT_ITEMS,
  T_DICT_KEYITERATOR,
  T_DICT_KEYS,
  T_DICT_REVERSEKEYITERATOR,
  T_DICT_VALUES,
  T_FROZENSET,
  T_ORDERED_DICT,
  T_SET,
  TYPE_DICT,
  type Value,
  visitDetachedStorage,
} from "@orochi/object";
import * as dicts from "../dicts.ts";
import { classMethod, method, newFromType, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import {
  comparisonSlots,
  containerRepr,
  dropAll,
  genericClassMethod,
  itemsOf,
  newParts,
  reprText,
} from "./_container.ts";
import { newDictIterator } from "./mapping_iterators.ts";
import { eachHashed } from "./set.ts";

/** Bytes of a dict object. */
export const DICT_BYTES = 16;

/** Live entries. */
export function dictLength(vm: Vm, dict: Value): number {
  return vm.i32[(dict + DICT_USED) >>> 2];
}

/** Removes everything. */
export function dictClear(vm: Vm, dict: Value): void {
  if (vm.i32[(dict + DICT_STORAGE) >>> 2] === 0) return;
  vm.lock.begin(dict);
  const storage = dictDetachStorage(vm.objects, dict);
  vm.lock.end();
  visitDetachedStorage(vm.objects, storage, (key, value) => {
    vm.decref(key);
    vm.decref(value);
  });
  vm.heap.freeRawLater(storage);
}

/** Removes the newest entry: a tuple of key and value. */
function popItem(vm: Vm, dict: Value): Value {
  const i32 = vm.i32;
  vm.lock.begin(dict);
  let key = 0, value = 0;
  if (i32[(dict + DICT_USED) >>> 2] > 0) {
    const entries = dictEntries(vm.objects, dict), count = dictEntryCount(vm.objects, dict);
    let at = count - 1;
    while (i32[entries + at * 3 + 1] === 0) at--;
    key = i32[entries + at * 3 + 1];
    value = i32[entries + at * 3 + 2];
    dictRemove(vm.objects, dict, entries + at * 3);
    // Emptying a dict this way must not look at the same dead entries again and again.
    const used = i32[(dict + DICT_USED) >>> 2];
    if (count - at > 16 && count - at > used) dictResize(vm.objects, dict, used + 1);
  }
  vm.lock.end();
  if (key !== 0) return vm.newTuple([key, value]);
  const text = vm.newStr("popitem(): dictionary is empty");
  if (text === 0) return 0;
  vm.raiseKey(text);
  vm.decref(text);
  return 0;
}

/**
 * Copies the entries of a dict into another, without asking the keys for hashes.
 *
 * @param override Whether keys that are there already get the new values.
 */
export function dictMerge(vm: Vm, target: Value, source: Value, override = true): boolean {
  if (target === source) return true;
  // Both are held throughout, so that others see all of it or nothing while no key runs code of its own.
  vm.lock.begin2(target, source);
  const done = mergeEntries(vm, target, source, override);
  vm.lock.end();
  return done;
}

function mergeEntries(vm: Vm, target: Value, source: Value, override: boolean): boolean {
  const i32 = vm.i32;
  const used = dictLength(vm, source);
  const fresh = dictLength(vm, target) === 0;
  if (fresh && used > 5) {
    vm.lock.begin(target);
    const room = dictResize(vm.objects, target, used);
    vm.lock.end();
    if (!room) return vm.raiseMemory() !== 0;
  }
  for (let i = 0; i < dictEntryCount(vm.objects, source); i++) {
    vm.lock.begin(source);
    const entry = dictEntries(vm.objects, source) + i * 3;
    const inside = i < dictEntryCount(vm.objects, source);
    const hash = i32[entry];
    const key = inside ? vm.keep(i32[entry + 1]) : 0;
    const value = key === 0 ? 0 : vm.keep(i32[entry + 2]);
    vm.lock.end();
    if (key === 0) continue;
    let done: boolean;
    if (override) done = dicts.setHashed(vm, target, key, hash, value);
    else {
      const there = dicts.getHashed(vm, target, key, hash);
      vm.decref(there);
      done = there !== 0 || (!vm.failed() && dicts.setHashed(vm, target, key, hash, value));
    }
    vm.decref(key);
    vm.decref(value);
    if (!done) return false;
    if (dictLength(vm, source) !== used) {
      vm.raise("RuntimeError", "dict mutated during update");
      return false;
    }
  }
  return true;
}

/** A new exact dict with the same entries. */
export function dictCopy(vm: Vm, dict: Value): Value {
  const copy = vm.newDict();
  if (copy === 0 || dictUpdate(vm, copy, dict)) return copy;
  vm.decref(copy);
  return 0;
}

/** Whether a mapping's items can be read from its storage: a dict whose `__iter__` is dict's, or gives the same. */
function hasPlainIteration(vm: Vm, source: Value): boolean {
  if (vm.isExact(source, T_DICT) || vm.isExact(source, T_ORDERED_DICT)) return true;
  return vm.isDict(source) &&
    vm.lookupSpecial(source, vm.names.__iter__) ===
      vm.dictGetInterned(typeDict(vm, vm.typeObject(T_DICT)), vm.names.__iter__);
}

function typeDict(vm: Vm, type: Address): Value {
  return vm.i32[(type + TYPE_DICT) >>> 2];
}

/** `dict.update(source)`: from a mapping (anything with `keys`) or an iterable of pairs. */
export function dictUpdate(vm: Vm, dict: Value, source: Value): boolean {
  if (hasPlainIteration(vm, source)) return dictMerge(vm, dict, source);
  const keysMethod = vm.getAttrOptional(source, vm.names.keys);
  if (keysMethod === 0) return !vm.failed() && updateFromPairs(vm, dict, source);
  vm.decref(keysMethod);
  // CPython, too, asks for it twice.
  const keys = vm.callMethod(source, vm.names.keys);
  if (keys === 0) return false;
  const done = vm.iterate(keys, (key) => {
    const value = vm.getItem(source, key);
    const stored = value !== 0 && dicts.set(vm, dict, key, value);
    vm.decref(value);
    return stored;
  });
  vm.decref(keys);
  return done;
}

function updateFromPairs(vm: Vm, dict: Value, source: Value): boolean {
  let position = 0;
  return vm.iterate(source, (element) => {
    const pair = itemsOf(vm, element);
    if (pair === null) {
      if (vm.matches("TypeError")) {
        if (vm.lookupSpecial(element, vm.names.__iter__) === 0) {
          vm.clearError();
          vm.raiseType("object is not iterable");
        }
        vm.addNote(`Cannot convert dictionary update sequence element #${position} to a sequence`);
      }
      return false;
    }
    const done = pair.length === 2 && dicts.set(vm, dict, pair[0], pair[1]);
    if (pair.length !== 2) {
      vm.raiseValue(
        `dictionary update sequence element #${position} has length ${pair.length}; 2 is required`,
      );
    }
    dropAll(vm, pair);
    position++;
    return done;
  });
}

/** `dict.update(*args, **kwargs)` and `dict.__init__`. */
function updateCommon(vm: Vm, dict: Value, source: Value, keywords: Value): Value {
  if (source !== 0 && !dictUpdate(vm, dict, source)) return 0;
  return dictLength(vm, keywords) === 0 || dictMerge(vm, dict, keywords) ? NONE : 0;
}

/** `dict[key]`, asking a subclass's `__missing__`. */
export function dictSubscript(vm: Vm, dict: Value, key: Value): Value {
  const value = dicts.getOwned(vm, dict, key);
  if (value !== 0 || vm.failed()) return value;
  if (!vm.isExact(dict, T_DICT)) {
    const result = vm.callSpecial(dict, vm.names.__missing__, key);
    if (result !== 0 || vm.failed()) return result;
  }
  return vm.raiseKey(key);
}

function assign(vm: Vm, dict: Value, key: Value, value: Value): Value {
  return dicts.set(vm, dict, key, value) ? NONE : 0;
}

function remove(vm: Vm, dict: Value, key: Value): Value {
  const value = dicts.take(vm, dict, key);
  if (value === 0) return vm.failed() ? 0 : vm.raiseKey(key);
  vm.decref(value);
  return NONE;
}

function dictRepr(vm: Vm, dict: Value): Value {
  if (dictLength(vm, dict) === 0) return vm.newStr("{}");
  return containerRepr(vm, dict, "{", "}", "{...}", (add) =>
    vm.dictIterate(dict, (key, value) => {
      const keyText = reprText(vm, key);
      const valueText = keyText === null ? null : reprText(vm, value);
      if (valueText === null) return false;
      add(`${keyText}: ${valueText}`);
      return true;
    }));
}

/** Whether two dicts have the same keys with equal values: tri. */
export function dictEquals(vm: Vm, a: Value, b: Value): number {
  vm.lock.begin2(a, b);
  const same = compareEntries(vm, a, b);
  vm.lock.end();
  return same;
}

function compareEntries(vm: Vm, a: Value, b: Value): number {
  if (dictLength(vm, a) !== dictLength(vm, b)) return 0;
  let same = 1;
  for (let i = 0; same === 1 && i < dictEntryCount(vm.objects, a); i++) {
    vm.lock.begin(a);
    const entry = dictEntries(vm.objects, a) + i * 3;
    const hash = vm.i32[entry];
    const key = i < dictEntryCount(vm.objects, a) ? vm.keep(vm.i32[entry + 1]) : 0;
    const value = key === 0 ? 0 : vm.keep(vm.i32[entry + 2]);
    vm.lock.end();
    if (key === 0) continue;
    const other = dicts.getHashed(vm, b, key, hash);
    if (other === 0) same = vm.failed() ? -1 : 0;
    else same = vm.equals(value, other);
    vm.decref(other);
    vm.decref(key);
    vm.decref(value);
  }
  return same;
}

function compareDicts(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isDict(b)) return NOT_IMPLEMENTED;
  const same = dictEquals(vm, a, b);
  return same < 0 ? 0 : vm.bool((same === 1) === (operation === 2));
}

function union(vm: Vm, left: Value, right: Value): Value {
  if (!vm.isDict(left) || !vm.isDict(right)) return NOT_IMPLEMENTED;
  const result = dictCopy(vm, left);
  if (result === 0 || dictUpdate(vm, result, right)) return result;
  vm.decref(result);
  return 0;
}

/** `dict.fromkeys`: through `__setitem__` unless the result is a plain dict. */
function fromKeys(vm: Vm, type: Address, iterable: Value, value: Value): Value {
  const dict = vm.call(type);
  if (dict === 0) return 0;
  const done = !vm.isExact(dict, T_DICT)
    ? vm.iterate(iterable, (key) => vm.setItem(dict, key, value))
    : vm.isExact(iterable, T_DICT) || vm.isExact(iterable, T_SET) || vm.isExact(iterable, T_FROZENSET)
    ? eachHashed(vm, iterable, (key, hash) => dicts.setHashed(vm, dict, key, hash, value))
    : vm.iterate(iterable, (key) => dicts.set(vm, dict, key, value));
  if (done) return dict;
  vm.decref(dict);
  return 0;
}

function newView(vm: Vm, typeIndex: number, dict: Value): Value {
  return newParts(vm, typeIndex, vm.keep(dict));
}

/** `dict`. */
export const dictType: TypeDefinition = {
  index: T_DICT,
  name: "dict",
  basicSize: DICT_BYTES,
  subclassable: true,
  collection: "mapping",
  none: ["__hash__"],
  doc:
    "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], DICT_BYTES)),
    slot(
      "__init__",
      "($self, iterable=(), /, **kwargs)",
      (vm, a) => updateCommon(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__repr__", "($self, /)", (vm, a) => dictRepr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(dictLength(vm, vm.i32[a]))),
    method(
      "__getitem__",
      "($self, key, /)",
      (vm, a) => dictSubscript(vm, vm.i32[a], vm.i32[a + 1]),
      "Return self[key].",
    ),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => assign(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__delitem__", "($self, key, /)", (vm, a) => remove(vm, vm.i32[a], vm.i32[a + 1])),
    method("__contains__", "($self, key, /)", (vm, a) => {
      const found = dicts.contains(vm, vm.i32[a], vm.i32[a + 1]);
      return found < 0 ? 0 : vm.bool(found === 1);
    }, "True if the dictionary has the specified key, else False."),
    slot("__iter__", "($self, /)", (vm, a) => newDictIterator(vm, T_DICT_KEYITERATOR, vm.i32[a])),
    method(
      "__reversed__",
      "($self, /)",
      (vm, a) => newDictIterator(vm, T_DICT_REVERSEKEYITERATOR, vm.i32[a]),
      "Return a reverse iterator over the dict keys.",
    ),
    slot("__or__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a + 1], vm.i32[a])),
    slot(
      "__ior__",
      "($self, value, /)",
      (vm, a) => dictUpdate(vm, vm.i32[a], vm.i32[a + 1]) ? vm.keep(vm.i32[a]) : 0,
    ),
    ...comparisonSlots(compareDicts, [2, 3]),
    method("get", "($self, key, default=None, /)", (vm, a) => {
      const value = dicts.getOwned(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      return vm.i32[a + 2] === 0 ? NONE : vm.keep(vm.i32[a + 2]);
    }, "Return the value for key if key is in the dictionary, else default."),
    method(
      "setdefault",
      "($self, key, default=None, /)",
      (vm, a) => dicts.setDefault(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2] === 0 ? NONE : vm.i32[a + 2]),
      "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    ),
    method(
      "pop",
      "($self, key, default=<unrepresentable>, /)",
      (vm, a) => {
        // Nothing is looked for, and no key asked for its hash, where nothing is.
        const empty = dictLength(vm, vm.i32[a]) === 0;
        const value = empty ? 0 : dicts.take(vm, vm.i32[a], vm.i32[a + 1]);
        if (value !== 0 || vm.failed()) return value;
        return vm.i32[a + 2] === 0 ? vm.raiseKey(vm.i32[a + 1]) : vm.keep(vm.i32[a + 2]);
      },
      "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    ),
    method(
      "popitem",
      "($self, /)",
      (vm, a) => popItem(vm, vm.i32[a]),
      "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
    ),
    method("clear", "($self, /)", (vm, a) => {
      dictClear(vm, vm.i32[a]);
      return NONE;
    }, "Remove all items from the dict."),
    method("copy", "($self, /)", (vm, a) => dictCopy(vm, vm.i32[a]), "Return a shallow copy of the dict."),
    method(
      "update",
      "($self, iterable=(), /, **kwargs)",
      (vm, a) => updateCommon(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
    ),
    method(
      "keys",
      "($self, /)",
      (vm, a) => newView(vm, T_DICT_KEYS, vm.i32[a]),
      "Return a set-like object providing a view on the dict's keys.",
    ),
    method(
      "values",
      "($self, /)",
      (vm, a) => newView(vm, T_DICT_VALUES, vm.i32[a]),
      "Return an object providing a view on the dict's values.",
    ),
    method(
      "items",
      "($self, /)",
      (vm, a) => newView(vm, T_DICT_ITEMS, vm.i32[a]),
      "Return a set-like object providing a view on the dict's items.",
    ),
    classMethod(
      "fromkeys",
      "($type, iterable, value=None, /)",
      (vm, a) => fromKeys(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2] === 0 ? NONE : vm.i32[a + 2]),
      "Create a new dictionary with keys from iterable and values set to value.",
    ),
    method("__sizeof__", "($self, /)", (vm, a) => {
      const storage = vm.i32[(vm.i32[a] + DICT_STORAGE) >>> 2];
      return vm.newInt(DICT_BYTES + (storage === 0 ? 0 : vm.heap.usableBytes(storage)));
    }, "Return the size of the dict in memory."),
    genericClassMethod(),
  ],
};
