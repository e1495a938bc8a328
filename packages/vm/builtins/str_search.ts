/**
 * `str`: searching, counting, replacing, prefixes and suffixes.
 *
 * @module
 */
import {
  allocStr,
  charAt,
  copyChars,
  FALSE,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_KIND_SHIFT,
  strKind,
  TRUE,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition, slot } from "../native.ts";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";
import { findLastUnits, findUnits, matchesAt, type Units } from "./_search.ts";
import { lengthOf, needStr, range, slice } from "./str_core.ts";

/** The characters of a str's kind as units of the heap's views. */
function unitsOf(vm: Vm, kind: number): Units {
  return kind === 1 ? vm.u8 : kind === 2 ? vm.u16 : vm.i32;
}

/** Index of a str's first character in the units of its kind. */
function firstUnit(str: Value, kind: number): number {
  return (str + STR_DATA) >>> (kind >> 1);
}

/** A pattern's characters widened to the kind of a text. */
function widened(vm: Vm, part: Value, kind: number): Units {
  const length = lengthOf(vm, part);
  const units = kind === 2 ? new Uint16Array(length) : new Int32Array(length);
  for (let i = 0; i < length; i++) units[i] = charAt(vm.objects, part, i);
  return units;
}

/**
 * Position of a str in another between two indices, or -1.
 *
 * @param last Whether the last occurrence is wanted.
 */
export function findIn(vm: Vm, text: Value, part: Value, start: number, end: number, last = false): number {
  const width = lengthOf(vm, part);
  if (end - start < width) return -1;
  if (width === 0) return last ? end : start;
  const kind = strKind(vm.objects, text), partKind = strKind(vm.objects, part);
  if (partKind > kind) return -1;
  const units = unitsOf(vm, kind), from = firstUnit(text, kind) + start;
  const pattern = partKind === kind ? units : widened(vm, part, kind);
  const at = partKind === kind ? firstUnit(part, kind) : 0;
  const found = last
    ? findLastUnits(units, from, end - start, pattern, at, width)
    : findUnits(units, from, end - start, pattern, at, width);
  return found < 0 ? -1 : found + start;
}

/** Whether a str lies at an index of another. */
export function isAt(vm: Vm, text: Value, part: Value, index: number): boolean {
  const kind = strKind(vm.objects, text), partKind = strKind(vm.objects, part);
  const width = lengthOf(vm, part);
  if (kind === partKind) {
    const units = unitsOf(vm, kind);
    return matchesAt(units, firstUnit(text, kind) + index, units, firstUnit(part, kind), width);
  }
  for (let i = 0; i < width; i++) {
    if (charAt(vm.objects, text, index + i) !== charAt(vm.objects, part, i)) return false;
  }
  return true;
}

/** Non-overlapping occurrences of a str in another. */
export function countIn(vm: Vm, text: Value, part: Value, start: number, end: number): number {
  const width = lengthOf(vm, part);
  if (start > end) return 0;
  if (width === 0) return end - start + 1;
  let count = 0;
  for (let at = findIn(vm, text, part, start, end); at >= 0; at = findIn(vm, text, part, at + width, end)) {
    count++;
  }
  return count;
}

function finder(name: string, last: boolean, raises: boolean, doc: string): NativeDefinition {
  return method(name, "($self, sub, start=None, end=None, /)", (vm, a) => {
    const str = vm.i32[a], part = vm.i32[a + 1];
    if (!needStr(vm, part, `${name}() argument 1`)) return 0;
    if (!range.read(vm, lengthOf(vm, str), vm.i32[a + 2], vm.i32[a + 3])) return 0;
    const at = findIn(vm, str, part, range.start, range.end, last);
    return at < 0 && raises ? vm.raiseValue("substring not found") : vm.newInt(at);
  }, doc);
}

function endTest(name: string, atStart: boolean, doc: string): NativeDefinition {
  const signature = `($self, ${atStart ? "prefix" : "suffix"}, start=None, end=None, /)`;
  const test = (vm: Vm, str: Value, part: Value): boolean => {
    const width = lengthOf(vm, part);
    if (range.end - range.start < width) return false;
    return isAt(vm, str, part, atStart ? range.start : range.end - width);
  };
  return method(name, signature, (vm, a) => {
    const str = vm.i32[a], wanted = vm.i32[a + 1];
    if (!range.read(vm, lengthOf(vm, str), vm.i32[a + 2], vm.i32[a + 3])) return 0;
    if (vm.isStr(wanted)) return vm.bool(test(vm, str, wanted));
    if (!vm.isTuple(wanted)) {
      return vm.raiseType(`${name} first arg must be str or a tuple of str, not ${vm.typeName(wanted)}`);
    }
    for (let i = 0; i < vm.tupleLength(wanted); i++) {
      const part = vm.tupleItem(wanted, i);
      if (!vm.isStr(part)) {
        return vm.raiseType(`tuple for ${name} must only contain str, not ${vm.typeName(part)}`);
      }
      if (test(vm, str, part)) return TRUE;
    }
    return FALSE;
  }, doc);
}

/** `text.replace(old, fresh, limit)`; a negative limit is none. */
export function replace(vm: Vm, text: Value, old: Value, fresh: Value, limit: number): Value {
  const length = lengthOf(vm, text), width = lengthOf(vm, old), room = lengthOf(vm, fresh);
  const most = limit < 0 ? Infinity : limit;
  const places: number[] = [];
  if (width === 0) {
    for (let at = 0; at <= length && places.length < most; at++) places.push(at);
  } else {
    for (let at = 0; places.length < most; at += width) {
      at = findIn(vm, text, old, at, length);
      if (at < 0) break;
      places.push(at);
    }
  }
  const count = places.length;
  if (count === 0) return exactStr(vm, text);
  const m = vm.objects;
  const flags = vm.i32[(text + STR_KIND) >>> 2], more = vm.i32[(fresh + STR_KIND) >>> 2];
  const total = length + count * (room - width);
  if (total === 0) return vm.intern("");
  if (total > 0x3fff_ffff) return vm.raiseMemory();
  const wide = Math.max(flags >>> STR_KIND_SHIFT & 7, more >>> STR_KIND_SHIFT & 7);
  const result = allocStr(m, total, wide, (flags & more & STR_ASCII) !== 0);
  if (result === 0) return vm.raiseMemory();
  let from = 0, to = 0;
  for (let i = 0; i < count; i++) {
    const gap = places[i] - from;
    copyChars(m, result, to, text, from, gap);
    copyChars(m, result, to + gap, fresh, 0, room);
    from = places[i] + width;
    to += gap + room;
  }
  copyChars(m, result, to, text, from, length - from);
  vm.rc.init(result);
  // What was replaced may have been all that needed the width or was not ASCII.
  if ((flags & STR_ASCII) !== 0 || total === 0) return result;
  const narrow = narrowed(vm, result);
  vm.decref(result);
  return narrow;
}

/** A str of the same characters in the least kind that fits them (a new reference, often the same). */
function narrowed(vm: Vm, str: Value): Value {
  const m = vm.objects, length = lengthOf(vm, str), kind = strKind(m, str);
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, charAt(m, str, i));
  const fits = largest < 256 ? 1 : largest < 65536 ? 2 : 4;
  if (fits === kind && (fits > 1 || largest > 127)) return vm.keep(str);
  const result = allocStr(m, length, fits, largest < 128);
  if (result === 0) return vm.raiseMemory();
  copyChars(m, result, 0, str, 0, length);
  vm.rc.init(result);
  return result;
}

/** The methods. */
export const searchMethods: readonly NativeDefinition[] = [
  slot("__contains__", "($self, key, /)", (vm, a) => {
    const part = vm.i32[a + 1];
    if (!vm.isStr(part)) {
      return vm.raiseType(`'in <string>' requires string as left operand, not ${vm.typeName(part)}`);
    }
    return vm.bool(findIn(vm, vm.i32[a], part, 0, lengthOf(vm, vm.i32[a])) >= 0);
  }),
  finder("find", false, false, "Return the lowest index in S where substring sub is found, or -1."),
  finder("rfind", true, false, "Return the highest index in S where substring sub is found, or -1."),
  finder("index", false, true, "Like S.find() but raise ValueError when the substring is not found."),
  finder("rindex", true, true, "Like S.rfind() but raise ValueError when the substring is not found."),
  method("count", "($self, sub, start=None, end=None, /)", (vm, a) => {
    const str = vm.i32[a], part = vm.i32[a + 1];
    if (!needStr(vm, part, "count() argument 1")) return 0;
    if (!range.read(vm, lengthOf(vm, str), vm.i32[a + 2], vm.i32[a + 3])) return 0;
    return vm.newInt(countIn(vm, str, part, range.start, range.end));
  }, "Return the number of non-overlapping occurrences of substring sub."),
  endTest("startswith", true, "Return True if the string starts with the specified prefix, False otherwise."),
  endTest("endswith", false, "Return True if the string ends with the specified suffix, False otherwise."),
  method("replace", "($self, old, new, /, count=-1)", (vm, a) => {
    const old = vm.i32[a + 1], fresh = vm.i32[a + 2];
    if (!needStr(vm, old, "replace() argument 1") || !needStr(vm, fresh, "replace() argument 2")) return 0;
    const limit = vm.i32[a + 3] === 0 ? -1 : vm.size(vm.i32[a + 3]);
    return Number.isNaN(limit) ? 0 : replace(vm, vm.i32[a], old, fresh, limit);
  }, "Return a copy with all occurrences of substring old replaced by new."),
  method("removeprefix", "($self, prefix, /)", (vm, a) => {
    const str = vm.i32[a], prefix = vm.i32[a + 1];
    if (!needStr(vm, prefix, "removeprefix() argument")) return 0;
    const length = lengthOf(vm, str), width = lengthOf(vm, prefix);
    return width <= length && isAt(vm, str, prefix, 0) ? slice(vm, str, width, length) : exactStr(vm, str);
  }, "Return a str with the given prefix string removed if present."),
  method("removesuffix", "($self, suffix, /)", (vm, a) => {
    const str = vm.i32[a], suffix = vm.i32[a + 1];
    if (!needStr(vm, suffix, "removesuffix() argument")) return 0;
    const length = lengthOf(vm, str), width = lengthOf(vm, suffix);
    const ends = width <= length && isAt(vm, str, suffix, length - width);
    return ends ? slice(vm, str, 0, length - width) : exactStr(vm, str);
  }, "Return a str with the given suffix string removed if present."),
];
