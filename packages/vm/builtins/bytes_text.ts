/**
 * `bytes` and `bytearray`: the methods that treat bytes as ASCII text, translation, and hexadecimal.
 *
 * @module
 */
import { FALSE, NONE, T_BYTES, TRUE, type Value } from "@orochi/object";
import { decodeArguments } from "../codecs/registry.ts";
import { classMethod, method, type NativeDefinition, staticMethod } from "../native.ts";
import type { Vm } from "../vm.ts";
import { hasBuffer, openBytes, releaseBuffer } from "./bytes_buffer.ts";
import { bytesOfArray, copyBytes, dataOf, newLike, newLikeArray, sizeOf } from "./bytes_core.ts";
import { blankLike, isByteSpace, lock, Needle, same, unlock } from "./bytes_search.ts";
import { argumentTypeName, codeAt, lengthOf } from "./str_core.ts";

const isUpper = (byte: number) => byte >= 65 && byte <= 90;
const isLower = (byte: number) => byte >= 97 && byte <= 122;
const isAlpha = (byte: number) => isUpper(byte) || isLower(byte);
const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const toLower = (byte: number) => isUpper(byte) ? byte + 32 : byte;
const toUpper = (byte: number) => isLower(byte) ? byte - 32 : byte;

/** A method that looks at the bytes under the lock of a bytearray. */
function onBytes(
  name: string,
  doc: string,
  run: (vm: Vm, self: Value, data: number, length: number) => Value,
): NativeDefinition {
  return method(name, "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    lock(vm, self);
    const result = run(vm, self, dataOf(vm, self), sizeOf(vm, self));
    unlock(vm, self);
    return result;
  }, doc);
}

function mapper(
  name: string,
  map: (byte: number, inWord: boolean, first: boolean) => number,
): NativeDefinition {
  return onBytes(
    name,
    `Return a copy of B as ${name} of str gives it, for ASCII.`,
    (vm, self, data, length) => {
      const result = blankLike(vm, self, length);
      if (result === 0) return 0;
      const u8 = vm.u8, to = dataOf(vm, result);
      let inWord = false;
      for (let i = 0; i < length; i++) {
        const byte = u8[data + i];
        u8[to + i] = map(byte, inWord, i === 0);
        inWord = isAlpha(byte);
      }
      return result;
    },
  );
}

function predicate(name: string, test: (byte: number) => boolean, empty = false): NativeDefinition {
  return onBytes(
    name,
    `Return True if all bytes in B are as ${name} of str wants them.`,
    (vm, _, data, length) => {
      for (let i = 0; i < length; i++) if (!test(vm.u8[data + i])) return FALSE;
      return length > 0 || empty ? TRUE : FALSE;
    },
  );
}

function casePredicate(
  name: string,
  wanted: (byte: number) => boolean,
  other: (byte: number) => boolean,
): NativeDefinition {
  return onBytes(
    name,
    `Return True if there are cased characters in B and all are as ${name} wants them.`,
    (vm, _, data, length) => {
      let cased = false;
      for (let i = 0; i < length; i++) {
        const byte = vm.u8[data + i];
        if (other(byte)) return FALSE;
        cased ||= wanted(byte);
      }
      return vm.bool(cased);
    },
  );
}

function isTitle(vm: Vm, data: number, length: number): boolean {
  let cased = false, inWord = false;
  for (let i = 0; i < length; i++) {
    const byte = vm.u8[data + i];
    if (isUpper(byte) ? inWord : isLower(byte) && !inWord) return false;
    inWord = isAlpha(byte);
    cased ||= inWord;
  }
  return cased;
}

function stripper(name: string, left: boolean, right: boolean): NativeDefinition {
  return method(name, "($self, bytes=None, /)", (vm, a) => {
    const self = vm.i32[a], given = vm.i32[a + 1];
    const needle = new Needle();
    const space = given === 0 || given === NONE;
    if (!space && !needle.open(vm, given)) return 0;
    const u8 = vm.u8;
    const drop = (byte: number): boolean => {
      if (space) return isByteSpace(byte);
      for (let i = 0; i < needle.length; i++) if (u8[needle.address + i] === byte) return true;
      return false;
    };
    lock(vm, self);
    const data = dataOf(vm, self), length = sizeOf(vm, self);
    let start = 0, end = length;
    while (left && start < end && drop(u8[data + start])) start++;
    while (right && end > start && drop(u8[data + end - 1])) end--;
    const result = end - start === length
      ? same(vm, self, data, length)
      : newLike(vm, self, data + start, end - start);
    unlock(vm, self);
    needle.close(vm);
    return result;
  }, "Strip leading or trailing bytes contained in the argument, or white space.");
}

function pad(vm: Vm, self: Value, left: number, right: number, fill: number): Value {
  const data = dataOf(vm, self), length = sizeOf(vm, self);
  if (left <= 0 && right <= 0) return same(vm, self, data, length);
  const total = left + length + right;
  if (total > 0x3fff_ffff) return vm.raiseMemory();
  const result = blankLike(vm, self, total);
  if (result === 0) return 0;
  const to = dataOf(vm, result);
  vm.u8.fill(fill, to, to + total);
  copyBytes(vm, to + left, data, length);
  return result;
}

function padding(name: string, leftOf: (room: number, width: number) => number): NativeDefinition {
  return method(name, "($self, width, fillchar=b' ', /)", (vm, a) => {
    const self = vm.i32[a], fill = vm.i32[a + 2];
    const width = vm.size(vm.i32[a + 1]);
    if (Number.isNaN(width)) return 0;
    let byte = 32;
    if (fill !== 0) {
      const layoutOk = (fill & 1) === 0 && hasBuffer(vm, fill) && !vm.isStr(fill);
      if (!layoutOk || vm.length(fill) !== 1) {
        if (vm.failed()) return 0;
        const found = layoutOk
          ? `a ${vm.typeName(fill)} object of length ${vm.length(fill)}`
          : argumentTypeName(vm, fill);
        const colon = layoutOk ? ":" : "";
        return vm.raiseType(`${name}()${colon} argument 2 must be a byte string of length 1, not ${found}`);
      }
      byte = vm.u8[dataOf(vm, fill)];
    }
    lock(vm, self);
    const room = Math.max(0, width - sizeOf(vm, self));
    const left = room === 0 ? 0 : leftOf(room, width);
    const result = pad(vm, self, left, room - left, byte);
    unlock(vm, self);
    return result;
  }, "Return a padded copy of length width.");
}

function zfill(vm: Vm, self: Value, width: number): Value {
  const length = sizeOf(vm, self);
  const room = Math.max(0, width - length);
  const result = pad(vm, self, room, 0, 48);
  if (result === 0 || room === 0 || length === 0) return result;
  const to = dataOf(vm, result), sign = vm.u8[to + room];
  if (sign === 43 || sign === 45) {
    vm.u8[to] = sign;
    vm.u8[to + room] = 48;
  }
  return result;
}

function expandTabs(vm: Vm, self: Value, size: number): Value {
  const data = dataOf(vm, self), length = sizeOf(vm, self);
  const bytes: number[] = [];
  let column = 0;
  for (let i = 0; i < length; i++) {
    const byte = vm.u8[data + i];
    if (byte === 9) {
      const room = size > 0 ? size - column % size : 0;
      if (bytes.length + room > 0x3fff_ffff) return vm.raise("OverflowError", "result too long");
      for (let k = 0; k < room; k++) bytes.push(32);
      column += room;
    } else {
      bytes.push(byte);
      column = byte === 10 || byte === 13 ? 0 : column + 1;
    }
  }
  return newLikeArray(vm, self, Uint8Array.from(bytes));
}

function splitLines(vm: Vm, self: Value, keep: boolean): Value {
  const u8 = vm.u8, data = dataOf(vm, self), length = sizeOf(vm, self);
  const lines: Value[] = [];
  for (let at = 0; at < length;) {
    const start = at;
    while (at < length && u8[data + at] !== 10 && u8[data + at] !== 13) at++;
    const end = at;
    if (at < length) at += u8[data + at] === 13 && at + 1 < length && u8[data + at + 1] === 10 ? 2 : 1;
    lines.push(newLike(vm, self, data + start, (keep ? at : end) - start));
  }
  return vm.newList(lines);
}

/** `translate(table, delete)`. */
function translate(vm: Vm, self: Value, table: Value, remove: Value): Value {
  const map = new Needle(), removed = new Needle();
  const mapping = table !== NONE;
  if (mapping && !map.open(vm, table)) return 0;
  if (mapping && map.length !== 256) {
    map.close(vm);
    return vm.raiseValue("translation table must be 256 characters long");
  }
  if (remove !== 0 && !removed.open(vm, remove)) {
    map.close(vm);
    return 0;
  }
  const gone = new Uint8Array(256);
  for (let i = 0; i < removed.length; i++) gone[vm.u8[removed.address + i]] = 1;
  lock(vm, self);
  const data = dataOf(vm, self), length = sizeOf(vm, self);
  const bytes = new Uint8Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const byte = vm.u8[data + i];
    if (gone[byte] === 0) bytes[count++] = mapping ? vm.u8[map.address + byte] : byte;
  }
  unlock(vm, self);
  map.close(vm);
  removed.close(vm);
  return newLikeArray(vm, self, bytes, count);
}

function makeTable(vm: Vm, from: Value, to: Value): Value {
  const x = new Needle(), y = new Needle();
  if (!x.open(vm, from)) return 0;
  let result: Value = 0;
  if (y.open(vm, to)) {
    if (x.length !== y.length) vm.raiseValue("maketrans arguments must have same length");
    else {
      const table = Uint8Array.from({ length: 256 }, (_, i) => i);
      for (let i = 0; i < x.length; i++) table[vm.u8[x.address + i]] = vm.u8[y.address + i];
      result = bytesOfArray(vm, table);
    }
    y.close(vm);
  }
  x.close(vm);
  return result;
}

const HEX = "0123456789abcdef";

/** Hexadecimal text of bytes of the heap with separators; null with an exception set on failure. */
export function hexText(
  vm: Vm,
  data: number,
  length: number,
  separator: Value,
  group: number,
): string | null {
  let between = "";
  if (separator !== 0) {
    if (vm.isStr(separator)) {
      if (lengthOf(vm, separator) !== 1) return refuse(vm, "sep must be length 1.");
      if (codeAt(vm, separator, 0) > 127) return refuse(vm, "sep must be ASCII.");
      between = vm.js(separator);
    } else if ((separator & 1) === 0 && vm.layout(separator) === T_BYTES) {
      if (sizeOf(vm, separator) !== 1) return refuse(vm, "sep must be length 1.");
      const byte = vm.u8[dataOf(vm, separator)];
      if (byte > 127) return refuse(vm, "sep must be ASCII.");
      between = String.fromCharCode(byte);
    } else {
      const count = vm.length(separator);
      if (count >= 0 && count !== 1) return refuse(vm, "sep must be length 1.");
      if (count === 1) vm.raiseType("sep must be str or bytes.");
      return null;
    }
  }
  let text = "";
  const size = between === "" ? 0 : Math.abs(group);
  // Groups are counted from the end, with a negative size from the start.
  const shift = size === 0 || group < 0 ? 0 : (size - length % size) % size;
  for (let i = 0; i < length; i++) {
    if (size > 0 && i > 0 && (i + shift) % size === 0) text += between;
    const byte = vm.u8[data + i];
    text += HEX[byte >> 4] + HEX[byte & 15];
  }
  return text;
}

function refuse(vm: Vm, message: string): null {
  vm.raiseValue(message);
  return null;
}

/** A fresh definition of `hex`, for any object with bytes. */
export function hexMethod(): NativeDefinition {
  return method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", (vm, a) => {
    const group = vm.i32[a + 2] === 0 ? 1 : vm.index(vm.i32[a + 2]);
    if (Number.isNaN(group)) return 0;
    const buffer = openBytes(vm, vm.i32[a]);
    if (buffer === null) return 0;
    const text = hexText(vm, buffer.address, buffer.length, vm.i32[a + 1], group);
    releaseBuffer(vm, buffer);
    return text === null ? 0 : vm.newStr(text);
  }, "Create a string of hexadecimal numbers from a bytes object.");
}

function hexDigit(code: number): number {
  if (isDigit(code)) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The bytes of a hexadecimal text; null with an exception set on failure. */
function parseHex(vm: Vm, length: number, at: (index: number) => number): Uint8Array | null {
  const bytes = new Uint8Array((length + 1) >> 1);
  let count = 0;
  for (let i = 0; i < length;) {
    if (isByteSpace(at(i))) {
      i++;
      continue;
    }
    const high = hexDigit(at(i));
    const low = high < 0 || i + 1 >= length ? -1 : hexDigit(at(i + 1));
    if (low < 0) {
      return high >= 0 && i + 1 >= length
        ? refuse(vm, "fromhex() arg must contain an even number of hexadecimal digits")
        : refuse(vm, `non-hexadecimal number found in fromhex() arg at position ${high < 0 ? i : i + 1}`);
    }
    bytes[count++] = (high << 4) | low;
    i += 2;
  }
  return bytes.subarray(0, count);
}

function fromHex(vm: Vm, type: Value, source: Value): Value {
  let parsed: Uint8Array | null;
  if (vm.isStr(source)) parsed = parseHex(vm, lengthOf(vm, source), (i) => codeAt(vm, source, i));
  else {
    const needle = new Needle();
    if (
      !needle.open(vm, source, `fromhex() argument must be str or bytes-like, not ${vm.typeName(source)}`)
    ) return 0;
    parsed = parseHex(vm, needle.length, (i) => vm.u8[needle.address + i]);
    needle.close(vm);
  }
  const bytes = parsed === null ? 0 : bytesOfArray(vm, parsed);
  if (bytes === 0 || type === vm.typeObject(T_BYTES)) return bytes;
  const result = vm.call(type, bytes);
  vm.decref(bytes);
  return result;
}

/** Fresh definitions of the methods, for one of the two types. */
export function byteTextMethods(): NativeDefinition[] {
  return [
    mapper("lower", toLower),
    mapper("upper", toUpper),
    mapper("swapcase", (byte) => isUpper(byte) ? byte + 32 : toUpper(byte)),
    mapper("capitalize", (byte, _, first) => first ? toUpper(byte) : toLower(byte)),
    mapper("title", (byte, inWord) => inWord ? toLower(byte) : toUpper(byte)),
    predicate("isalnum", (byte) => isAlpha(byte) || isDigit(byte)),
    predicate("isalpha", isAlpha),
    predicate("isascii", (byte) => byte < 128, true),
    predicate("isdigit", isDigit),
    predicate("isspace", isByteSpace),
    casePredicate("islower", isLower, isUpper),
    casePredicate("isupper", isUpper, isLower),
    onBytes(
      "istitle",
      "Return True if B is a titlecased string.",
      (vm, _, data, length) => vm.bool(isTitle(vm, data, length)),
    ),
    stripper("strip", true, true),
    stripper("lstrip", true, false),
    stripper("rstrip", false, true),
    padding("ljust", () => 0),
    padding("rjust", (room) => room),
    padding("center", (room, width) => (room >> 1) + (room & width & 1)),
    method("zfill", "($self, width, /)", (vm, a) => {
      const self = vm.i32[a], width = vm.size(vm.i32[a + 1]);
      if (Number.isNaN(width)) return 0;
      lock(vm, self);
      const result = zfill(vm, self, width);
      unlock(vm, self);
      return result;
    }, "Pad a numeric string with zeros on the left, to fill a field of the given width."),
    method("expandtabs", "($self, /, tabsize=8)", (vm, a) => {
      const self = vm.i32[a], size = vm.i32[a + 1] === 0 ? 8 : vm.cInt(vm.i32[a + 1]);
      if (Number.isNaN(size)) return 0;
      lock(vm, self);
      const result = expandTabs(vm, self, size);
      unlock(vm, self);
      return result;
    }, "Return a copy where all tab characters are expanded using spaces."),
    method("splitlines", "($self, /, keepends=False)", (vm, a) => {
      const self = vm.i32[a], keep = vm.i32[a + 1] === 0 ? 0 : vm.truthy(vm.i32[a + 1]);
      if (keep < 0) return 0;
      lock(vm, self);
      const result = splitLines(vm, self, keep === 1);
      unlock(vm, self);
      return result;
    }, "Return a list of the lines in the bytes, breaking at line boundaries."),
    method(
      "translate",
      "($self, table, /, delete=b'')",
      (vm, a) => translate(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Return a copy with each character mapped by the given translation table.",
    ),
    staticMethod(
      "maketrans",
      "(frm, to, /)",
      (vm, a) => makeTable(vm, vm.i32[a], vm.i32[a + 1]),
      "Return a translation table usable for the bytes or bytearray translate method.",
    ),
    method(
      "decode",
      "($self, /, encoding='utf-8', errors='strict')",
      decodeArguments,
      "Decode the bytes using the codec registered for encoding.",
    ),
    hexMethod(),
    classMethod(
      "fromhex",
      "($type, string, /)",
      (vm, a) => fromHex(vm, vm.i32[a], vm.i32[a + 1]),
      "Create a bytes object from a string of hexadecimal numbers.",
    ),
  ];
}
