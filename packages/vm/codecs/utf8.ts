/**
 * UTF-8. Strs that are ASCII are copied; others are measured, then written straight into the heap.
 *
 * @module
 */
import { allocStr, BYTES_DATA, charAt, STR_DATA, strKind, type Value } from "@orochi/object";
import { blankBytes, bytesOfHeap, copyBytes } from "../builtins/bytes_core.ts";
import { charStr, finish, isAscii, lengthOf } from "../builtins/str_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import type { Vm } from "../vm.ts";
import { DecodeErrors, EncodeErrors } from "./errors.ts";
import { ByteBuffer } from "./output.ts";

/** The heap as units of the width that characters of a kind have. */
function unitsOf(vm: Vm, kind: number): Uint8Array | Uint16Array | Int32Array {
  return kind === 1 ? vm.u8 : kind === 2 ? vm.u16 : vm.i32;
}

/** Bytes that characters take in UTF-8, -1 if there are surrogates among them. */
function measure(units: ArrayLike<number>, first: number, length: number): number {
  let bytes = length;
  for (let i = first, end = first + length; i < end; i++) {
    const code = units[i];
    if (code < 0x80) continue;
    if (code < 0x800) bytes++;
    else if (code >= 0x10000) bytes += 3;
    else if ((code & 0xf800) === 0xd800) return -1;
    else bytes += 2;
  }
  return bytes;
}

function put(bytes: Uint8Array, at: number, code: number): number {
  if (code < 0x80) bytes[at++] = code;
  else if (code < 0x800) {
    bytes[at++] = 0xc0 | (code >> 6);
    bytes[at++] = 0x80 | (code & 63);
  } else if (code < 0x10000) {
    bytes[at++] = 0xe0 | (code >> 12);
    bytes[at++] = 0x80 | ((code >> 6) & 63);
    bytes[at++] = 0x80 | (code & 63);
  } else {
    bytes[at++] = 0xf0 | (code >> 18);
    bytes[at++] = 0x80 | ((code >> 12) & 63);
    bytes[at++] = 0x80 | ((code >> 6) & 63);
    bytes[at++] = 0x80 | (code & 63);
  }
  return at;
}

/** A str in UTF-8 (new bytes object). */
export function encodeUtf8(vm: Vm, str: Value, errors: string): Value {
  const length = lengthOf(vm, str);
  if (isAscii(vm, str)) return bytesOfHeap(vm, (str + STR_DATA) >>> 0, length);
  const kind = strKind(vm.objects, str);
  const units = unitsOf(vm, kind), first = (str + STR_DATA) >>> (kind >> 1);
  const total = measure(units, first, length);
  if (total < 0) return encodeWithErrors(vm, str, errors);
  const result = blankBytes(vm, total);
  if (result === 0) return 0;
  const u8 = vm.u8;
  let at = (result + BYTES_DATA) >>> 0;
  for (let i = 0; i < length; i++) {
    const code = units[first + i];
    if (code < 0x80) u8[at++] = code;
    else at = put(u8, at, code);
  }
  return result;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function encodeWithErrors(vm: Vm, str: Value, handler: string): Value {
  const errors = new EncodeErrors(vm, "utf-8", str, handler);
  const output = new ByteBuffer();
  const length = lengthOf(vm, str);
  for (let i = 0; i < length;) {
    const code = charAt(vm.objects, str, i);
    if (!isSurrogate(code)) {
      output.reserve(4);
      output.length = put(output.bytes, output.length, code);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < length && isSurrogate(charAt(vm.objects, str, end))) end++;
    if (!errors.handle(i, end, "surrogates not allowed")) return 0;
    if (errors.bytes !== null) output.pushAll(errors.bytes);
    else {
      if (errors.text.some((char) => char > 127)) {
        errors.raise(i, end, "surrogates not allowed");
        return 0;
      }
      output.pushAll(errors.text);
    }
    i = errors.next;
  }
  return output.toBytes(vm);
}

/** How far a decoder has come: bytes used. */
export interface Progress {
  consumed: number;
}

/**
 * Bytes of the heap, in UTF-8, as a str.
 *
 * @param progress Where to say how many bytes were used; if given, an unfinished character at the end is left.
 */
export function decodeUtf8(
  vm: Vm,
  from: number,
  length: number,
  errors: string,
  progress: Progress | null = null,
): Value {
  const u8 = vm.u8;
  let plain = 0;
  while (plain < length && u8[from + plain] < 128) plain++;
  if (plain === length) {
    if (progress !== null) progress.consumed = length;
    return asciiStr(vm, from, length);
  }
  const whole = decodeValid(vm, from, length, plain);
  if (whole !== -1) {
    if (progress !== null) progress.consumed = length;
    return whole;
  }
  const buffer = new CodeBuffer();
  buffer.reserve(length);
  for (let i = 0; i < plain; i++) buffer.push(u8[from + i]);
  const consumed = decodeInto(vm, from, length, plain, buffer, errors, progress !== null);
  if (consumed < 0) return 0;
  if (progress !== null) progress.consumed = consumed;
  return buffer.toStr(vm);
}

/** A str of bytes without any error in them, written straight into the heap; -1 if there is an error. */
function decodeValid(vm: Vm, from: number, length: number, plain: number): Value {
  const u8 = vm.u8, end = from + length;
  let largest = 0, count = plain;
  for (let at = from + plain; at < end; count++) {
    const byte = u8[at];
    if (byte < 0x80) {
      at++;
      continue;
    }
    const more = byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0;
    if (more === 0 || at + more >= end || !isSecond(byte, u8[at + 1])) return -1;
    for (let i = 1; i <= more; i++) if ((u8[at + i] & 0xc0) !== 0x80) return -1;
    // First bytes are in the order of the characters: those of Latin-1 begin with C2 or C3.
    if (byte > largest) largest = byte;
    at += more + 1;
  }
  const kind = largest < 0xc4 ? 1 : largest < 0xf0 ? 2 : 4;
  const str = allocStr(vm.objects, count, kind, false);
  if (str === 0) return vm.raiseMemory();
  const units = unitsOf(vm, kind);
  let to = (str + STR_DATA) >>> (kind >> 1);
  for (let at = from; at < end;) {
    const byte = u8[at];
    if (byte < 0x80) {
      units[to++] = byte;
      at++;
    } else if (byte < 0xe0) {
      units[to++] = ((byte & 31) << 6) | (u8[at + 1] & 63);
      at += 2;
    } else if (byte < 0xf0) {
      units[to++] = ((byte & 15) << 12) | ((u8[at + 1] & 63) << 6) | (u8[at + 2] & 63);
      at += 3;
    } else {
      units[to++] = ((byte & 7) << 18) | ((u8[at + 1] & 63) << 12) | ((u8[at + 2] & 63) << 6) |
        (u8[at + 3] & 63);
      at += 4;
    }
  }
  vm.rc.init(str);
  return str;
}

/** A str of ASCII bytes of the heap. */
export function asciiStr(vm: Vm, from: number, length: number): Value {
  if (length === 0) return vm.intern("");
  if (length === 1) return charStr(vm, vm.u8[from]);
  const str = allocStr(vm.objects, length, 1, true);
  if (str !== 0) copyBytes(vm, (str + STR_DATA) >>> 0, from, length);
  return finish(vm, str);
}

function decodeInto(
  vm: Vm,
  from: number,
  length: number,
  at: number,
  buffer: CodeBuffer,
  handler: string,
  partial: boolean,
): number {
  const u8 = vm.u8;
  let errors: DecodeErrors | null = null;
  while (at < length) {
    const first = u8[from + at];
    if (first < 0x80) {
      buffer.push(first);
      at++;
      continue;
    }
    const wanted = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    let code = first & (0x3f >> wanted);
    let got = 0;
    for (; got < wanted && at + got + 1 < length; got++) {
      const byte = u8[from + at + got + 1];
      if ((byte & 0xc0) !== 0x80 || (got === 0 && !isSecond(first, byte))) break;
      code = (code << 6) | (byte & 63);
    }
    if (wanted > 0 && got === wanted) {
      buffer.push(code);
      at += wanted + 1;
      continue;
    }
    const unfinished = wanted > 0 && at + got + 1 >= length;
    if (unfinished && partial) break;
    const reason = wanted === 0
      ? "invalid start byte"
      : unfinished
      ? "unexpected end of data"
      : "invalid continuation byte";
    errors ??= new DecodeErrors(vm, "utf-8", from, length, handler, buffer);
    if (!errors.handle(at, at + got + 1, reason)) return -1;
    at = errors.next;
  }
  return at;
}

/** Whether a byte may come second after a first one: no overlong forms, surrogates, or codes beyond Unicode. */
function isSecond(first: number, second: number): boolean {
  switch (first) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
    default:
      return true;
  }
}

/** Whether all characters of a str take one byte in the heap. */
export function isNarrow(vm: Vm, str: Value): boolean {
  return strKind(vm.objects, str) === 1;
}
