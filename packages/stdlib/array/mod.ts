/**
 * `array`: items of one machine type side by side.
 *
 * @module
 */
import {
  ARRAY_BYTES,
  ARRAY_CAPACITY,
  ARRAY_EXPORTS,
  ARRAY_ITERATOR_BYTES,
  ARRAY_ITERATOR_INDEX,
  ARRAY_ITERATOR_TARGET,
  NONE,
  NOT_IMPLEMENTED,
  T_ARRAY,
  T_ARRAY_ITERATOR,
  TYPE_FLAGS,
  type Value,
} from "@orochi/object";
import {
  ensureModule,
  nativeFunction,
  type NativeModule,
  newMethod,
  slot,
  type TypeDefinition,
  type Vm,
  warn,
} from "@orochi/vm";
import {
  builtinFunction,
  compareSequences,
  comparisonSlots,
  genericClassMethod,
  repeatCount,
  TYPE_FLAG_HEAP,
} from "@orochi/vm/kernel";
import { bufferMethods, registerExporter } from "@orochi/vm/text";
import { iterSelf, nextSlot } from "../_data.ts";
import { appendArray, makeArray, reprOf, sameBytes } from "./content.ts";
import { itemBytes, TYPE_CODES } from "./items.ts";
import { arrayMethods } from "./methods.ts";
import { reconstruct } from "./pickling.ts";
import { getItem, itemAt, setItem } from "./places.ts";
import { codeOf, copyPart, dataOf, isArray, lengthOf, newArray, resize, sizeOf } from "./storage.ts";

function construct(vm: Vm, a: number): Value {
  const [type, code, initial] = [vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]];
  const text = vm.isStr(code) ? Array.from(vm.js(code)) : null;
  if (text === null || text.length !== 1) {
    const shown = text === null ? vm.typeName(code) : `a string of length ${text.length}`;
    return vm.raiseType(`array() argument 1 must be a unicode character, not ${shown}`);
  }
  const number = text[0].codePointAt(0)!;
  if (itemBytes(number) === 0) {
    return vm.raiseValue("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  }
  const deprecated = "The 'u' type code is deprecated and will be removed in Python 3.16";
  if (text[0] === "u" && !warn(vm, "DeprecationWarning", deprecated)) return 0;
  return makeArray(vm, type, number, initial);
}

function concat(vm: Vm, array: Value, other: Value): Value {
  if (!isArray(vm, other)) {
    return vm.raiseType(`can only append array (not "${vm.typeName(other)}") to array`);
  }
  if (codeOf(vm, array) !== codeOf(vm, other)) {
    return vm.raiseType("bad argument type for built-in operation");
  }
  vm.lock.begin(array);
  const sum = copyPart(vm, vm.typeObject(T_ARRAY), array, 0, lengthOf(vm, array));
  vm.lock.end();
  if (sum === 0 || appendArray(vm, sum, other)) return sum;
  vm.decref(sum);
  return 0;
}

/** `array * times`, or `array *= times` where `target` is the array itself. */
function repeat(vm: Vm, array: Value, times: Value, inPlace: boolean): Value {
  const count = repeatCount(vm, times);
  if (count < 0) {
    // A class may know better; of what is builtin nothing does.
    const heap = (vm.i32[(vm.typeOf(times) + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
    if (heap && vm.lookupSpecial(times, vm.intern("__rmul__")) !== 0) return NOT_IMPLEMENTED;
    return vm.raiseType(`can't multiply sequence by non-int of type '${vm.typeName(times)}'`);
  }
  if (Number.isNaN(count)) return 0;
  const length = lengthOf(vm, array), total = length * count;
  const target = inPlace
    ? vm.keep(array)
    : newArray(vm, vm.typeObject(T_ARRAY), codeOf(vm, array), total > 0x3fff_ffff ? 0 : total);
  if (target === 0) return 0;
  vm.lock.begin(array);
  const bytes = Math.min(length, lengthOf(vm, array)) * sizeOf(vm, array);
  let done = total <= 0x3fff_ffff;
  if (!done) vm.raiseMemory();
  else done = !inPlace || resize(vm, array, total);
  const to = dataOf(vm, target), from = dataOf(vm, array);
  for (let i = 0; i < count && done; i++) vm.u8.copyWithin(to + i * bytes, from, from + bytes);
  vm.lock.end();
  if (done) return target;
  vm.decref(target);
  return 0;
}

function compare(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!isArray(vm, b)) return NOT_IMPLEMENTED;
  const same = operation === 2 || operation === 3 ? sameBytes(vm, a, b) : undefined;
  if (same !== undefined) return vm.bool(same === (operation === 2));
  return compareSequences(
    vm,
    operation,
    a,
    b,
    (array) => lengthOf(vm, array),
    (array, index) => itemAt(vm, array, index),
  );
}

/** Whether a value is among the items; 0 with an exception set. */
function contains(vm: Vm, array: Value, value: Value): Value {
  for (let i = 0;; i++) {
    const item = itemAt(vm, array, i);
    if (item === 0) return vm.failed() ? 0 : vm.bool(false);
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same !== 0) return same < 0 ? 0 : vm.bool(true);
  }
}

registerExporter(T_ARRAY, {
  open: (vm, array, buffer) => {
    vm.lock.begin(array);
    vm.i32[(array + ARRAY_EXPORTS) >>> 2]++;
    const code = String.fromCharCode(codeOf(vm, array));
    buffer.address = dataOf(vm, array);
    buffer.itemBytes = sizeOf(vm, array);
    buffer.length = lengthOf(vm, array) * buffer.itemBytes;
    buffer.format = code === "u" ? "w" : code;
    buffer.readonly = false;
    vm.lock.end();
    return true;
  },
  close: (vm, array) => {
    vm.lock.begin(array);
    vm.i32[(array + ARRAY_EXPORTS) >>> 2]--;
    vm.lock.end();
  },
});

/** `array.array`. */
const arrayType: TypeDefinition = {
  index: T_ARRAY,
  name: "array",
  module: "array",
  basicSize: ARRAY_BYTES,
  subclassable: true,
  collection: "sequence",
  none: ["__hash__"],
  doc:
    "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode.",
  getset: [
    { name: "typecode", get: (vm, array) => vm.newStr(String.fromCharCode(codeOf(vm, array))) },
    { name: "itemsize", get: (vm, array) => vm.newInt(sizeOf(vm, array)) },
  ],
  methods: [
    newMethod("($type, typecode=None, initializer=(), /, *args, **kwargs)", (vm, a) => {
      const excess = vm.tupleLength(vm.i32[a + 3]);
      const exact = vm.i32[a] === vm.typeObject(T_ARRAY);
      if (exact && vm.length(vm.i32[a + 4]) > 0) {
        return vm.raiseType("array.array() takes no keyword arguments");
      }
      if (vm.i32[a + 1] === 0) return vm.raiseType("array() takes at least 1 argument (0 given)");
      if (excess > 0) return vm.raiseType(`array() takes at most 2 arguments (${2 + excess} given)`);
      return construct(vm, a);
    }),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(lengthOf(vm, vm.i32[a]))),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__setitem__", "($self, key, value, /)", (vm, a) => {
      return setItem(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0;
    }),
    slot("__delitem__", "($self, key, /)", (vm, a) => setItem(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0),
    slot("__contains__", "($self, key, /)", (vm, a) => contains(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__iter__", "($self, /)", (vm, a) => {
      const iterator = vm.alloc(T_ARRAY_ITERATOR, ARRAY_ITERATOR_BYTES);
      if (iterator !== 0) vm.i32[(iterator + ARRAY_ITERATOR_TARGET) >>> 2] = vm.keep(vm.i32[a]);
      return iterator;
    }),
    slot("__repr__", "($self, /)", (vm, a) => reprOf(vm, vm.i32[a])),
    slot("__add__", "($self, value, /)", (vm, a) => concat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__iadd__", "($self, value, /)", (vm, a) => {
      const array = vm.i32[a], other = vm.i32[a + 1];
      if (!isArray(vm, other)) {
        return vm.raiseType(`can only extend array with array (not "${vm.typeName(other)}")`);
      }
      return appendArray(vm, array, other) ? vm.keep(array) : 0;
    }),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], false)),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], false)),
    slot("__imul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], true)),
    slot("__sizeof__", "($self, /)", (vm, a) => {
      return vm.newInt(ARRAY_BYTES + vm.i32[(vm.i32[a] + ARRAY_CAPACITY) >>> 2]);
    }),
    ...comparisonSlots(compare),
    ...arrayMethods(),
    ...bufferMethods(),
    genericClassMethod(),
  ],
};

function next(vm: Vm, iterator: Value): Value {
  const word = (iterator + ARRAY_ITERATOR_TARGET) >>> 2, at = (iterator + ARRAY_ITERATOR_INDEX) >>> 2;
  const array = vm.i32[word];
  if (array === 0) return 0;
  // Other threads may end the iterator while this one waits for the array.
  vm.incref(array);
  const item = itemAt(vm, array, vm.i32[at]);
  vm.decref(array);
  if (item !== 0) vm.i32[at]++;
  else if (!vm.failed()) vm.store(word, 0);
  return item;
}

/** `arrayiterator`. */
const iteratorType: TypeDefinition = {
  index: T_ARRAY_ITERATOR,
  name: "arrayiterator",
  module: "array",
  basicSize: ARRAY_ITERATOR_BYTES,
  methods: [
    iterSelf(),
    nextSlot(next),
    slot("__reduce__", "($self, /)", (vm, a) => {
      const array = vm.i32[(vm.i32[a] + ARRAY_ITERATOR_TARGET) >>> 2];
      const iter = builtinFunction(vm, "iter");
      const index = vm.newInt(vm.i32[(vm.i32[a] + ARRAY_ITERATOR_INDEX) >>> 2]);
      if (array !== 0) return vm.newTuple([iter, vm.newTuple([vm.keep(array)]), index]);
      return vm.newTuple([iter, vm.newTuple([vm.newTuple([])])]);
    }),
    slot("__setstate__", "($self, state, /)", (vm, a) => {
      const index = vm.index(vm.i32[a + 1]), iterator = vm.i32[a];
      if (Number.isNaN(index)) return 0;
      const array = vm.i32[(iterator + ARRAY_ITERATOR_TARGET) >>> 2];
      const length = array === 0 ? 0 : lengthOf(vm, array);
      vm.i32[(iterator + ARRAY_ITERATOR_INDEX) >>> 2] = Math.min(Math.max(0, index), length);
      return NONE;
    }),
  ],
};

/** `collections.abc.MutableSequence.register(array)`. */
function registerSequence(vm: Vm): boolean {
  const abstract = ensureModule(vm, "collections.abc");
  const sequence = abstract === 0 ? 0 : vm.getAttr(abstract, vm.intern("MutableSequence"));
  const done = sequence === 0 ? 0 : vm.callMethod(sequence, vm.intern("register"), vm.typeObject(T_ARRAY));
  vm.decref(done);
  vm.decref(sequence);
  vm.decref(abstract);
  return done !== 0;
}

/** The types. */
export const arrayTypes: readonly TypeDefinition[] = [arrayType, iteratorType];

/** The module. */
export const arrayModule: NativeModule = {
  name: "array",
  doc: "This module defines an object type which can efficiently represent an array of basic values.",
  functions: [
    nativeFunction(
      "_array_reconstructor",
      "(arraytype, typecode, mformat_code, items, /)",
      reconstruct,
      "Internal. Used for pickling support.",
    ),
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "array", vm.typeObject(T_ARRAY)) &&
    vm.dictSetStr(dict, "ArrayType", vm.typeObject(T_ARRAY)) &&
    vm.dictSetOwned(dict, "typecodes", vm.newStr(TYPE_CODES)) && registerSequence(vm),
};
