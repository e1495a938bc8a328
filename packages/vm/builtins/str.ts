/**
 * `str`: construction, comparison, indexing and the methods of every day.
 *
 * @module
 */
import {
  charAt, copyChars, allocStr, FALSE, findStr, kindFor, maxChar, NONE, NOT_IMPLEMENTED, STR_LENGTH, STR_DATA, strCompare, strEquals, strHash,
  strKind, subStr, T_SLICE, T_STR, TRUE, type Value,
} from "@orochi/object";
import { method, newMethod, slot, staticMethod, type TypeDefinition } from "../native.ts";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";

function lengthOf(vm: Vm, str: Value): number {
  return vm.i32[(str + STR_LENGTH) >>> 2];
}

/** A fresh str's header; 0 becomes MemoryError. */
function finish(vm: Vm, str: Value): Value {
  if (str === 0) return vm.raiseMemory();
  vm.rc.init(str);
  return str;
}

/** The characters from `start` to `end` as a new str. */
export function slice(vm: Vm, str: Value, start: number, end: number): Value {
  if (start >= end) return vm.intern("");
  if (start === 0 && end === lengthOf(vm, str) && vm.isExact(str, T_STR)) return vm.keep(str);
  return finish(vm, subStr(vm.objects, str, start, end));
}

/** `a + b`. */
export function strConcat(vm: Vm, a: Value, b: Value): Value {
  const n = lengthOf(vm, a), k = lengthOf(vm, b);
  if (n === 0 && vm.isExact(b, T_STR)) return vm.keep(b);
  if (k === 0 && vm.isExact(a, T_STR)) return vm.keep(a);
  const m = vm.objects;
  const kind = Math.max(strKind(m, a), strKind(m, b));
  const ascii = kind === 1 && maxChar(m, a, 0, n) < 128 && maxChar(m, b, 0, k) < 128;
  const result = allocStr(m, n + k, kind, ascii);
  if (result === 0) return vm.raiseMemory();
  copyChars(m, result, 0, a, 0, n);
  copyChars(m, result, n, b, 0, k);
  vm.rc.init(result);
  return result;
}

/** `repr` of a text, with CPython's choice of quotes and escapes. */
export function quote(text: string): string {
  const double = text.includes("'") && !text.includes('"');
  let result = "";
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (char === "\\" || char === (double ? '"' : "'")) result += `\\${char}`;
    else if (char === "\n") result += "\\n";
    else if (char === "\r") result += "\\r";
    else if (char === "\t") result += "\\t";
    else if (code < 32 || code === 127) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 127 || (code !== 160 && !/[\p{C}\p{Z}]/u.test(char))) result += char;
    else if (code < 256) result += `\\x${code.toString(16).padStart(2, "0")}`;
    else result += code < 65536 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return double ? `"${result}"` : `'${result}'`;
}

function compareSlot(name: string, test: (order: number) => boolean): ReturnType<typeof slot> {
  return slot(name, "($self, value, /)", (vm, a) => {
    const x = vm.i32[a], y = vm.i32[a + 1];
    return vm.isStr(y) ? vm.bool(test(strCompare(vm.objects, x, y))) : NOT_IMPLEMENTED;
  });
}

function getItem(vm: Vm, str: Value, key: Value): Value {
  if (vm.isExact(key, T_SLICE)) {
    const part = vm.sliceIndices(key, lengthOf(vm, str));
    if (part === null) return 0;
    if (part.step === 1) return slice(vm, str, part.start, part.start + part.count);
    const m = vm.objects;
    let largest = 0;
    for (let i = 0; i < part.count; i++) largest = Math.max(largest, charAt(m, str, part.start + i * part.step));
    const result = allocStr(m, part.count, kindFor(largest), largest < 128);
    if (result === 0) return vm.raiseMemory();
    for (let i = 0; i < part.count; i++) copyChars(m, result, i, str, part.start + i * part.step, 1);
    return finish(vm, result);
  }
  if (!vm.isInt(key) && vm.lookupSpecial(key, vm.names.__index__) === 0) {
    return vm.raiseType(`string indices must be integers, not '${vm.typeName(key)}'`);
  }
  const index = vm.index(key);
  if (Number.isNaN(index)) return 0;
  const at = index < 0 ? index + lengthOf(vm, str) : index;
  if (at < 0 || at >= lengthOf(vm, str)) return vm.raiseIndex("string index out of range");
  return slice(vm, str, at, at + 1);
}

/** Start and end from two optional arguments; null on failure. */
function bounds(vm: Vm, str: Value, start: Value, end: Value): [number, number] | null {
  const length = lengthOf(vm, str);
  const bound = (value: Value, missing: number): number => {
    if (value === 0 || value === NONE) return missing;
    const index = vm.index(value);
    return index < 0 ? Math.max(0, index + length) : index;
  };
  const from = bound(start, 0), to = Math.min(bound(end, length), length);
  return Number.isNaN(from) || Number.isNaN(to) ? null : [from, to];
}

function needStr(vm: Vm, value: Value, what: string): boolean {
  if (vm.isStr(value)) return true;
  vm.raiseType(`${what} must be str, not ${vm.typeName(value)}`);
  return false;
}

function find(vm: Vm, a: number, last: boolean): number {
  const str = vm.i32[a], part = vm.i32[a + 1];
  if (!needStr(vm, part, `${last ? "rfind" : "find"}() argument 1`)) return NaN;
  const range = bounds(vm, str, vm.i32[a + 2], vm.i32[a + 3]);
  if (range === null) return NaN;
  if (!last) return findStr(vm.objects, str, part, range[0], range[1]);
  for (let at = range[1] - lengthOf(vm, part); at >= range[0]; at--) {
    if (findStr(vm.objects, str, part, at, at + lengthOf(vm, part)) === at) return at;
  }
  return -1;
}

/** A method that maps the text as JavaScript does. */
function mapped(name: string, map: (text: string) => string): ReturnType<typeof method> {
  return method(name, "($self, /)", (vm, a) => vm.newStr(map(vm.js(vm.i32[a]))));
}

function predicate(name: string, pattern: RegExp): ReturnType<typeof method> {
  return method(name, "($self, /)", (vm, a) => vm.bool(pattern.test(vm.js(vm.i32[a]))));
}

function strip(name: string, left: boolean, right: boolean): ReturnType<typeof method> {
  return method(name, "($self, chars=None, /)", (vm, a) => {
    const str = vm.i32[a], chars = vm.i32[a + 1];
    if (chars !== 0 && chars !== NONE && !vm.isStr(chars)) return vm.raiseType(`${name} arg must be None or str`);
    const set = chars === 0 || chars === NONE ? null : new Set([...vm.js(chars)].map((char) => char.codePointAt(0)!));
    const drop = (code: number) => set === null ? isSpace(code) : set.has(code);
    let start = 0, end = lengthOf(vm, str);
    while (left && start < end && drop(charAt(vm.objects, str, start))) start++;
    while (right && end > start && drop(charAt(vm.objects, str, end - 1))) end--;
    return slice(vm, str, start, end);
  });
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31) || (code > 127 && /[\s\x85]/u.test(String.fromCodePoint(code)) && code !== 0xfeff);
}

function split(vm: Vm, str: Value, separator: Value, limit: number): Value {
  const parts: Value[] = [];
  const length = lengthOf(vm, str), m = vm.objects;
  if (separator === 0 || separator === NONE) {
    for (let at = 0; at < length;) {
      while (at < length && isSpace(charAt(m, str, at))) at++;
      if (at >= length) break;
      const start = at;
      if (limit-- === 0) {
        let end = length;
        while (end > start && isSpace(charAt(m, str, end - 1))) end--;
        parts.push(slice(vm, str, start, end));
        break;
      }
      while (at < length && !isSpace(charAt(m, str, at))) at++;
      parts.push(slice(vm, str, start, at));
    }
    return vm.newList(parts);
  }
  if (!needStr(vm, separator, "split() separator")) return 0;
  const width = lengthOf(vm, separator);
  if (width === 0) return vm.raiseValue("empty separator");
  let start = 0;
  while (limit-- !== 0) {
    const at = findStr(m, str, separator, start, length);
    if (at < 0) break;
    parts.push(slice(vm, str, start, at));
    start = at + width;
  }
  parts.push(slice(vm, str, start, length));
  return vm.newList(parts);
}

function join(vm: Vm, separator: Value, iterable: Value): Value {
  const list = vm.collect(iterable);
  if (list === 0) return 0;
  const m = vm.objects;
  const count = vm.listLength(list);
  let total = count > 0 ? lengthOf(vm, separator) * (count - 1) : 0;
  let largest = count > 1 ? maxChar(m, separator, 0, lengthOf(vm, separator)) : 0;
  for (let i = 0; i < count; i++) {
    const item = vm.listItem(list, i);
    if (!vm.isStr(item)) {
      vm.raiseType(`sequence item ${i}: expected str instance, ${vm.typeName(item)} found`);
      vm.decref(list);
      return 0;
    }
    total += lengthOf(vm, item);
    largest = Math.max(largest, maxChar(m, item, 0, lengthOf(vm, item)));
  }
  const result = allocStr(m, total, kindFor(largest), largest < 128);
  let at = 0;
  for (let i = 0; i < count && result !== 0; i++) {
    if (i > 0) {
      copyChars(m, result, at, separator, 0, lengthOf(vm, separator));
      at += lengthOf(vm, separator);
    }
    const item = vm.listItem(list, i);
    copyChars(m, result, at, item, 0, lengthOf(vm, item));
    at += lengthOf(vm, item);
  }
  vm.decref(list);
  return finish(vm, result);
}

function ends(name: string, atStart: boolean): ReturnType<typeof method> {
  return method(name, "($self, prefix, start=None, end=None, /)", (vm, a) => {
    const str = vm.i32[a], wanted = vm.i32[a + 1];
    const range = bounds(vm, str, vm.i32[a + 2], vm.i32[a + 3]);
    if (range === null) return 0;
    const test = (part: Value): boolean => {
      const width = lengthOf(vm, part);
      const at = atStart ? range[0] : range[1] - width;
      return at >= range[0] && at + width <= range[1] && findStr(vm.objects, str, part, at, at + width) === at;
    };
    if (vm.isStr(wanted)) return vm.bool(test(wanted));
    if (!vm.isTuple(wanted)) return vm.raiseType(`${name} first arg must be str or a tuple of str, not ${vm.typeName(wanted)}`);
    for (let i = 0; i < vm.tupleLength(wanted); i++) {
      const part = vm.tupleItem(wanted, i);
      if (!vm.isStr(part)) return vm.raiseType(`tuple for ${name} must only contain str, not ${vm.typeName(part)}`);
      if (test(part)) return TRUE;
    }
    return FALSE;
  });
}

function padded(name: string, pad: (text: string, width: number, fill: string) => string): ReturnType<typeof method> {
  return method(name, "($self, width, fillchar=' ', /)", (vm, a) => {
    const width = vm.index(vm.i32[a + 1]);
    if (Number.isNaN(width)) return 0;
    const fill = vm.i32[a + 2];
    if (fill !== 0 && (!vm.isStr(fill) || lengthOf(vm, fill) !== 1)) return vm.raiseType("The fill character must be exactly one character long");
    if (width <= lengthOf(vm, vm.i32[a])) return exactStr(vm, vm.i32[a]);
    return vm.newStr(pad(vm.js(vm.i32[a]), width, fill === 0 ? " " : vm.js(fill)));
  });
}

function repeat(vm: Vm, str: Value, times: Value): Value {
  if (!vm.isInt(times) && vm.lookupSpecial(times, vm.names.__index__) === 0) return NOT_IMPLEMENTED;
  const count = vm.index(times);
  if (Number.isNaN(count)) return 0;
  const length = lengthOf(vm, str);
  if (count <= 0 || length === 0) return vm.intern("");
  if (count * length > 0x3fff_ffff) return vm.raiseMemory();
  const m = vm.objects, kind = strKind(m, str);
  const result = allocStr(m, length * count, kind, maxChar(m, str, 0, length) < 128);
  if (result === 0) return vm.raiseMemory();
  const first = (result + STR_DATA) >>> 0, bytes = length * kind;
  copyChars(m, result, 0, str, 0, length);
  // Doubles what is there already.
  for (let done = bytes; done < bytes * count;) {
    const more = Math.min(done, bytes * count - done);
    vm.u8.copyWithin(first + done, first, first + more);
    done += more;
  }
  return finish(vm, result);
}

/** `str`. */
export const strType: TypeDefinition = {
  index: T_STR,
  name: "str",
  basicSize: STR_DATA,
  subclassable: true,
  methods: [
    newMethod("($type, object='', encoding='utf-8', errors='strict')", (vm, a) => {
      const source = vm.i32[a + 1];
      const text = source === 0 ? vm.intern("") : vm.toStr(source);
      if (text === 0 || vm.i32[a] === vm.typeObject(T_STR)) return text;
      const bytes = lengthOf(vm, text) * strKind(vm.objects, text);
      const made = vm.allocLike(vm.i32[a], STR_DATA + bytes);
      if (made !== 0) {
        const type = vm.i32[made >>> 2];
        vm.u8.copyWithin((made + 4) >>> 0, (text + 4) >>> 0, (text + STR_DATA + bytes) >>> 0);
        vm.i32[made >>> 2] = type;
      }
      vm.decref(text);
      return made;
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.newStr(quote(vm.js(vm.i32[a])))),
    slot("__str__", "($self, /)", (vm, a) => exactStr(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => vm.newInt(strHash(vm.objects, vm.i32[a]))),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(lengthOf(vm, vm.i32[a]))),
    slot("__eq__", "($self, value, /)", (vm, a) => vm.isStr(vm.i32[a + 1]) ? vm.bool(strEquals(vm.objects, vm.i32[a], vm.i32[a + 1])) : NOT_IMPLEMENTED),
    slot("__ne__", "($self, value, /)", (vm, a) => vm.isStr(vm.i32[a + 1]) ? vm.bool(!strEquals(vm.objects, vm.i32[a], vm.i32[a + 1])) : NOT_IMPLEMENTED),
    compareSlot("__lt__", (order) => order < 0),
    compareSlot("__le__", (order) => order <= 0),
    compareSlot("__gt__", (order) => order > 0),
    compareSlot("__ge__", (order) => order >= 0),
    slot("__add__", "($self, value, /)", (vm, a) => {
      if (vm.isStr(vm.i32[a + 1])) return strConcat(vm, vm.i32[a], vm.i32[a + 1]);
      return vm.raiseType(`can only concatenate str (not "${vm.typeName(vm.i32[a + 1])}") to str`);
    }),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      const part = vm.i32[a + 1];
      if (!vm.isStr(part)) return vm.raiseType(`'in <string>' requires string as left operand, not ${vm.typeName(part)}`);
      return vm.bool(findStr(vm.objects, vm.i32[a], part, 0, lengthOf(vm, vm.i32[a])) >= 0);
    }),
    method("find", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const at = find(vm, a, false);
      return Number.isNaN(at) ? 0 : vm.newInt(at);
    }),
    method("rfind", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const at = find(vm, a, true);
      return Number.isNaN(at) ? 0 : vm.newInt(at);
    }),
    method("index", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const at = find(vm, a, false);
      return Number.isNaN(at) ? 0 : at < 0 ? vm.raiseValue("substring not found") : vm.newInt(at);
    }),
    method("rindex", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const at = find(vm, a, true);
      return Number.isNaN(at) ? 0 : at < 0 ? vm.raiseValue("substring not found") : vm.newInt(at);
    }),
    method("count", "($self, sub, start=None, end=None, /)", (vm, a) => {
      const str = vm.i32[a], part = vm.i32[a + 1];
      if (!needStr(vm, part, "count() argument 1")) return 0;
      const range = bounds(vm, str, vm.i32[a + 2], vm.i32[a + 3]);
      if (range === null) return 0;
      const width = lengthOf(vm, part);
      if (width === 0) return vm.newInt(Math.max(0, range[1] - range[0] + 1));
      let count = 0;
      for (let at = findStr(vm.objects, str, part, range[0], range[1]); at >= 0; at = findStr(vm.objects, str, part, at + width, range[1])) count++;
      return vm.newInt(count);
    }),
    ends("startswith", true),
    ends("endswith", false),
    method("split", "($self, sep=None, maxsplit=-1)", (vm, a) => {
      const limit = vm.i32[a + 2] === 0 ? -1 : vm.index(vm.i32[a + 2]);
      return Number.isNaN(limit) ? 0 : split(vm, vm.i32[a], vm.i32[a + 1], limit);
    }),
    method("join", "($self, iterable, /)", (vm, a) => join(vm, vm.i32[a], vm.i32[a + 1])),
    method("replace", "($self, old, new, /, count=-1)", (vm, a) => {
      const [str, old, fresh] = [vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]];
      if (!needStr(vm, old, "replace() argument 1") || !needStr(vm, fresh, "replace() argument 2")) return 0;
      const limit = vm.i32[a + 3] === 0 ? -1 : vm.index(vm.i32[a + 3]);
      if (Number.isNaN(limit)) return 0;
      if (lengthOf(vm, old) > 0) {
        const parts = split(vm, str, old, limit);
        const result = parts === 0 ? 0 : join(vm, fresh, parts);
        vm.decref(parts);
        return result;
      }
      const chars = [...vm.js(str)];
      const text = vm.js(fresh);
      let result = "", left = limit;
      for (const char of chars) result += (left-- !== 0 ? text : (left++, "")) + char;
      return vm.newStr(left !== 0 ? result + text : result);
    }),
    strip("strip", true, true),
    strip("lstrip", true, false),
    strip("rstrip", false, true),
    mapped("lower", (text) => text.toLowerCase()),
    mapped("upper", (text) => text.toUpperCase()),
    mapped("casefold", (text) => text.toUpperCase().toLowerCase()),
    mapped("swapcase", (text) => [...text].map((char) => char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()).join("")),
    mapped("capitalize", (text) => {
      const [first = "", ...rest] = [...text];
      return first.toUpperCase() + rest.join("").toLowerCase();
    }),
    mapped("title", (text) => text.toLowerCase().replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => {
      const [first, ...rest] = [...word];
      return first.toUpperCase() + rest.join("");
    })),
    predicate("isdigit", /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u),
    predicate("isdecimal", /^\p{Nd}+$/u),
    predicate("isnumeric", /^\p{N}+$/u),
    predicate("isalpha", /^\p{L}+$/u),
    predicate("isalnum", /^[\p{L}\p{N}]+$/u),
    predicate("isspace", /^[\s\x1c-\x1f\x85]+$/u),
    predicate("isupper", /^[^\p{Ll}\p{Lt}]*\p{Lu}[^\p{Ll}\p{Lt}]*$/u),
    predicate("islower", /^[^\p{Lu}\p{Lt}]*\p{Ll}[^\p{Lu}\p{Lt}]*$/u),
    predicate("isidentifier", /^[\p{XID_Start}_]\p{XID_Continue}*$/u),
    predicate("isascii", /^[\x00-\x7f]*$/),
    predicate("isprintable", /^(?:[^\p{C}\p{Z}]| )*$/u),
    padded("ljust", (text, width, fill) => text + fill.repeat(width - [...text].length)),
    padded("rjust", (text, width, fill) => fill.repeat(width - [...text].length) + text),
    padded("center", (text, width, fill) => {
      const room = width - [...text].length;
      const left = Math.floor(room / 2) + (room & width & 1);
      return fill.repeat(left) + text + fill.repeat(room - left);
    }),
    method("zfill", "($self, width, /)", (vm, a) => {
      const width = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(width)) return 0;
      const text = vm.js(vm.i32[a]);
      const sign = /^[+-]/.test(text) ? text[0] : "";
      return vm.newStr(sign + text.slice(sign.length).padStart(width - sign.length, "0"));
    }),
    method("partition", "($self, sep, /)", (vm, a) => {
      const [str, separator] = [vm.i32[a], vm.i32[a + 1]];
      if (!needStr(vm, separator, "partition() argument")) return 0;
      const at = findStr(vm.objects, str, separator, 0, lengthOf(vm, str));
      if (at < 0) return vm.newTuple([exactStr(vm, str), vm.intern(""), vm.intern("")]);
      return vm.newTuple([slice(vm, str, 0, at), vm.keep(separator), slice(vm, str, at + lengthOf(vm, separator), lengthOf(vm, str))]);
    }),
    method("splitlines", "($self, keepends=False)", (vm, a) => {
      const lines = vm.js(vm.i32[a]).match(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/g) ?? [];
      const keep = vm.i32[a + 1] !== 0 && vm.truthy(vm.i32[a + 1]) === 1;
      return vm.newList(lines.map((line) => vm.newStr(keep ? line : line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ""))));
    }),
    method("removeprefix", "($self, prefix, /)", (vm, a) => {
      const text = vm.js(vm.i32[a]), prefix = vm.jsStr(vm.i32[a + 1]);
      return text.startsWith(prefix) ? vm.newStr(text.slice(prefix.length)) : exactStr(vm, vm.i32[a]);
    }),
    method("removesuffix", "($self, suffix, /)", (vm, a) => {
      const text = vm.js(vm.i32[a]), suffix = vm.jsStr(vm.i32[a + 1]);
      return suffix !== "" && text.endsWith(suffix) ? vm.newStr(text.slice(0, -suffix.length)) : exactStr(vm, vm.i32[a]);
    }),
    staticMethod("maketrans", "(x, /)", (vm, a) => vm.keep(vm.i32[a])),
  ],
};
