/**
 * `bytearray`: bytes that change, in raw storage of their own. While someone holds a buffer of it, its length is
 * fixed.
 *
 * @module
 */
import {
  BYTEARRAY_CAPACITY,
  BYTEARRAY_EXPORTS,
  NONE,
  NOT_IMPLEMENTED,
  T_BYTEARRAY,
  T_BYTEARRAY_ITERATOR,
  T_SLICE,
  tagInt,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import type { SliceIndices } from "../values.ts";
import { comparisonSlots, orderHolds, repeatTimes } from "./_container.ts";
import { type Buffer, hasBuffer, openBytes, releaseBuffer } from "./bytes_buffer.ts";
import {
  bytesOfItems,
  bytesOfObject,
  bytesRepr,
  countOf,
  encodedSource,
  fillRepeated,
  orderOf,
} from "./bytes.ts";
import {
  blankByteArray,
  byteArrayOfHeap,
  byteOf,
  copyBytes,
  dataOf,
  isByteArray,
  itemIndex,
  newLikeArray,
  resize,
  sizeOf,
} from "./bytes_core.ts";
import { bytesPercent } from "./bytes_percent.ts";
import { byteSearchMethods, Needle } from "./bytes_search.ts";
import { byteTextMethods } from "./bytes_text.ts";
import { bufferMethods } from "./memoryview_views.ts";
import { newIterator } from "./sequence_iterators.ts";

/** Replaces bytes `start..end` by others of the heap; false with an exception set. The lock is held. */
function splice(vm: Vm, self: Value, start: number, end: number, from: number, count: number): boolean {
  const length = sizeOf(vm, self), tail = length - end;
  const total = start + count + tail;
  if (total > length) {
    if (!resize(vm, self, total)) return false;
    const data = dataOf(vm, self);
    vm.u8.copyWithin(data + start + count, data + end, data + length);
  } else if (total < length) {
    if (vm.i32[(self + BYTEARRAY_EXPORTS) >>> 2] > 0) return resize(vm, self, total);
    const data = dataOf(vm, self);
    vm.u8.copyWithin(data + start + count, data + end, data + length);
    if (!resize(vm, self, total)) return false;
  }
  copyBytes(vm, dataOf(vm, self) + start, from, count);
  return true;
}

/** Fills a fresh bytearray; false with an exception set. */
function initialise(vm: Vm, self: Value, source: Value, encoding: Value, errors: Value): boolean {
  vm.lock.begin(self);
  const emptied = resize(vm, self, 0);
  vm.lock.end();
  if (!emptied || (source === 0 && encoding === 0 && errors === 0)) return emptied;
  let bytes = encodedSource(vm, source, encoding, errors);
  if (bytes === -1) {
    const count = countOf(vm, source);
    if (count < 0) return false;
    if (!Number.isNaN(count)) {
      vm.lock.begin(self);
      const done = resize(vm, self, count);
      if (done && count > 0) vm.u8.fill(0, dataOf(vm, self), dataOf(vm, self) + count);
      vm.lock.end();
      return done;
    }
    bytes = bytesOfObject(vm, source, "bytearray");
  }
  if (bytes === 0) return false;
  vm.lock.begin(self);
  const done = splice(vm, self, 0, 0, dataOf(vm, bytes), sizeOf(vm, bytes));
  vm.lock.end();
  vm.decref(bytes);
  return done;
}

/** Where an item is, negative indices from the end; -1 with IndexError set. */
function placeOf(vm: Vm, self: Value, index: number): number {
  const length = sizeOf(vm, self);
  const at = index < 0 ? index + length : index;
  if (at >= 0 && at < length) return at;
  vm.raiseIndex("bytearray index out of range");
  return -1;
}

/** The number of an index; NaN with an exception set. */
function indexOf(vm: Vm, key: Value): number {
  if (vm.isInt(key) || vm.lookupSpecial(key, vm.names.__index__) !== 0) return itemIndex(vm, key);
  vm.raiseType(`bytearray indices must be integers or slices, not ${vm.typeName(key)}`);
  return NaN;
}

function getItem(vm: Vm, self: Value, key: Value): Value {
  if ((key & 1) === 0 && vm.isExact(key, T_SLICE)) {
    const part = vm.sliceIndices(key, sizeOf(vm, self));
    if (part === null) return 0;
    vm.lock.begin(self);
    const fits = insideNow(vm, self, part);
    let result: Value;
    if (part.step === 1) result = byteArrayOfHeap(vm, dataOf(vm, self) + part.start, fits);
    else {
      const chosen = new Uint8Array(fits), data = dataOf(vm, self);
      for (let i = 0; i < fits; i++) chosen[i] = vm.u8[data + part.start + i * part.step];
      result = newLikeArray(vm, self, chosen);
    }
    vm.lock.end();
    return result;
  }
  const index = indexOf(vm, key);
  if (Number.isNaN(index)) return 0;
  vm.lock.begin(self);
  const at = placeOf(vm, self, index);
  const result = at < 0 ? 0 : tagInt(vm.u8[dataOf(vm, self) + at]);
  vm.lock.end();
  return result;
}

/** How many items of a slice are there still, as the bytearray may have shrunk since. */
function insideNow(vm: Vm, self: Value, part: SliceIndices): number {
  const length = sizeOf(vm, self);
  let count = part.count;
  while (count > 0 && part.start + (count - 1) * part.step >= length) count--;
  return count > 0 && part.start >= length ? 0 : count;
}

function deleteItem(vm: Vm, self: Value, key: Value): boolean {
  if ((key & 1) === 0 && vm.isExact(key, T_SLICE)) {
    const part = vm.sliceIndices(key, sizeOf(vm, self));
    if (part === null) return false;
    vm.lock.begin(self);
    const done = deleteSlice(vm, self, part, insideNow(vm, self, part));
    vm.lock.end();
    return done;
  }
  const index = indexOf(vm, key);
  if (Number.isNaN(index)) return false;
  vm.lock.begin(self);
  const at = placeOf(vm, self, index);
  const done = at >= 0 && splice(vm, self, at, at + 1, 0, 0);
  vm.lock.end();
  return done;
}

function deleteSlice(vm: Vm, self: Value, part: SliceIndices, count: number): boolean {
  if (count === 0) return true;
  if (part.step === 1) return splice(vm, self, part.start, part.start + count, 0, 0);
  const step = Math.abs(part.step);
  const first = part.step > 0 ? part.start : part.start + (count - 1) * part.step;
  const length = sizeOf(vm, self);
  if (vm.i32[(self + BYTEARRAY_EXPORTS) >>> 2] > 0) return resize(vm, self, length - count);
  const data = dataOf(vm, self);
  let to = first;
  for (let at = first; at < length; at++) {
    const gone = (at - first) % step === 0 && (at - first) / step < count;
    if (!gone) vm.u8[data + to++] = vm.u8[data + at];
  }
  return resize(vm, self, to);
}

/** The bytes of what is assigned to a slice, as a bytes object or whatever exports them (new reference). */
function assigned(vm: Vm, self: Value, value: Value): Value {
  // Its own bytes move while they are replaced.
  if (value === self || !hasBuffer(vm, value)) {
    if (vm.isInt(value) || vm.isStr(value)) {
      return vm.raiseType("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    return bytesOfObject(vm, value, "bytearray");
  }
  return vm.keep(value);
}

function setItem(vm: Vm, self: Value, key: Value, value: Value): boolean {
  if ((key & 1) === 0 && vm.isExact(key, T_SLICE)) return setSlice(vm, self, key, value);
  const index = indexOf(vm, key);
  if (Number.isNaN(index)) return false;
  const byte = byteOf(vm, value);
  if (byte < 0) return false;
  vm.lock.begin(self);
  const at = placeOf(vm, self, index);
  if (at >= 0) vm.u8[dataOf(vm, self) + at] = byte;
  vm.lock.end();
  return at >= 0;
}

function setSlice(vm: Vm, self: Value, key: Value, value: Value): boolean {
  if (vm.sliceIndices(key, sizeOf(vm, self)) === null) return false;
  const source = assigned(vm, self, value);
  if (source === 0) return false;
  const needle = new Needle();
  let done = false;
  if (needle.open(vm, source)) {
    const part = vm.sliceIndices(key, sizeOf(vm, self));
    if (part !== null) {
      vm.lock.begin(self);
      done = writeSlice(vm, self, part, needle);
      vm.lock.end();
    }
    needle.close(vm);
  }
  vm.decref(source);
  return done;
}

function writeSlice(vm: Vm, self: Value, part: SliceIndices, needle: Needle): boolean {
  const length = sizeOf(vm, self);
  if (part.step === 1) {
    const start = Math.min(part.start, length),
      end = Math.max(start, Math.min(part.start + part.count, length));
    return splice(vm, self, start, end, needle.address, needle.length);
  }
  if (needle.length === 0) return deleteSlice(vm, self, part, insideNow(vm, self, part));
  if (needle.length !== part.count || insideNow(vm, self, part) !== part.count) {
    vm.raiseValue(
      `attempt to assign bytes of size ${needle.length} to extended slice of size ${part.count}`,
    );
    return false;
  }
  const data = dataOf(vm, self);
  for (let i = 0; i < part.count; i++) vm.u8[data + part.start + i * part.step] = vm.u8[needle.address + i];
  return true;
}

/** Adds the bytes of an object at the end; false with an exception set. */
function append(vm: Vm, self: Value, source: Value, ownAllowed: boolean): boolean {
  const needle = new Needle();
  // Its own export forbids the change of length, which `+=` does not work around.
  const own = source === self && ownAllowed;
  if (!own && !needle.open(vm, source)) return false;
  vm.lock.begin(self);
  const length = sizeOf(vm, self), count = own ? length : needle.length;
  const done = resize(vm, self, length + count);
  if (done) copyBytes(vm, dataOf(vm, self) + length, own ? dataOf(vm, self) : needle.address, count);
  vm.lock.end();
  needle.close(vm);
  return done;
}

function concat(vm: Vm, self: Value, other: Value): Value {
  if (!hasBuffer(vm, other)) {
    return vm.raiseType(`can't concat ${vm.typeName(other)} to ${vm.typeName(self)}`);
  }
  const needle = new Needle();
  if (!needle.open(vm, other)) return 0;
  vm.lock.begin(self);
  const length = sizeOf(vm, self);
  const result = blankByteArray(vm, length + needle.length);
  if (result !== 0 && length + needle.length > 0) {
    copyBytes(vm, dataOf(vm, result), dataOf(vm, self), length);
    copyBytes(vm, dataOf(vm, result) + length, needle.address, needle.length);
  }
  vm.lock.end();
  needle.close(vm);
  return result;
}

function repeat(vm: Vm, self: Value, times: Value, inPlace: boolean): Value {
  const count = repeatTimes(vm, times);
  if (Number.isNaN(count)) return 0;
  vm.lock.begin(self);
  const length = sizeOf(vm, self), total = length * count;
  let result: Value = 0;
  if (total > 0x3fff_ffff) vm.raiseMemory();
  else if (inPlace) {
    if (resize(vm, self, total)) result = vm.keep(self);
    if (result !== 0 && total > 0) fillRepeated(vm, dataOf(vm, self), dataOf(vm, self), length, count);
  } else {
    result = blankByteArray(vm, total);
    if (result !== 0 && total > 0) fillRepeated(vm, dataOf(vm, result), dataOf(vm, self), length, count);
  }
  vm.lock.end();
  return result;
}

function compare(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!hasBuffer(vm, b)) return NOT_IMPLEMENTED;
  const other: Buffer | null = openBytes(vm, b);
  if (other === null) {
    vm.clearError();
    return NOT_IMPLEMENTED;
  }
  vm.lock.begin(a);
  const order = a === b ? 0 : orderOf(vm, dataOf(vm, a), sizeOf(vm, a), other.address, other.length);
  vm.lock.end();
  releaseBuffer(vm, other);
  return vm.bool(orderHolds(operation, order));
}

/** `bytearray(b'...')`, with the name of a subclass. */
function repr(vm: Vm, self: Value): Value {
  vm.lock.begin(self);
  const shown = bytesRepr(vm, dataOf(vm, self), sizeOf(vm, self), true);
  vm.lock.end();
  return vm.newStr(`${vm.typeName(self)}(${shown})`);
}

/** Removes and returns a byte. */
function pop(vm: Vm, self: Value, indexValue: Value): Value {
  const index = indexValue === 0 ? -1 : vm.size(indexValue);
  if (Number.isNaN(index)) return 0;
  vm.lock.begin(self);
  const length = sizeOf(vm, self);
  const at = index < 0 ? index + length : index;
  let result: Value = 0;
  if (length === 0) vm.raiseIndex("pop from empty bytearray");
  else if (at < 0 || at >= length) vm.raiseIndex("pop index out of range");
  else {
    result = tagInt(vm.u8[dataOf(vm, self) + at]);
    if (!splice(vm, self, at, at + 1, 0, 0)) result = 0;
  }
  vm.lock.end();
  return result;
}

/** A method of one byte under the lock. */
function byteMethod(
  name: string,
  run: (vm: Vm, self: Value, byte: number, length: number) => boolean,
  doc: string,
): ReturnType<typeof method> {
  return method(name, "($self, item, /)", (vm, a) => {
    const self = vm.i32[a], byte = byteOf(vm, vm.i32[a + 1]);
    if (byte < 0) return 0;
    vm.lock.begin(self);
    const done = run(vm, self, byte, sizeOf(vm, self));
    vm.lock.end();
    return done ? NONE : 0;
  }, doc);
}

/** State for pickling: class, arguments, dict. */
function reduce(vm: Vm, self: Value, protocol: number): Value {
  const state = vm.callMethod(self, vm.names.__getstate__);
  if (state === 0) return 0;
  vm.lock.begin(self);
  const length = sizeOf(vm, self), data = dataOf(vm, self);
  let args: Value;
  if (protocol >= 3) {
    args = length === 0 ? vm.newTuple([]) : vm.newTuple([vm.newBytes(vm.u8.slice(data, data + length))]);
  } else {
    const latin = Array.from(vm.u8.subarray(data, data + length), (byte) => String.fromCharCode(byte)).join(
      "",
    );
    args = length === 0 ? vm.newTuple([]) : vm.newTuple([vm.newStr(latin), vm.newStr("latin-1")]);
  }
  vm.lock.end();
  return vm.newTuple([vm.keep(vm.typeOf(self)), args, state]);
}

/** `bytearray`. */
export const byteArrayType: TypeDefinition = {
  index: T_BYTEARRAY,
  name: "bytearray",
  basicSize: BYTEARRAY_EXPORTS + 4,
  subclassable: true,
  doc:
    "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array",
  none: ["__hash__"],
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => blankByteArray(vm, 0, vm.i32[a])),
    slot("__init__", "($self, /, source=b'', encoding='utf-8', errors='strict')", (vm, a) => {
      return initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]) ? NONE : 0;
    }),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    slot("__str__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => tagInt(sizeOf(vm, vm.i32[a]))),
    slot("__iter__", "($self, /)", (vm, a) => newIterator(vm, T_BYTEARRAY_ITERATOR, vm.i32[a], 0)),
    ...comparisonSlots(compare),
    slot("__add__", "($self, value, /)", (vm, a) => concat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__iadd__", "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      if (!hasBuffer(vm, other)) {
        return vm.raiseType(`can't concat ${vm.typeName(other)} to ${vm.typeName(vm.i32[a])}`);
      }
      return append(vm, vm.i32[a], other, false) ? vm.keep(vm.i32[a]) : 0;
    }),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], false)),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], false)),
    slot("__imul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1], true)),
    slot("__mod__", "($self, value, /)", (vm, a) => bytesPercent(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmod__", "($self, value, /)", (vm, a) => {
      return isByteArray(vm, vm.i32[a + 1]) ? bytesPercent(vm, vm.i32[a + 1], vm.i32[a]) : NOT_IMPLEMENTED;
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__setitem__", "($self, key, value, /)", (vm, a) => {
      return setItem(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0;
    }),
    slot("__delitem__", "($self, key, /)", (vm, a) => deleteItem(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0),
    byteMethod("append", (vm, self, byte, length) => {
      if (!resize(vm, self, length + 1)) return false;
      vm.u8[dataOf(vm, self) + length] = byte;
      return true;
    }, "Append a single item to the end of the bytearray."),
    byteMethod("remove", (vm, self, byte, length) => {
      const data = dataOf(vm, self);
      let at = 0;
      while (at < length && vm.u8[data + at] !== byte) at++;
      return at < length
        ? splice(vm, self, at, at + 1, 0, 0)
        : vm.raiseValue("value not found in bytearray") !== 0;
    }, "Remove the first occurrence of a value in the bytearray."),
    method("extend", "($self, iterable_of_ints, /)", (vm, a) => {
      const self = vm.i32[a], source = vm.i32[a + 1];
      if (hasBuffer(vm, source)) return append(vm, self, source, true) ? NONE : 0;
      if (vm.isStr(source)) return vm.raiseType("expected iterable of integers; got: 'str'");
      if (
        vm.lookupSpecial(source, vm.names.__iter__) === 0 &&
        vm.lookupSpecial(source, vm.names.__getitem__) === 0
      ) {
        return vm.raiseType(`can't extend bytearray with ${vm.typeName(source)}`);
      }
      const bytes = bytesOfItems(vm, source, "byte must be in range(0, 256)");
      const done = bytes !== 0 && append(vm, self, bytes, true);
      vm.decref(bytes);
      return done ? NONE : 0;
    }, "Append all the items from the iterator or sequence to the end of the bytearray."),
    method("insert", "($self, index, item, /)", (vm, a) => {
      const self = vm.i32[a], index = vm.size(vm.i32[a + 1]);
      const byte = Number.isNaN(index) ? -1 : byteOf(vm, vm.i32[a + 2]);
      if (byte < 0) return 0;
      vm.lock.begin(self);
      const length = sizeOf(vm, self);
      const at = Math.min(length, index < 0 ? Math.max(0, index + length) : index);
      const done = resize(vm, self, length + 1);
      if (done) {
        const data = dataOf(vm, self);
        vm.u8.copyWithin(data + at + 1, data + at, data + length);
        vm.u8[data + at] = byte;
      }
      vm.lock.end();
      return done ? NONE : 0;
    }, "Insert a single item into the bytearray before the given index."),
    method(
      "pop",
      "($self, index=-1, /)",
      (vm, a) => pop(vm, vm.i32[a], vm.i32[a + 1]),
      "Remove and return a single item from B.",
    ),
    method("clear", "($self, /)", (vm, a) => {
      vm.lock.begin(vm.i32[a]);
      const done = resize(vm, vm.i32[a], 0);
      vm.lock.end();
      return done ? NONE : 0;
    }, "Remove all items from the bytearray."),
    method("reverse", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      vm.lock.begin(self);
      const data = dataOf(vm, self);
      vm.u8.subarray(data, data + sizeOf(vm, self)).reverse();
      vm.lock.end();
      return NONE;
    }, "Reverse the order of the values in B in place."),
    method("copy", "($self, /)", (vm, a) => {
      vm.lock.begin(vm.i32[a]);
      const copy = byteArrayOfHeap(vm, dataOf(vm, vm.i32[a]), sizeOf(vm, vm.i32[a]));
      vm.lock.end();
      return copy;
    }, "Return a copy of B."),
    method("resize", "($self, size, /)", (vm, a) => {
      const self = vm.i32[a], size = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(size)) return 0;
      if (size < 0) return vm.raiseValue(`Can only resize to positive sizes, got ${size}`);
      vm.lock.begin(self);
      const length = sizeOf(vm, self);
      const done = resize(vm, self, size);
      if (done && size > length) vm.u8.fill(0, dataOf(vm, self) + length, dataOf(vm, self) + size);
      vm.lock.end();
      return done ? NONE : 0;
    }, "Resize the internal buffer of bytearray to len."),
    method("__alloc__", "($self, /)", (vm, a) => vm.newInt(vm.i32[(vm.i32[a] + BYTEARRAY_CAPACITY) >>> 2])),
    method("__sizeof__", "($self, /)", (vm, a) => {
      return vm.newInt(BYTEARRAY_EXPORTS + 4 + vm.i32[(vm.i32[a] + BYTEARRAY_CAPACITY) >>> 2]);
    }),
    method("__reduce__", "($self, /)", (vm, a) => reduce(vm, vm.i32[a], 2)),
    method("__reduce_ex__", "($self, proto=0, /)", (vm, a) => {
      const protocol = vm.i32[a + 1] === 0 ? 0 : vm.index(vm.i32[a + 1]);
      return Number.isNaN(protocol) ? 0 : reduce(vm, vm.i32[a], protocol);
    }),
    ...byteSearchMethods(),
    ...byteTextMethods(),
    ...bufferMethods(),
  ],
};
