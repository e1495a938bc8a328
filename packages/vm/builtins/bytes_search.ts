/**
 * `bytes` and `bytearray`: searching, prefixes and suffixes, replacing, splitting and joining.
 *
 * @module
 */
import { BYTES_DATA, BYTES_LENGTH, FALSE, NONE, T_BYTES, TRUE, type Value } from "@orochi/object";
import { method, type NativeDefinition, slot } from "../native.ts";
import type { Vm } from "../vm.ts";
import { dropAll, itemsOf } from "./_container.ts";
import { findBytes, findLastUnits, matchesAt } from "./_search.ts";
import { type Buffer, hasBuffer, openBytes, releaseBuffer } from "./bytes_buffer.ts";
import {
  blankByteArray,
  blankBytes,
  byteOf,
  copyBytes,
  dataOf,
  isByteArray,
  newLike,
  sizeOf,
  smallBytes,
} from "./bytes_core.ts";
import { range } from "./str_core.ts";

/** What is searched for: bytes of another object, held while it is needed, or a single byte. */
export class Needle {
  address = 0;
  length = 0;
  #buffer: Buffer | null = null;

  /** Takes an object with bytes; false with an exception set on failure. */
  open(vm: Vm, value: Value, message?: string): boolean {
    if ((value & 1) === 0 && vm.layout(value) === T_BYTES) {
      this.address = (value + BYTES_DATA) >>> 0;
      this.length = vm.i32[(value + BYTES_LENGTH) >>> 2];
      return true;
    }
    this.#buffer = openBytes(vm, value, message);
    if (this.#buffer === null) return false;
    this.address = this.#buffer.address;
    this.length = this.#buffer.length;
    return true;
  }

  /** Takes an object with bytes or an int that is a byte. */
  openOrByte(vm: Vm, value: Value): boolean {
    if (!vm.isInt(value) && (hasBuffer(vm, value) || vm.lookupSpecial(value, vm.names.__index__) === 0)) {
      const message = `argument should be integer or bytes-like object, not '${vm.typeName(value)}'`;
      return this.open(vm, value, message);
    }
    const byte = byteOf(vm, value);
    return byte >= 0 && this.open(vm, smallBytes(vm, byte));
  }

  /** Gives the bytes back. */
  close(vm: Vm): void {
    if (this.#buffer !== null) releaseBuffer(vm, this.#buffer);
    this.#buffer = null;
  }
}

/** Keeps others from changing a bytearray; ended by {@linkcode unlock}. */
export function lock(vm: Vm, self: Value): void {
  if (isByteArray(vm, self)) vm.lock.begin(self);
}

/** Ends {@linkcode lock}. */
export function unlock(vm: Vm, self: Value): void {
  if (isByteArray(vm, self)) vm.lock.end();
}

/** Position of a needle in bytes of the heap between two indices, or -1. */
function position(vm: Vm, data: number, needle: Needle, start: number, end: number, last = false): number {
  const width = needle.length;
  if (end - start < width) return -1;
  if (width === 0) return last ? end : start;
  const u8 = vm.u8;
  const found = last
    ? findLastUnits(u8, data + start, end - start, u8, needle.address, width)
    : findBytes(u8, data + start, end - start, u8, needle.address, width);
  return found < 0 ? -1 : found + start;
}

/** Runs a search in the range of a native's arguments 2 and 3; NaN with an exception set on failure. */
function search(
  vm: Vm,
  a: number,
  run: (data: number, needle: Needle, start: number, end: number) => number,
): number {
  const self = vm.i32[a];
  const needle = new Needle();
  if (!range.read(vm, sizeOf(vm, self), vm.i32[a + 2], vm.i32[a + 3])) return NaN;
  const { start, end } = range; // of this call: another search may run while the needle is opened
  if (!needle.openOrByte(vm, vm.i32[a + 1])) return NaN;
  lock(vm, self);
  const result = run(dataOf(vm, self), needle, start, Math.min(end, sizeOf(vm, self)));
  unlock(vm, self);
  needle.close(vm);
  return result;
}

function finder(name: string, last: boolean, raises: boolean): NativeDefinition {
  return method(name, "($self, sub, start=None, end=None, /)", (vm, a) => {
    const at = search(vm, a, (data, needle, start, end) => position(vm, data, needle, start, end, last));
    if (Number.isNaN(at)) return 0;
    return at < 0 && raises ? vm.raiseValue("subsection not found") : vm.newInt(at);
  }, `Return the ${last ? "highest" : "lowest"} index in B where subsection sub is found.`);
}

function countOf(vm: Vm, data: number, needle: Needle, start: number, end: number): number {
  if (start > end) return 0;
  if (needle.length === 0) return end - start + 1;
  let count = 0;
  for (let at = start; (at = position(vm, data, needle, at, end)) >= 0; at += needle.length) count++;
  return count;
}

function endTest(name: string, atStart: boolean): NativeDefinition {
  const test = (vm: Vm, self: Value, part: Value, message: string): number => {
    const needle = new Needle();
    if (!needle.open(vm, part, message)) return -1;
    lock(vm, self);
    const end = Math.min(range.end, sizeOf(vm, self));
    const at = atStart ? range.start : end - needle.length;
    const u8 = vm.u8;
    const fits = end - range.start >= needle.length &&
      matchesAt(u8, dataOf(vm, self) + at, u8, needle.address, needle.length);
    unlock(vm, self);
    needle.close(vm);
    return fits ? 1 : 0;
  };
  return method(
    name,
    `($self, ${atStart ? "prefix" : "suffix"}, start=None, end=None, /)`,
    (vm, a) => {
      const self = vm.i32[a], wanted = vm.i32[a + 1];
      if (!range.read(vm, sizeOf(vm, self), vm.i32[a + 2], vm.i32[a + 3])) return 0;
      if (vm.isTuple(wanted)) {
        for (let i = 0; i < vm.tupleLength(wanted); i++) {
          const part = vm.tupleItem(wanted, i);
          const found = test(vm, self, part, `a bytes-like object is required, not '${vm.typeName(part)}'`);
          if (found !== 0) return found < 0 ? 0 : TRUE;
        }
        return FALSE;
      }
      const message = `${name} first arg must be bytes or a tuple of bytes, not ${vm.typeName(wanted)}`;
      const found = test(vm, self, wanted, message);
      return found < 0 ? 0 : vm.bool(found === 1);
    },
    `Return True if the bytes ${atStart ? "start" : "end"} with the specified ${
      atStart ? "prefix" : "suffix"
    }.`,
  );
}

/** A blank object of the type of another. */
export function blankLike(vm: Vm, like: Value, length: number): Value {
  if (length <= 1 && vm.layout(like) === T_BYTES) {
    // Short ones are shared, so a copy of its own is needed to write to.
    return blankBytes(vm, length);
  }
  return vm.layout(like) === T_BYTES ? blankBytes(vm, length) : blankByteArray(vm, length);
}

function replaceIn(vm: Vm, self: Value, old: Needle, fresh: Needle, limit: number): Value {
  const data = dataOf(vm, self), length = sizeOf(vm, self);
  const most = limit < 0 ? Infinity : limit;
  const places: number[] = [];
  if (old.length === 0) { for (let at = 0; at <= length && places.length < most; at++) places.push(at); }
  else {
    for (let at = 0; places.length < most; at += old.length) {
      at = position(vm, data, old, at, length);
      if (at < 0) break;
      places.push(at);
    }
  }
  if (places.length === 0) return same(vm, self, data, length);
  const total = length + places.length * (fresh.length - old.length);
  if (total > 0x3fff_ffff) return vm.raise("OverflowError", "replace bytes is too long");
  const result = blankLike(vm, self, total);
  if (result === 0) return 0;
  let from = 0, to = dataOf(vm, result);
  for (const place of places) {
    copyBytes(vm, to, data + from, place - from);
    to += place - from;
    copyBytes(vm, to, fresh.address, fresh.length);
    to += fresh.length;
    from = place + old.length;
  }
  copyBytes(vm, to, data + from, length - from);
  return result;
}

/** A bytes object itself where it is exactly one, else a copy. */
export function same(vm: Vm, self: Value, data: number, length: number): Value {
  return vm.isExact(self, T_BYTES) ? vm.keep(self) : newLike(vm, self, data, length);
}

/** White space of bytes. */
export function isByteSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function splitSpace(vm: Vm, self: Value, limit: number): Value[] {
  const u8 = vm.u8, data = dataOf(vm, self), length = sizeOf(vm, self);
  const parts: Value[] = [];
  for (let at = 0;;) {
    while (at < length && isByteSpace(u8[data + at])) at++;
    if (at === length) return parts;
    let end = at;
    if (limit-- === 0) {
      end = length;
      parts.push(newLike(vm, self, data + at, end - at));
      return parts;
    }
    while (end < length && !isByteSpace(u8[data + end])) end++;
    parts.push(newLike(vm, self, data + at, end - at));
    at = end;
  }
}

function rsplitSpace(vm: Vm, self: Value, limit: number): Value[] {
  const u8 = vm.u8, data = dataOf(vm, self);
  const parts: Value[] = [];
  for (let end = sizeOf(vm, self);;) {
    while (end > 0 && isByteSpace(u8[data + end - 1])) end--;
    if (end === 0) return parts.reverse();
    let start = end;
    if (limit-- === 0) {
      start = 0;
      parts.push(newLike(vm, self, data + start, end - start));
      return parts.reverse();
    }
    while (start > 0 && !isByteSpace(u8[data + start - 1])) start--;
    parts.push(newLike(vm, self, data + start, end - start));
    end = start;
  }
}

function splitAt(vm: Vm, self: Value, separator: Needle, limit: number, last: boolean): Value[] {
  const data = dataOf(vm, self);
  const parts: Value[] = [];
  let start = 0, end = sizeOf(vm, self);
  while (limit-- !== 0) {
    const at = position(vm, data, separator, start, end, last);
    if (at < 0) break;
    if (last) {
      const after = at + separator.length;
      parts.push(newLike(vm, self, data + after, end - after));
      end = at;
    } else {
      parts.push(newLike(vm, self, data + start, at - start));
      start = at + separator.length;
    }
  }
  parts.push(start === 0 && !last ? same(vm, self, data, end) : newLike(vm, self, data + start, end - start));
  return last ? parts.reverse() : parts;
}

function splitter(name: string, last: boolean): NativeDefinition {
  return method(name, "($self, /, sep=None, maxsplit=-1)", (vm, a) => {
    const self = vm.i32[a], separator = vm.i32[a + 1];
    const limit = vm.i32[a + 2] === 0 ? -1 : vm.size(vm.i32[a + 2]);
    if (Number.isNaN(limit)) return 0;
    const needle = new Needle();
    const space = separator === 0 || separator === NONE;
    if (!space && !needle.open(vm, separator)) return 0;
    if (!space && needle.length === 0) {
      needle.close(vm);
      return vm.raiseValue("empty separator");
    }
    lock(vm, self);
    const parts = !space
      ? splitAt(vm, self, needle, limit, last)
      : last
      ? rsplitSpace(vm, self, limit)
      : splitSpace(vm, self, limit);
    unlock(vm, self);
    needle.close(vm);
    return vm.newList(parts);
  }, "Return a list of the sections in the bytes, using sep as the delimiter.");
}

function partitioner(name: string, last: boolean): NativeDefinition {
  return method(name, "($self, sep, /)", (vm, a) => {
    const self = vm.i32[a];
    const needle = new Needle();
    if (!needle.open(vm, vm.i32[a + 1])) return 0;
    if (needle.length === 0) {
      needle.close(vm);
      return vm.raiseValue("empty separator");
    }
    lock(vm, self);
    const data = dataOf(vm, self), length = sizeOf(vm, self);
    const at = position(vm, data, needle, 0, length, last);
    let parts: Value[];
    if (at < 0) {
      const whole = same(vm, self, data, length), none = () => newLike(vm, self, data, 0);
      parts = last ? [none(), none(), whole] : [whole, none(), none()];
    } else {
      const after = at + needle.length;
      parts = [
        newLike(vm, self, data, at),
        vm.isExact(self, T_BYTES) && vm.isExact(vm.i32[a + 1], T_BYTES)
          ? vm.keep(vm.i32[a + 1])
          : newLike(vm, self, needle.address, needle.length),
        newLike(vm, self, data + after, length - after),
      ];
    }
    unlock(vm, self);
    needle.close(vm);
    return vm.newTuple(parts);
  }, "Partition the bytes into three parts using the given separator.");
}

/** `separator.join(iterable)`. */
function join(vm: Vm, self: Value, iterable: Value): Value {
  // Whoever gives the items must not change what stands between them.
  const held = openBytes(vm, self);
  if (held === null) return 0;
  const result = joinItems(vm, self, iterable);
  releaseBuffer(vm, held);
  return result;
}

function joinItems(vm: Vm, self: Value, iterable: Value): Value {
  if (
    vm.lookupSpecial(iterable, vm.names.__iter__) === 0 &&
    vm.lookupSpecial(iterable, vm.names.__getitem__) === 0
  ) {
    return vm.raiseType("can only join an iterable");
  }
  const items = itemsOf(vm, iterable);
  if (items === null) return 0;
  const parts: Needle[] = [];
  let total = 0, result: Value = 0;
  for (let i = 0; i < items.length; i++) {
    const part = new Needle();
    const message = `sequence item ${i}: expected a bytes-like object, ${vm.typeName(items[i])} found`;
    if (!part.open(vm, items[i], message)) break;
    parts.push(part);
    total += part.length;
  }
  if (parts.length === items.length) {
    lock(vm, self);
    result = joinParts(vm, self, parts, total);
    if (items.length === 1 && vm.isExact(self, T_BYTES) && vm.isExact(items[0], T_BYTES)) {
      vm.decref(result);
      result = vm.keep(items[0]);
    }
    unlock(vm, self);
  }
  for (const part of parts) part.close(vm);
  dropAll(vm, items);
  return result;
}

function joinParts(vm: Vm, self: Value, parts: readonly Needle[], bytes: number): Value {
  const gap = sizeOf(vm, self), data = dataOf(vm, self);
  const total = bytes + gap * Math.max(0, parts.length - 1);
  if (total === 0) return newLike(vm, self, data, 0);
  if (total > 0x3fff_ffff) return vm.raiseMemory();
  const result = blankLike(vm, self, total);
  if (result === 0) return 0;
  let to = dataOf(vm, result);
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) {
      copyBytes(vm, to, data, gap);
      to += gap;
    }
    copyBytes(vm, to, parts[i].address, parts[i].length);
    to += parts[i].length;
  }
  return result;
}

function affix(name: string, atStart: boolean): NativeDefinition {
  return method(name, `($self, ${atStart ? "prefix" : "suffix"}, /)`, (vm, a) => {
    const self = vm.i32[a];
    const needle = new Needle();
    if (!needle.open(vm, vm.i32[a + 1])) return 0;
    lock(vm, self);
    const data = dataOf(vm, self), length = sizeOf(vm, self), width = needle.length;
    const at = atStart ? 0 : length - width;
    const there = width <= length && width > 0 && matchesAt(vm.u8, data + at, vm.u8, needle.address, width);
    const result = there
      ? newLike(vm, self, atStart ? data + width : data, length - width)
      : same(vm, self, data, length);
    unlock(vm, self);
    needle.close(vm);
    return result;
  }, `Return a bytes object with the given ${atStart ? "prefix" : "suffix"} removed if present.`);
}

/** Fresh definitions of the methods, for one of the two types. */
export function byteSearchMethods(): NativeDefinition[] {
  return [
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const self = vm.i32[a], key = vm.i32[a + 1];
      const needle = new Needle();
      const byte = vm.isInt(key) || (!hasBuffer(vm, key) && vm.lookupSpecial(key, vm.names.__index__) !== 0);
      if (!(byte ? needle.openOrByte(vm, key) : needle.open(vm, key))) return 0;
      lock(vm, self);
      const at = position(vm, dataOf(vm, self), needle, 0, sizeOf(vm, self));
      unlock(vm, self);
      needle.close(vm);
      return vm.bool(at >= 0);
    }),
    finder("find", false, false),
    finder("rfind", true, false),
    finder("index", false, true),
    finder("rindex", true, true),
    method("count", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const count = search(vm, a, (data, needle, start, end) => countOf(vm, data, needle, start, end));
      return Number.isNaN(count) ? 0 : vm.newInt(count);
    }, "Return the number of non-overlapping occurrences of subsection sub."),
    endTest("startswith", true),
    endTest("endswith", false),
    method("replace", "($self, old, new, count=-1, /)", (vm, a) => {
      const self = vm.i32[a];
      const old = new Needle(), fresh = new Needle();
      if (!old.open(vm, vm.i32[a + 1])) return 0;
      let result: Value = 0;
      if (fresh.open(vm, vm.i32[a + 2])) {
        const limit = vm.i32[a + 3] === 0 ? -1 : vm.size(vm.i32[a + 3]);
        if (!Number.isNaN(limit)) {
          lock(vm, self);
          result = replaceIn(vm, self, old, fresh, limit);
          unlock(vm, self);
        }
        fresh.close(vm);
      }
      old.close(vm);
      return result;
    }, "Return a copy with all occurrences of substring old replaced by new."),
    splitter("split", false),
    splitter("rsplit", true),
    partitioner("partition", false),
    partitioner("rpartition", true),
    method(
      "join",
      "($self, iterable_of_bytes, /)",
      (vm, a) => join(vm, vm.i32[a], vm.i32[a + 1]),
      "Concatenate any number of bytes objects.",
    ),
    affix("removeprefix", true),
    affix("removesuffix", false),
  ];
}
