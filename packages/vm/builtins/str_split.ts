/**
 * `str`: splitting, joining and stripping.
 *
 * @module
 */
import {
  allocStr,
  charAt,
  copyChars,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_KIND_SHIFT,
  STR_LENGTH,
  STR_NARROW,
  T_LIST,
  T_STR,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition } from "../native.ts";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";
import { charStr, codeAt, finish, isAscii, lengthOf, slice } from "./str_core.ts";
import { findIn } from "./str_search.ts";
import { isLineBreak, isSpace } from "./str_unicode.ts";

/** ASCII white space, by code. */
const ASCII_SPACE = Uint8Array.from({ length: 128 }, (_, code) => isSpace(code) ? 1 : 0);

/** Index of the first character from `at` on that is (or isn't) white space, `end` if there is none. */
function skip(vm: Vm, str: Value, at: number, end: number, space: boolean): number {
  if (isAscii(vm, str)) {
    const u8 = vm.u8, first = (str + STR_DATA) >>> 0, wanted = space ? 1 : 0;
    while (at < end && ASCII_SPACE[u8[first + at]] === wanted) at++;
  } else {
    while (at < end && isSpace(charAt(vm.objects, str, at)) === space) at++;
  }
  return at;
}

/** As `skip`, backwards: the end of what is left. */
function skipBack(vm: Vm, str: Value, start: number, end: number, space: boolean): number {
  while (end > start && isSpace(charAt(vm.objects, str, end - 1)) === space) end--;
  return end;
}

function splitSpace(vm: Vm, str: Value, limit: number): Value {
  const parts: Value[] = [];
  const length = lengthOf(vm, str);
  for (let at = skip(vm, str, 0, length, true); at < length;) {
    if (limit-- === 0) {
      parts.push(slice(vm, str, at, length));
      break;
    }
    const end = skip(vm, str, at, length, false);
    parts.push(slice(vm, str, at, end));
    at = skip(vm, str, end, length, true);
  }
  return vm.newList(parts);
}

function rsplitSpace(vm: Vm, str: Value, limit: number): Value {
  const parts: Value[] = [];
  for (let end = skipBack(vm, str, 0, lengthOf(vm, str), true); end > 0;) {
    if (limit-- === 0) {
      parts.push(slice(vm, str, 0, end));
      break;
    }
    const start = skipBack(vm, str, 0, end, false);
    parts.push(slice(vm, str, start, end));
    end = skipBack(vm, str, 0, start, true);
  }
  return vm.newList(parts.reverse());
}

/** `str.split(separator, limit)`; separator 0 or None is white space, a negative limit none. */
export function split(vm: Vm, str: Value, separator: Value, limit: number): Value {
  if (separator === 0 || separator === NONE) return splitSpace(vm, str, limit);
  const width = lengthOf(vm, separator), length = lengthOf(vm, str);
  if (width === 0) return vm.raiseValue("empty separator");
  const parts: Value[] = [];
  let start = 0;
  if (width === 1 && isAscii(vm, str) && isAscii(vm, separator)) {
    const u8 = vm.u8, first = (str + STR_DATA) >>> 0, wanted = codeAt(vm, separator, 0);
    for (let at = 0; at < length && limit !== 0; at++) {
      if (u8[first + at] !== wanted) continue;
      parts.push(slice(vm, str, start, at));
      start = at + 1;
      limit--;
    }
    limit = 0;
  }
  while (limit-- !== 0) {
    const at = findIn(vm, str, separator, start, length);
    if (at < 0) break;
    parts.push(slice(vm, str, start, at));
    start = at + width;
  }
  parts.push(start === 0 ? exactStr(vm, str) : slice(vm, str, start, length));
  return vm.newList(parts);
}

function rsplit(vm: Vm, str: Value, separator: Value, limit: number): Value {
  if (separator === 0 || separator === NONE) return rsplitSpace(vm, str, limit);
  const width = lengthOf(vm, separator);
  if (width === 0) return vm.raiseValue("empty separator");
  const parts: Value[] = [];
  let end = lengthOf(vm, str);
  while (limit-- !== 0) {
    const at = findIn(vm, str, separator, 0, end, true);
    if (at < 0) break;
    parts.push(slice(vm, str, at + width, end));
    end = at;
  }
  parts.push(slice(vm, str, 0, end));
  return vm.newList(parts.reverse());
}

function splitter(name: string, run: typeof split, doc: string): NativeDefinition {
  return method(name, "($self, /, sep=None, maxsplit=-1)", (vm, a) => {
    const separator = vm.i32[a + 1];
    if (separator !== 0 && separator !== NONE && !vm.isStr(separator)) {
      return vm.raiseType(`must be str or None, not ${vm.typeName(separator)}`);
    }
    const limit = vm.i32[a + 2] === 0 ? -1 : vm.size(vm.i32[a + 2]);
    return Number.isNaN(limit) ? 0 : run(vm, vm.i32[a], separator, limit);
  }, doc);
}

function partitioner(name: string, last: boolean, doc: string): NativeDefinition {
  return method(name, "($self, sep, /)", (vm, a) => {
    const str = vm.i32[a], separator = vm.i32[a + 1];
    if (!vm.isStr(separator)) return vm.raiseType(`must be str, not ${vm.typeName(separator)}`);
    if (lengthOf(vm, separator) === 0) return vm.raiseValue("empty separator");
    const length = lengthOf(vm, str);
    const at = findIn(vm, str, separator, 0, length, last);
    if (at < 0) {
      const whole = vm.keep(str), none = vm.intern("");
      return vm.newTuple(last ? [none, none, whole] : [whole, none, none]);
    }
    const after = at + lengthOf(vm, separator);
    return vm.newTuple([slice(vm, str, 0, at), vm.keep(separator), slice(vm, str, after, length)]);
  }, doc);
}

/** `separator.join(iterable)`. */
export function join(vm: Vm, separator: Value, iterable: Value): Value {
  const type = vm.typeIndex(iterable);
  if (type === T_LIST || type === T_TUPLE) return joinStored(vm, separator, iterable);
  const iterator = vm.iter(iterable);
  if (iterator === 0) return vm.matches("TypeError") ? joinsNothing(vm) : 0;
  const list = vm.collect(iterator);
  vm.decref(iterator);
  if (list === 0) return 0;
  const result = joinStored(vm, separator, list);
  vm.decref(list);
  return result;
}

/** Joins the items of a list or tuple where they are, under its lock: nothing on the way runs other code. */
function joinStored(vm: Vm, separator: Value, container: Value): Value {
  const i32 = vm.i32;
  vm.lock.begin(container);
  const tuple = vm.layout(container) === T_TUPLE;
  const first = (tuple ? container + TUPLE_ITEMS : i32[(container + LIST_ITEMS) >>> 2]) >>> 2;
  const count = i32[(container + (tuple ? TUPLE_LENGTH : LIST_LENGTH)) >>> 2];
  const result = joinWords(vm, separator, i32, first, count);
  vm.lock.end();
  return result;
}

function joinsNothing(vm: Vm): 0 {
  vm.clearError();
  return vm.raiseType("can only join an iterable");
}

/** Where `joinItems` puts what it joins; nothing on the way calls it again. */
let words: Int32Array = new Int32Array(64);

/** Joins strs (borrowed); raises TypeError for the first item that is none. */
export function joinItems(vm: Vm, separator: Value, items: readonly Value[]): Value {
  const count = items.length;
  if (count > words.length) words = new Int32Array(count * 2);
  for (let i = 0; i < count; i++) words[i] = items[i];
  return joinWords(vm, separator, words, 0, count);
}

/** As `joinItems`, of `count` words from `first` on. */
function joinWords(vm: Vm, separator: Value, items: Int32Array, first: number, count: number): Value {
  const i32 = vm.i32, m = vm.objects, end = first + count;
  if (count === 0) return vm.intern("");
  if (count === 1 && vm.isExact(items[first], T_STR)) return vm.keep(items[first]);
  const gap = lengthOf(vm, separator);
  let total = gap * (count - 1);
  let flags = count > 1 && gap > 0 ? i32[(separator + STR_KIND) >>> 2] : STR_ASCII | STR_NARROW;
  let kind = flags >>> STR_KIND_SHIFT & 7;
  for (let at = first; at < end; at++) {
    const item = items[at];
    if (!vm.isExact(item, T_STR) && !vm.isStr(item)) {
      return vm.raiseType(
        `sequence item ${at - first}: expected str instance, ${vm.typeName(item)} found`,
      );
    }
    total += i32[(item + STR_LENGTH) >>> 2];
    const own = i32[(item + STR_KIND) >>> 2], width = own >>> STR_KIND_SHIFT & 7;
    flags &= own;
    if (width > kind) kind = width;
  }
  if (total === 0) return vm.intern("");
  const ascii = (flags & STR_ASCII) !== 0;
  const result = total > 0x3fff_ffff ? 0 : allocStr(m, total, kind, ascii);
  if (result === 0) return vm.raiseMemory();
  if (ascii) joinAscii(vm, result, separator, items, first, end);
  else {
    for (let i = first, at = 0; i < end; i++) {
      if (i > first && gap > 0) {
        copyChars(m, result, at, separator, 0, gap);
        at += gap;
      }
      const length = i32[(items[i] + STR_LENGTH) >>> 2];
      copyChars(m, result, at, items[i], 0, length);
      at += length;
    }
  }
  return finish(vm, result);
}

/** Longer strs are copied at once: in code that V8 has not optimised as yet, a round of a loop costs as much as ten bytes. */
const SHORT_COPY = 12;

function joinAscii(
  vm: Vm,
  result: Value,
  separator: Value,
  items: Int32Array,
  first: number,
  end: number,
): void {
  const i32 = vm.i32, u8 = vm.u8;
  const gap = lengthOf(vm, separator), from = (separator + STR_DATA) >>> 0;
  let to = (result + STR_DATA) >>> 0;
  for (let i = first; i < end; i++) {
    if (i > first) { for (let k = 0; k < gap; k++) u8[to++] = u8[from + k]; }
    const length = i32[(items[i] + STR_LENGTH) >>> 2], source = (items[i] + STR_DATA) >>> 0;
    if (length > SHORT_COPY) u8.copyWithin(to, source, source + length);
    else for (let k = 0; k < length; k++) u8[to + k] = u8[source + k];
    to += length;
  }
}

function splitLines(vm: Vm, str: Value, keepEnds: boolean): Value {
  const lines: Value[] = [];
  const length = lengthOf(vm, str);
  for (let at = 0; at < length;) {
    const start = at;
    let code = 0;
    while (at < length && !isLineBreak(code = codeAt(vm, str, at))) at++;
    const end = at;
    if (at < length) at += code === 13 && at + 1 < length && codeAt(vm, str, at + 1) === 10 ? 2 : 1;
    lines.push(slice(vm, str, start, keepEnds ? at : end));
  }
  return vm.newList(lines);
}

/** Whether a character is in a str. */
function hasCode(vm: Vm, str: Value, code: number): boolean {
  const count = lengthOf(vm, str);
  if (isAscii(vm, str)) {
    const u8 = vm.u8, first = (str + STR_DATA) >>> 0;
    for (let at = first; at < first + count; at++) if (u8[at] === code) return true;
    return false;
  }
  for (let i = 0; i < count; i++) if (codeAt(vm, str, i) === code) return true;
  return false;
}

function stripper(name: string, left: boolean, right: boolean, doc: string): NativeDefinition {
  return method(name, "($self, chars=None, /)", (vm, a) => {
    const str = vm.i32[a], chars = vm.i32[a + 1];
    let start = 0, end = lengthOf(vm, str);
    if (chars === 0 || chars === NONE) {
      if (left) start = skip(vm, str, 0, end, true);
      if (right) end = skipBack(vm, str, start, end, true);
    } else {
      if (!vm.isStr(chars)) return vm.raiseType(`${name} arg must be None or str`);
      while (left && start < end && hasCode(vm, chars, codeAt(vm, str, start))) start++;
      while (right && end > start && hasCode(vm, chars, codeAt(vm, str, end - 1))) end--;
    }
    if (start === 0 && end === lengthOf(vm, str)) return exactStr(vm, str);
    return slice(vm, str, start, end);
  }, doc);
}

function expandTabs(vm: Vm, str: Value, size: number): Value {
  const length = lengthOf(vm, str), tab = charStr(vm, 9);
  if (findIn(vm, str, tab, 0, length) < 0) return exactStr(vm, str);
  const m = vm.objects;
  let total = 0, column = 0;
  const visit = (put: (code: number, times: number) => void): void => {
    column = 0;
    for (let i = 0; i < length; i++) {
      const code = charAt(m, str, i);
      if (code === 9) {
        const room = size > 0 ? size - column % size : 0;
        column += room;
        put(32, room);
      } else {
        column = code === 10 || code === 13 ? 0 : column + 1;
        put(code, 1);
      }
    }
  };
  visit((_, times) => total += times);
  if (total > 0x3fff_ffff) return vm.raise("OverflowError", "new string is too long");
  const codes = new Int32Array(total);
  let at = 0;
  visit((code, times) => {
    for (let i = 0; i < times; i++) codes[at++] = code;
  });
  const flags = vm.i32[(str + STR_KIND) >>> 2], kind = flags >>> STR_KIND_SHIFT & 7;
  const result = allocStr(m, total, kind, (flags & STR_ASCII) !== 0);
  if (result === 0) return vm.raiseMemory();
  const data = result + STR_DATA;
  if (kind === 1) vm.u8.set(codes, data >>> 0);
  else if (kind === 2) vm.u16.set(codes, data >>> 1);
  else vm.i32.set(codes, data >>> 2);
  return finish(vm, result);
}

/** The methods. */
export const splitMethods: readonly NativeDefinition[] = [
  splitter(
    "split",
    split,
    "Return a list of the substrings in the string, using sep as the separator string.",
  ),
  splitter("rsplit", rsplit, "Return a list of the substrings in the string, starting from the end."),
  partitioner("partition", false, "Partition the string into three parts using the given separator."),
  partitioner("rpartition", true, "Partition the string into three parts at the last separator."),
  method(
    "join",
    "($self, iterable, /)",
    (vm, a) => join(vm, vm.i32[a], vm.i32[a + 1]),
    "Concatenate any number of strings.",
  ),
  method("splitlines", "($self, /, keepends=False)", (vm, a) => {
    const keep = vm.i32[a + 1] === 0 ? 0 : vm.truthy(vm.i32[a + 1]);
    return keep < 0 ? 0 : splitLines(vm, vm.i32[a], keep === 1);
  }, "Return a list of the lines in the string, breaking at line boundaries."),
  stripper("strip", true, true, "Return a copy of the string with leading and trailing whitespace removed."),
  stripper("lstrip", true, false, "Return a copy of the string with leading whitespace removed."),
  stripper("rstrip", false, true, "Return a copy of the string with trailing whitespace removed."),
  method("expandtabs", "($self, /, tabsize=8)", (vm, a) => {
    const size = vm.i32[a + 1] === 0 ? 8 : vm.cInt(vm.i32[a + 1]);
    return Number.isNaN(size) ? 0 : expandTabs(vm, vm.i32[a], size);
  }, "Return a copy where all tab characters are expanded using spaces."),
];
