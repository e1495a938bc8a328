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

/** Bytes that a str takes in UTF-8, -1 if it has surrogates. */
function measure(vm: Vm, str: Value): number {
  const length = lengthOf(vm, str);
  let bytes = length;
  for (let i = 0; i < length; i++) {
    const code = charAt(vm.objects, str, i);
    if (code < 0x80) continue;
    if (code >= 0xd800 && code <= 0xdfff) return -1;
    bytes += code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
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
  const total = measure(vm, str);
  if (total < 0) return encodeWithErrors(vm, str, errors);
  const result = blankBytes(vm, total);
  if (result === 0) return 0;
  const u8 = vm.u8;
  let at = (result + BYTES_DATA) >>> 0;
  for (let i = 0; i < length; i++) at = put(u8, at, charAt(vm.objects, str, i));
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
  const buffer = new CodeBuffer();
  buffer.reserve(length);
  for (let i = 0; i < plain; i++) buffer.push(u8[from + i]);
  const consumed = decodeInto(vm, from, length, plain, buffer, errors, progress !== null);
  if (consumed < 0) return 0;
  if (progress !== null) progress.consumed = consumed;
  return buffer.toStr(vm);
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
