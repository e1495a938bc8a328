/**
 * `memoryview`: the bytes of another object, seen as items of a format and in a shape, without a copy.
 *
 * @module
 */
import {
  BYTES_DATA,
  ELLIPSIS,
  hashBytes,
  ITERATOR_BYTES,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  MEMORYVIEW_BYTES,
  MEMORYVIEW_FLAGS,
  MEMORYVIEW_FORMAT,
  MEMORYVIEW_HASH,
  MEMORYVIEW_ITEM_BYTES,
  MEMORYVIEW_LENGTH,
  MEMORYVIEW_OWNER,
  NONE,
  NOT_IMPLEMENTED,
  T_MEMORY_ITERATOR,
  T_MEMORYVIEW,
  T_SLICE,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  classMethod,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, genericClassMethod } from "./_container.ts";
import { bytesOfBuffer } from "./bytes.ts";
import { hasBuffer, openBuffer, releaseBuffer, VIEW_READONLY, VIEW_RELEASED } from "./bytes_buffer.ts";
import { blankBytes, copyBytes, itemIndex, smallBytes } from "./bytes_core.ts";
import { hexText } from "./bytes_text.ts";
import { nativeFormat, packItem, readItem } from "./memoryview_items.ts";
import {
  bufferMethods,
  cast,
  isPacked,
  isReleased,
  release,
  type Shape,
  shapeOf,
  subView,
  viewOf,
} from "./memoryview_views.ts";
import { endIterator, newIterator } from "./sequence_iterators.ts";

/** An item at an address (new reference). */
function item(vm: Vm, what: Shape, address: number): Value {
  const format = nativeFormat(what.format);
  if (format === "") return vm.raise("NotImplementedError", `memoryview: unsupported format ${what.format}`);
  return readItem(vm, format, address);
}

/** Address of an item by the index of one dimension; -1 with IndexError set. */
function placeIn(vm: Vm, what: Shape, dimension: number, address: number, index: number): number {
  const count = what.shape[dimension];
  const at = index < 0 ? index + count : index;
  if (at >= 0 && at < count) return address + at * what.strides[dimension];
  vm.raiseIndex(`index out of bounds on dimension ${dimension + 1}`);
  return -1;
}

function isIndex(vm: Vm, key: Value): boolean {
  return vm.isInt(key) || vm.lookupSpecial(key, vm.names.__index__) !== 0;
}

/** Address of the item that a tuple of indices names; -1 with an exception set. */
function placeOf(vm: Vm, what: Shape, key: Value): number {
  const given = vm.tupleLength(key), wanted = what.shape.length;
  if (given < wanted) {
    vm.raise("NotImplementedError", "sub-views are not implemented");
    return -1;
  }
  if (given > wanted) {
    vm.raiseType(`cannot index ${wanted}-dimension view with ${given}-element tuple`);
    return -1;
  }
  let address = what.address;
  for (let i = 0; i < given; i++) {
    const index = itemIndex(vm, vm.tupleItem(key, i));
    address = Number.isNaN(index) ? -1 : placeIn(vm, what, i, address, index);
    if (address < 0) return -1;
  }
  return address;
}

/** What a key is: a tuple of indices, of slices, or something else. */
function tupleOf(vm: Vm, key: Value, test: (item: Value) => boolean): boolean {
  if (!vm.isTuple(key)) return false;
  for (let i = 0; i < vm.tupleLength(key); i++) if (!test(vm.tupleItem(key, i))) return false;
  return true;
}

/**
 * Address of the single item that a key names; -1 with an exception set, -2 for a slice, -3 for the whole of a
 * view without dimensions.
 */
function locate(vm: Vm, what: Shape, key: Value, reading: boolean): number {
  const dimensions = what.shape.length;
  if (dimensions === 0) {
    if (vm.isTuple(key) && vm.tupleLength(key) === 0) return what.address;
    if (key === ELLIPSIS) return reading ? -3 : what.address;
    vm.raiseType("invalid indexing of 0-dim memory");
    return -1;
  }
  if (isIndex(vm, key)) {
    if (!reading && dimensions > 1) {
      vm.raise("NotImplementedError", "sub-views are not implemented");
      return -1;
    }
    const index = itemIndex(vm, key);
    if (Number.isNaN(index)) return -1;
    if (dimensions === 1) return placeIn(vm, what, 0, what.address, index);
    vm.raise("NotImplementedError", "multi-dimensional sub-views are not implemented");
    return -1;
  }
  if ((key & 1) === 0 && vm.isExact(key, T_SLICE)) return -2;
  if (tupleOf(vm, key, (part) => isIndex(vm, part))) return placeOf(vm, what, key);
  if (tupleOf(vm, key, (part) => (part & 1) === 0 && vm.isExact(part, T_SLICE))) {
    vm.raise("NotImplementedError", "multi-dimensional slicing is not implemented");
  } else vm.raiseType("memoryview: invalid slice key");
  return -1;
}

/** What a slice of the first dimension shows; null with an exception set. */
function sliced(vm: Vm, what: Shape, key: Value): Shape | null {
  const part = vm.sliceIndices(key, what.shape[0]);
  if (part === null) return null;
  return {
    ...what,
    address: what.address + part.start * what.strides[0],
    shape: [part.count, ...what.shape.slice(1)],
    strides: [what.strides[0] * part.step, ...what.strides.slice(1)],
  };
}

function getItem(vm: Vm, view: Value, key: Value): Value {
  if (isReleased(vm, view)) return 0;
  const what = shapeOf(vm, view);
  const at = locate(vm, what, key, true);
  if (at === -1) return 0;
  // The key's __index__ may have released the view.
  if (isReleased(vm, view)) return 0;
  if (at === -3) return vm.keep(view);
  if (at >= 0) return item(vm, what, at);
  const part = sliced(vm, what, key);
  return part === null || isReleased(vm, view) ? 0 : subView(vm, view, part);
}

function setItem(vm: Vm, view: Value, key: Value, value: Value): boolean {
  if (isReleased(vm, view)) return false;
  const what = shapeOf(vm, view);
  const format = nativeFormat(what.format);
  if (format === "") {
    return vm.raise("NotImplementedError", `memoryview: unsupported format ${what.format}`) !== 0;
  }
  if (what.readonly) return vm.raiseType("cannot modify read-only memory") !== 0;
  if (value === 0) return vm.raiseType("cannot delete memory") !== 0;
  const at = locate(vm, what, key, false);
  if (at === -1) return false;
  if (at === -2) return setSlice(vm, view, what, key, value);
  const bytes = packItem(vm, format, value);
  if (bytes === null || isReleased(vm, view)) return false;
  vm.u8.set(bytes, at);
  return true;
}

function setSlice(vm: Vm, view: Value, what: Shape, key: Value, value: Value): boolean {
  if (what.shape.length !== 1) {
    return vm.raise(
      "NotImplementedError",
      "memoryview slice assignments are currently restricted to ndim = 1",
    ) !== 0;
  }
  const source = openBuffer(vm, value);
  if (source === null) return false;
  const part = isReleased(vm, view) ? null : sliced(vm, what, key);
  let done = false;
  if (part !== null) {
    const shape = source.shape ?? [source.length / source.itemBytes];
    const same = shape.length === 1 && shape[0] === part.shape[0] && source.itemBytes === what.itemBytes &&
      nativeFormat(source.format) === nativeFormat(what.format);
    if (!same) vm.raiseValue("memoryview assignment: lvalue and rvalue have different structures");
    else if (!isReleased(vm, view)) {
      // A copy first, as the two may overlap.
      const bytes = new Uint8Array(source.length);
      const step = source.strides?.[0] ?? source.itemBytes, size = what.itemBytes;
      for (let i = 0; i < shape[0]; i++) {
        for (let k = 0; k < size; k++) bytes[i * size + k] = vm.u8[source.address + i * step + k];
      }
      for (let i = 0; i < shape[0]; i++) {
        for (let k = 0; k < size; k++) vm.u8[part.address + i * part.strides[0] + k] = bytes[i * size + k];
      }
      done = true;
    }
  }
  releaseBuffer(vm, source);
  return done;
}

/** The items of a view as nested lists (new reference). */
function toList(vm: Vm, what: Shape, dimension: number, address: number): Value {
  if (dimension === what.shape.length) return item(vm, what, address);
  const items: Value[] = [];
  for (let i = 0; i < what.shape[dimension]; i++) {
    const value = toList(vm, what, dimension + 1, address + i * what.strides[dimension]);
    items.push(value);
    if (value === 0) break;
  }
  return vm.newList(items);
}

/** Addresses of all items, in the order of their indices. */
function addresses(what: Shape, fortran = false): number[] {
  const all: number[] = [];
  const order = what.shape.map((_, i) => fortran ? what.shape.length - 1 - i : i);
  const walk = (depth: number, address: number): void => {
    if (depth === order.length) {
      all.push(address);
      return;
    }
    const dimension = order[depth];
    for (let i = 0; i < what.shape[dimension]; i++) walk(depth + 1, address + i * what.strides[dimension]);
  };
  walk(0, what.address);
  return all;
}

function toBytes(vm: Vm, view: Value, order: Value): Value {
  if (isReleased(vm, view)) return 0;
  let letter = "C";
  if (order !== 0 && order !== NONE) {
    if (!vm.isStr(order)) {
      return vm.raiseType(`tobytes() argument 'order' must be str or None, not ${vm.typeName(order)}`);
    }
    letter = vm.js(order);
    if (!["C", "F", "A"].includes(letter)) return vm.raiseValue("order must be 'C', 'F' or 'A'");
  }
  const what = shapeOf(vm, view);
  const fortran = letter === "F" || (letter === "A" && !isPacked(what, false) && isPacked(what, true));
  if (!fortran) return bytesOfBuffer(vm, view);
  const length = vm.i32[(view + MEMORYVIEW_LENGTH) >>> 2];
  if (length === 0) return smallBytes(vm, 256);
  const bytes = blankBytes(vm, length);
  let to = bytes + BYTES_DATA;
  for (const from of bytes === 0 ? [] : addresses(what, true)) {
    copyBytes(vm, to >>> 0, from, what.itemBytes);
    to += what.itemBytes;
  }
  return bytes;
}

/** Whether two views show equal items in equal shapes: tri. */
function sameItems(vm: Vm, a: Shape, b: Shape): number {
  if (a.shape.length !== b.shape.length || a.shape.some((count, i) => count !== b.shape[i])) return 0;
  const format = nativeFormat(a.format), other = nativeFormat(b.format);
  if (format === "" || other === "") return 0;
  const places = addresses(a), others = addresses(b);
  const plain = format === other && !"efd".includes(format);
  for (let i = 0; i < places.length; i++) {
    if (plain) {
      for (let k = 0; k < a.itemBytes; k++) if (vm.u8[places[i] + k] !== vm.u8[others[i] + k]) return 0;
      continue;
    }
    const x = readItem(vm, format, places[i]), y = x === 0 ? 0 : readItem(vm, other, others[i]);
    // NaNs differ from themselves, so identity says nothing.
    const answer = y === 0 ? 0 : vm.compare(2, x, y);
    const same = answer === 0 ? -1 : vm.truthy(answer);
    vm.decref(answer);
    vm.decref(x);
    vm.decref(y);
    if (same !== 1) return same;
  }
  return 1;
}

function compare(vm: Vm, operation: number, view: Value, other: Value): Value {
  const released = (value: Value) => (vm.i32[(value + MEMORYVIEW_FLAGS) >>> 2] & VIEW_RELEASED) !== 0;
  const isView = (other & 1) === 0 && vm.layout(other) === T_MEMORYVIEW;
  if (released(view) || (isView && released(other))) return vm.bool((view === other) === (operation === 2));
  if (!hasBuffer(vm, other)) return NOT_IMPLEMENTED;
  const buffer = openBuffer(vm, other);
  if (buffer === null) {
    vm.clearError();
    return NOT_IMPLEMENTED;
  }
  const shape = buffer.shape ?? [Math.floor(buffer.length / buffer.itemBytes)];
  const same = sameItems(vm, shapeOf(vm, view), {
    address: buffer.address,
    format: buffer.format,
    itemBytes: buffer.itemBytes,
    shape,
    strides: buffer.strides ?? [buffer.itemBytes],
    readonly: true,
  });
  releaseBuffer(vm, buffer);
  return same < 0 ? 0 : vm.bool((same === 1) === (operation === 2));
}

function hash(vm: Vm, view: Value): Value {
  const word = (view + MEMORYVIEW_HASH) >>> 2;
  if (vm.i32[word] !== 0) return vm.newInt(vm.i32[word]);
  if (isReleased(vm, view)) return 0;
  const what = shapeOf(vm, view);
  if (!what.readonly) return vm.raiseValue("cannot hash writable memoryview object");
  if (!"Bbc".includes(nativeFormat(what.format) || "?")) {
    return vm.raiseValue("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  }
  const owner = vm.i32[(view + MEMORYVIEW_OWNER) >>> 2];
  const ownerHash = vm.hash(owner);
  if (ownerHash === 0 && vm.failed()) return 0;
  const copy = bytesOfBuffer(vm, view);
  if (copy === 0) return 0;
  vm.i32[word] = hashBytes(vm.objects, copy + BYTES_DATA, vm.i32[(view + MEMORYVIEW_LENGTH) >>> 2]) || 1;
  vm.decref(copy);
  return vm.newInt(vm.i32[word]);
}

/** Index of a value in a view of one dimension, or the number of its occurrences; -1 with an exception set. */
function search(vm: Vm, view: Value, wanted: Value, start: number, end: number, counting: boolean): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const key = tagInt(i);
    const found = getItem(vm, view, key);
    const same = found === 0 ? -1 : vm.equals(found, wanted);
    vm.decref(found);
    if (same < 0) return -1;
    if (same === 1 && !counting) return i;
    count += same;
  }
  return counting ? count : -2;
}

/** A computed attribute that a released view has no more. */
function attribute(name: string, get: (vm: Vm, view: Value, what: Shape) => Value): GetSetDefinition {
  return { name, get: (vm, view) => isReleased(vm, view) ? 0 : get(vm, view, shapeOf(vm, view)) };
}

function tupleOfNumbers(vm: Vm, numbers: readonly number[]): Value {
  return vm.newTuple(numbers.map((number) => vm.newInt(number)));
}

/** A method that a released view refuses. */
function viewMethod(
  name: string,
  signature: string,
  call: (vm: Vm, a: number) => Value,
  doc: string,
): NativeDefinition {
  return method(name, signature, (vm, a) => isReleased(vm, vm.i32[a]) ? 0 : call(vm, a), doc);
}

const methods: readonly NativeDefinition[] = [
  newMethod("($type, object)", (vm, a) => viewOf(vm, vm.i32[a + 1])),
  slot("__repr__", "($self, /)", (vm, a) => {
    const released = (vm.i32[(vm.i32[a] + MEMORYVIEW_FLAGS) >>> 2] & VIEW_RELEASED) !== 0;
    const place = `0x${(vm.i32[a] >>> 0).toString(16)}`;
    return vm.newStr(`<${released ? "released memory" : "memory"} at ${place}>`);
  }),
  slot("__hash__", "($self, /)", (vm, a) => hash(vm, vm.i32[a])),
  slot("__len__", "($self, /)", (vm, a) => {
    if (isReleased(vm, vm.i32[a])) return 0;
    const shape = shapeOf(vm, vm.i32[a]).shape;
    return shape.length === 0 ? vm.raiseType("0-dim memory has no length") : vm.newInt(shape[0]);
  }),
  slot("__iter__", "($self, /)", (vm, a) => {
    if (isReleased(vm, vm.i32[a])) return 0;
    const what = shapeOf(vm, vm.i32[a]);
    if (what.shape.length === 0) return vm.raiseType("invalid indexing of 0-dim memory");
    if (what.shape.length !== 1) {
      return vm.raise("NotImplementedError", "multi-dimensional sub-views are not implemented");
    }
    return newIterator(vm, T_MEMORY_ITERATOR, vm.i32[a], 0);
  }),
  ...comparisonSlots(compare, [2, 3]),
  slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
  slot("__setitem__", "($self, key, value, /)", (vm, a) => {
    return setItem(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0;
  }),
  slot("__delitem__", "($self, key, /)", (vm, a) => setItem(vm, vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0),
  viewMethod(
    "__enter__",
    "($self, /)",
    (vm, a) => vm.keep(vm.i32[a]),
    "Enter a context that releases the view.",
  ),
  method("__exit__", "($self, /, *args)", (vm, a) => release(vm, vm.i32[a]) ? NONE : 0),
  method(
    "release",
    "($self, /)",
    (vm, a) => release(vm, vm.i32[a]) ? NONE : 0,
    "Release the underlying buffer exposed by the memoryview object.",
  ),
  method(
    "tobytes",
    "($self, /, order='C')",
    (vm, a) => toBytes(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the data in the buffer as a byte string.",
  ),
  viewMethod("tolist", "($self, /)", (vm, a) => {
    const what = shapeOf(vm, vm.i32[a]);
    return toList(vm, what, 0, what.address);
  }, "Return the data in the buffer as a list of elements."),
  viewMethod("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", (vm, a) => {
    const group = vm.i32[a + 2] === 0 ? 1 : vm.index(vm.i32[a + 2]);
    const copy = Number.isNaN(group) ? 0 : bytesOfBuffer(vm, vm.i32[a]);
    if (copy === 0) return 0;
    const length = vm.i32[(vm.i32[a] + MEMORYVIEW_LENGTH) >>> 2];
    const shown = hexText(vm, (copy + BYTES_DATA) >>> 0, length, vm.i32[a + 1], group);
    vm.decref(copy);
    return shown === null ? 0 : vm.newStr(shown);
  }, "Return the data in the buffer as a str of hexadecimal numbers."),
  viewMethod(
    "cast",
    "($self, /, format, shape=<unrepresentable>)",
    (vm, a) => cast(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    "Cast a memoryview to a new format or shape.",
  ),
  viewMethod(
    "toreadonly",
    "($self, /)",
    (vm, a) => subView(vm, vm.i32[a], { ...shapeOf(vm, vm.i32[a]), readonly: true }),
    "Return a readonly version of the memoryview.",
  ),
  viewMethod("count", "($self, value, /)", (vm, a) => {
    const shape = shapeOf(vm, vm.i32[a]).shape;
    const count = search(vm, vm.i32[a], vm.i32[a + 1], 0, shape[0] ?? 0, true);
    return count < 0 ? 0 : vm.newInt(count);
  }, "Count the number of occurrences of a value."),
  viewMethod("index", "($self, value, start=0, stop=sys.maxsize, /)", (vm, a) => {
    const count = shapeOf(vm, vm.i32[a]).shape[0] ?? 0;
    const bound = (value: Value, missing: number): number => {
      const index = value === 0 ? missing : vm.index(value);
      return index < 0 ? Math.max(0, index + count) : Math.min(count, index);
    };
    const start = bound(vm.i32[a + 2], 0), stop = bound(vm.i32[a + 3], count);
    if (Number.isNaN(start) || Number.isNaN(stop)) return 0;
    const at = search(vm, vm.i32[a], vm.i32[a + 1], start, stop, false);
    return at === -1 ? 0 : at < 0 ? vm.raiseValue("memoryview.index(x): x not found") : vm.newInt(at);
  }, "Return the index of the first occurrence of a value."),
  classMethod("_from_flags", "($type, /, object, flags)", (vm, a) => viewOf(vm, vm.i32[a + 1])),
  genericClassMethod(),
  ...bufferMethods(),
];

/** `memoryview`. */
export const memoryViewType: TypeDefinition = {
  index: T_MEMORYVIEW,
  name: "memoryview",
  basicSize: MEMORYVIEW_BYTES,
  collection: "sequence",
  doc: "Create a new memoryview object which references the given object.",
  methods,
  getset: [
    attribute("obj", (vm, view) => vm.keep(vm.i32[(view + MEMORYVIEW_OWNER) >>> 2])),
    attribute("nbytes", (vm, view) => vm.newInt(vm.i32[(view + MEMORYVIEW_LENGTH) >>> 2])),
    attribute(
      "readonly",
      (vm, view) => vm.bool((vm.i32[(view + MEMORYVIEW_FLAGS) >>> 2] & VIEW_READONLY) !== 0),
    ),
    attribute("itemsize", (vm, view) => vm.newInt(vm.i32[(view + MEMORYVIEW_ITEM_BYTES) >>> 2])),
    attribute("format", (vm, view) => vm.keep(vm.i32[(view + MEMORYVIEW_FORMAT) >>> 2])),
    attribute("ndim", (vm, _view, what) => vm.newInt(what.shape.length)),
    attribute("shape", (vm, _view, what) => tupleOfNumbers(vm, what.shape)),
    attribute("strides", (vm, _view, what) => tupleOfNumbers(vm, what.strides)),
    attribute("suboffsets", (vm) => vm.newTuple([])),
    attribute("c_contiguous", (vm, _view, what) => vm.bool(isPacked(what, false))),
    attribute("f_contiguous", (vm, _view, what) => vm.bool(isPacked(what, true))),
    attribute("contiguous", (vm, _view, what) => vm.bool(isPacked(what, false) || isPacked(what, true))),
  ],
};

/** `memory_iterator`. */
export const memoryIteratorType: TypeDefinition = {
  index: T_MEMORY_ITERATOR,
  name: "memory_iterator",
  basicSize: ITERATOR_BYTES,
  methods: [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => {
      const iterator = vm.i32[a], view = vm.i32[(iterator + ITERATOR_TARGET) >>> 2];
      if (view === 0) return 0;
      if (isReleased(vm, view)) return 0;
      const index = vm.i32[(iterator + ITERATOR_INDEX) >>> 2], what = shapeOf(vm, view);
      if (index >= what.shape[0]) return endIterator(vm, iterator);
      vm.i32[(iterator + ITERATOR_INDEX) >>> 2] = index + 1;
      return item(vm, what, what.address + index * what.strides[0]);
    }),
  ],
};
