/**
 * Methods of `array.array` that have no operator.
 *
 * @module
 */
import { ARRAY_DATA, NONE, T_ARRAY, type Value } from "@orochi/object";
import { method, type NativeDefinition, type Vm } from "@orochi/vm";
import {
  appendBytes,
  appendList,
  appendText,
  bytesOfArray,
  extend,
  listOf,
  swapBytes,
  textOf,
} from "./content.ts";
import { loadItem } from "./items.ts";
import { reduce } from "./pickling.ts";
import { append, insert, itemAt } from "./places.ts";
import { codeOf, copyPart, dataOf, lengthOf, openGap, resize, sizeOf } from "./storage.ts";

/** Bytes that `tofile` writes at a time. */
const BLOCK_BYTES = 64 * 1024;

/** Index of the first item that equals a value, -1 if there is none; NaN with an exception set. */
function find(vm: Vm, array: Value, value: Value, start: number, stop: number): number {
  for (let i = start; i < stop; i++) {
    const item = itemAt(vm, array, i);
    if (item === 0) return vm.failed() ? NaN : -1;
    const same = vm.equals(item, value);
    vm.decref(item);
    if (same !== 0) return same < 0 ? NaN : i;
  }
  return -1;
}

/** An optional bound of a search, negative ones from the end; NaN with an exception set. */
function bound(vm: Vm, value: Value, missing: number, length: number): number {
  const number = value === 0 ? missing : vm.index(value);
  return number < 0 ? Math.max(0, number + length) : number;
}

function index(vm: Vm, a: number): Value {
  const array = vm.i32[a], length = lengthOf(vm, array);
  const start = bound(vm, vm.i32[a + 2], 0, length);
  const stop = Number.isNaN(start) ? NaN : bound(vm, vm.i32[a + 3], Infinity, length);
  const at = Number.isNaN(stop) ? NaN : find(vm, array, vm.i32[a + 1], start, stop);
  if (Number.isNaN(at)) return 0;
  return at < 0 ? vm.raiseValue("array.index(x): x not in array") : vm.newInt(at);
}

function count(vm: Vm, array: Value, value: Value): Value {
  for (let from = 0, found = 0;; found++) {
    const at = find(vm, array, value, from, Infinity);
    if (Number.isNaN(at)) return 0;
    if (at < 0) return vm.newInt(found);
    from = at + 1;
  }
}

function remove(vm: Vm, array: Value, value: Value): Value {
  const at = find(vm, array, value, 0, Infinity);
  if (Number.isNaN(at)) return 0;
  if (at < 0) return vm.raiseValue("array.remove(x): x not in array");
  vm.lock.begin(array);
  const done = at >= lengthOf(vm, array) || openGap(vm, array, at, at + 1, 0);
  vm.lock.end();
  return done ? NONE : 0;
}

function pop(vm: Vm, array: Value, place: Value): Value {
  const number = place === 0 ? -1 : vm.size(place);
  if (Number.isNaN(number)) return 0;
  vm.lock.begin(array);
  const length = lengthOf(vm, array), at = number < 0 ? number + length : number;
  let item: Value = 0;
  if (length === 0) vm.raiseIndex("pop from empty array");
  else if (at < 0 || at >= length) vm.raiseIndex("pop index out of range");
  else {
    item = loadItem(vm, codeOf(vm, array), dataOf(vm, array) + at * sizeOf(vm, array));
    if (item !== 0 && !openGap(vm, array, at, at + 1, 0)) {
      vm.decref(item);
      item = 0;
    }
  }
  vm.lock.end();
  return item;
}

function reverse(vm: Vm, array: Value): void {
  vm.lock.begin(array);
  const size = sizeOf(vm, array), bytes = lengthOf(vm, array) * size, data = dataOf(vm, array);
  const whole = vm.u8.slice(data, data + bytes);
  for (let at = 0; at < bytes; at += size) {
    vm.u8.set(whole.subarray(at, at + size), data + bytes - size - at);
  }
  vm.lock.end();
}

function fromFile(vm: Vm, array: Value, file: Value, items: Value): Value {
  const wanted = vm.index(items);
  if (Number.isNaN(wanted)) return 0;
  if (wanted < 0) return vm.raiseValue("negative count");
  const amount = vm.newInt(wanted * sizeOf(vm, array));
  const bytes = vm.callMethod(file, vm.intern("read"), amount);
  vm.decref(amount);
  if (bytes === 0) return 0;
  let done = false, short = false;
  if (!vm.isBytes(bytes)) vm.raiseType("read() didn't return bytes");
  else {
    short = vm.length(bytes) < wanted * sizeOf(vm, array);
    done = appendBytes(vm, array, bytes);
  }
  vm.decref(bytes);
  if (!done) return 0;
  return short ? vm.raise("EOFError", "read() didn't return enough bytes") : NONE;
}

function toFile(vm: Vm, array: Value, file: Value): Value {
  const whole = bytesOfArray(vm, array);
  if (whole === 0) return 0;
  let done = true;
  for (let at = 0, length = vm.length(whole); at < length && done; at += BLOCK_BYTES) {
    const block = vm.newBytes(vm.bytesOf(whole).slice(at, at + BLOCK_BYTES));
    const result = block === 0 ? 0 : vm.callMethod(file, vm.intern("write"), block);
    vm.decref(block);
    vm.decref(result);
    done = result !== 0;
  }
  vm.decref(whole);
  return done ? NONE : 0;
}

function copy(vm: Vm, array: Value): Value {
  vm.lock.begin(array);
  const made = copyPart(vm, vm.typeObject(T_ARRAY), array, 0, lengthOf(vm, array));
  vm.lock.end();
  return made;
}

/** A method that tells only whether it worked. */
function action(
  name: string,
  signature: string,
  act: (vm: Vm, array: Value, argument: Value) => boolean,
  doc: string,
): NativeDefinition {
  return method(name, signature, (vm, a) => act(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0, doc);
}

/** The methods. */
export function arrayMethods(): NativeDefinition[] {
  return [
    action("append", "($self, v, /)", append, "Append new value v to the end of the array."),
    action("extend", "($self, bb, /)", extend, "Append items to the end of the array."),
    action("fromlist", "($self, list, /)", appendList, "Append items to array from list."),
    action(
      "frombytes",
      "($self, buffer, /)",
      appendBytes,
      "Appends items from the string, interpreting it as an array of machine values.",
    ),
    action(
      "fromunicode",
      "($self, ustr, /)",
      appendText,
      "Extends this array with data from the unicode string ustr.",
    ),
    method("insert", "($self, i, v, /)", (vm, a) => {
      const at = vm.size(vm.i32[a + 1]);
      return !Number.isNaN(at) && insert(vm, vm.i32[a], at, vm.i32[a + 2]) ? NONE : 0;
    }, "Insert a new item v into the array before position i."),
    method(
      "pop",
      "($self, i=-1, /)",
      (vm, a) => pop(vm, vm.i32[a], vm.i32[a + 1]),
      "Return the i-th element and delete it from the array.",
    ),
    method(
      "remove",
      "($self, v, /)",
      (vm, a) => remove(vm, vm.i32[a], vm.i32[a + 1]),
      "Remove the first occurrence of v in the array.",
    ),
    method(
      "index",
      "($self, v, start=0, stop=sys.maxsize, /)",
      index,
      "Return index of first occurrence of v in the array.",
    ),
    method(
      "count",
      "($self, v, /)",
      (vm, a) => count(vm, vm.i32[a], vm.i32[a + 1]),
      "Return number of occurrences of v in the array.",
    ),
    method("reverse", "($self, /)", (vm, a) => {
      reverse(vm, vm.i32[a]);
      return NONE;
    }, "Reverse the order of the items in the array."),
    method("byteswap", "($self, /)", (vm, a) => {
      swapBytes(vm, vm.i32[a]);
      return NONE;
    }, "Byteswap all items of the array."),
    method("clear", "($self, /)", (vm, a) => {
      vm.lock.begin(vm.i32[a]);
      const done = resize(vm, vm.i32[a], 0);
      vm.lock.end();
      return done ? NONE : 0;
    }, "Remove all items from the array."),
    method("tobytes", "($self, /)", (vm, a) => bytesOfArray(vm, vm.i32[a]), "Return the bytes of all items."),
    method("tolist", "($self, /)", (vm, a) => listOf(vm, vm.i32[a]), "Return a list of the items."),
    method("tounicode", "($self, /)", (vm, a) => textOf(vm, vm.i32[a]), "Return the characters as a str."),
    method(
      "fromfile",
      "($self, f, n, /)",
      (vm, a) => fromFile(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Read n objects from the file object f and append them to the end of the array.",
    ),
    method(
      "tofile",
      "($self, f, /)",
      (vm, a) => toFile(vm, vm.i32[a], vm.i32[a + 1]),
      "Write all items (as machine values) to the file object f.",
    ),
    method(
      "buffer_info",
      "($self, /)",
      (vm, a) =>
        vm.newTuple([
          vm.newInt(vm.i32[(vm.i32[a] + ARRAY_DATA) >>> 2] >>> 0),
          vm.newInt(lengthOf(vm, vm.i32[a])),
        ]),
      "Return a tuple (address, length) giving the current memory address and the length in items.",
    ),
    method("__copy__", "($self, /)", (vm, a) => copy(vm, vm.i32[a]), "Return a copy of the array."),
    method(
      "__deepcopy__",
      "($self, unused, /)",
      (vm, a) => copy(vm, vm.i32[a]),
      "Return a copy of the array.",
    ),
    method("__reduce_ex__", "($self, value, /)", (vm, a) => {
      const protocol = vm.index(vm.i32[a + 1]);
      return Number.isNaN(protocol) ? 0 : reduce(vm, vm.i32[a], protocol);
    }, "Return state information for pickling."),
  ];
}
