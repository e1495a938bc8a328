/**
 * What fills an `array.array` and takes its content out: bytes, lists, text, files, other arrays and iterables.
 *
 * @module
 */
import { T_ARRAY, T_BYTEARRAY, T_BYTES, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { bytesOfHeap, openBytes, releaseBuffer } from "@orochi/vm/text";
import { dropAll, storedItems } from "@orochi/vm/kernel";
import { isReal, isText, loadItem } from "./items.ts";
import { append, itemAt } from "./places.ts";
import { codeOf, dataOf, isArray, lengthOf, newArray, openGap, resize, sizeOf } from "./storage.ts";

/** Adds the items whose bytes an object gives; false with an exception set. */
export function appendBytes(vm: Vm, array: Value, source: Value): boolean {
  const buffer = openBytes(vm, source);
  if (buffer === null) return false;
  const size = sizeOf(vm, array), count = buffer.length / size;
  let done = false;
  if (buffer.itemBytes !== 1) vm.raiseType("a bytes-like object is required");
  else if (!Number.isInteger(count)) vm.raiseValue("bytes length not a multiple of item size");
  else {
    vm.lock.begin(array);
    const length = lengthOf(vm, array);
    done = openGap(vm, array, length, length, count);
    if (done) {
      const to = dataOf(vm, array) + length * size;
      vm.u8.copyWithin(to, buffer.address, buffer.address + buffer.length);
    }
    vm.lock.end();
  }
  releaseBuffer(vm, buffer);
  return done;
}

/** The bytes of all items. */
export function bytesOfArray(vm: Vm, array: Value): Value {
  vm.lock.begin(array);
  const bytes = bytesOfHeap(vm, dataOf(vm, array), lengthOf(vm, array) * sizeOf(vm, array));
  vm.lock.end();
  return bytes;
}

/** Adds the items of a list; the array is as before where one can't be one. False with an exception set. */
export function appendList(vm: Vm, array: Value, list: Value): boolean {
  if (!vm.isList(list)) return vm.raiseType("arg must be list") !== 0;
  const items = storedItems(vm, list), before = lengthOf(vm, array);
  const done = items.every((item) => append(vm, array, item));
  dropAll(vm, items);
  if (done) return true;
  vm.lock.begin(array);
  if (lengthOf(vm, array) > before) resize(vm, array, before);
  vm.lock.end();
  return false;
}

/** A list of the items. */
export function listOf(vm: Vm, array: Value): Value {
  const items: Value[] = [];
  vm.lock.begin(array);
  const data = dataOf(vm, array), size = sizeOf(vm, array), code = codeOf(vm, array);
  const length = lengthOf(vm, array);
  for (let i = 0; i < length; i++) items.push(loadItem(vm, code, data + i * size));
  vm.lock.end();
  return vm.newList(items);
}

/** Adds the characters of a str; false with an exception set. */
export function appendText(vm: Vm, array: Value, text: Value): boolean {
  if (!vm.isStr(text)) {
    return vm.raiseType(`fromunicode() argument must be str, not ${vm.typeName(text)}`) !== 0;
  }
  if (!isText(codeOf(vm, array))) {
    return vm.raiseValue("fromunicode() may only be called on unicode type arrays ('u' or 'w')") !== 0;
  }
  const points = Int32Array.from(Array.from(vm.js(text), (character) => character.codePointAt(0)!));
  vm.lock.begin(array);
  const length = lengthOf(vm, array);
  const done = openGap(vm, array, length, length, points.length);
  if (done && points.length > 0) vm.i32.set(points, (dataOf(vm, array) >>> 2) + length);
  vm.lock.end();
  return done;
}

/** The characters as a str; 0 with an exception set. */
export function textOf(vm: Vm, array: Value): Value {
  if (!isText(codeOf(vm, array))) {
    return vm.raiseValue("tounicode() may only be called on unicode type arrays ('u' or 'w')");
  }
  const parts: string[] = [];
  vm.lock.begin(array);
  const first = dataOf(vm, array) >>> 2, length = lengthOf(vm, array);
  let wrong = 0;
  for (let i = 0; i < length && wrong === 0; i++) {
    const point = vm.i32[first + i] >>> 0;
    if (point <= 0x10ffff) parts.push(String.fromCodePoint(point));
    else wrong = point;
  }
  vm.lock.end();
  if (wrong === 0) return vm.newStr(parts.join(""));
  return vm.raiseValue(`character U+${wrong.toString(16)} is not in range [U+0000; U+10ffff]`);
}

/** Adds the items of an array of the same code; false with an exception set. */
export function appendArray(vm: Vm, array: Value, other: Value): boolean {
  if (codeOf(vm, array) !== codeOf(vm, other)) {
    return vm.raiseType("can only extend with array of same kind") !== 0;
  }
  const copy = bytesOfArray(vm, other);
  const done = copy !== 0 && appendBytes(vm, array, copy);
  vm.decref(copy);
  return done;
}

/** Adds the items of an iterable; false with an exception set. */
export function extend(vm: Vm, array: Value, source: Value): boolean {
  if (isArray(vm, source)) return appendArray(vm, array, source);
  return vm.iterate(source, (item) => append(vm, array, item));
}

/** Whether an array may begin with what is given; else TypeError is set. */
function suits(vm: Vm, code: number, initial: Value): boolean {
  const letter = String.fromCharCode(code);
  if (isText(code)) return true;
  if (vm.isStr(initial)) {
    vm.raiseType(`cannot use a str to initialize an array with typecode '${letter}'`);
    return false;
  }
  if (!isArray(vm, initial) || !isText(codeOf(vm, initial))) return true;
  vm.raiseType(`cannot use a unicode array to initialize an array with typecode '${letter}'`);
  return false;
}

/** `array(code, initial)` of a class; `initial` may be 0. */
export function makeArray(vm: Vm, type: Value, code: number, initial: Value): Value {
  if (initial !== 0 && !suits(vm, code, initial)) return 0;
  const array = newArray(vm, type, code, 0);
  if (array === 0 || initial === 0 || fill(vm, array, initial)) return array;
  vm.decref(array);
  return 0;
}

function fill(vm: Vm, array: Value, initial: Value): boolean {
  if ((initial & 1) === 1) return extend(vm, array, initial);
  if (vm.isStr(initial)) return appendText(vm, array, initial);
  const layout = vm.layout(initial);
  if (layout === T_BYTES || layout === T_BYTEARRAY) return appendBytes(vm, array, initial);
  if (layout !== T_ARRAY || codeOf(vm, initial) === codeOf(vm, array)) return extend(vm, array, initial);
  for (let i = 0;; i++) {
    const item = itemAt(vm, initial, i);
    if (item === 0) return !vm.failed();
    const done = append(vm, array, item);
    vm.decref(item);
    if (!done) return false;
  }
}

/** `repr(array)`. */
export function reprOf(vm: Vm, array: Value): Value {
  const code = codeOf(vm, array), letter = String.fromCharCode(code), name = vm.shortTypeName(array);
  if (lengthOf(vm, array) === 0) return vm.newStr(`${name}('${letter}')`);
  const content = isText(code) ? textOf(vm, array) : listOf(vm, array);
  const text = content === 0 ? 0 : vm.repr(content);
  vm.decref(content);
  if (text === 0) return 0;
  const shown = vm.newStr(`${name}('${letter}', ${vm.js(text)})`);
  vm.decref(text);
  return shown;
}

/** Turns the bytes of each item around. */
export function swapBytes(vm: Vm, array: Value): void {
  vm.lock.begin(array);
  const size = sizeOf(vm, array), data = dataOf(vm, array), end = data + lengthOf(vm, array) * size;
  for (let at = data; at < end && size > 1; at += size) vm.u8.subarray(at, at + size).reverse();
  vm.lock.end();
}

/** Whether two arrays of one code have the same items, as their bytes tell; undefined where they can't. */
export function sameBytes(vm: Vm, a: Value, b: Value): boolean | undefined {
  if (codeOf(vm, a) !== codeOf(vm, b) || isReal(codeOf(vm, a))) return undefined;
  const length = lengthOf(vm, a), bytes = length * sizeOf(vm, a);
  if (length !== lengthOf(vm, b)) return false;
  const first = dataOf(vm, a), second = dataOf(vm, b);
  for (let i = 0; i < bytes; i++) if (vm.u8[first + i] !== vm.u8[second + i]) return false;
  return true;
}
