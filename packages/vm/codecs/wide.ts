/**
 * UTF-16 and UTF-32 in either byte order, with or without a byte-order mark.
 *
 * @module
 */
import { charAt, type Value } from "@orochi/object";
import { lengthOf } from "../builtins/str_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import type { Vm } from "../vm.ts";
import { DecodeErrors, EncodeErrors } from "./errors.ts";
import { ByteBuffer } from "./output.ts";

/** Byte order: -1 little-endian, 1 big-endian, 0 by mark (little-endian where there is none). */
export type ByteOrder = -1 | 0 | 1;

/** Name of an encoding as errors give it. */
function nameOf(width: 2 | 4, order: ByteOrder): string {
  return `utf-${width * 8}${order === 0 ? "" : order < 0 ? "-le" : "-be"}`;
}

function putUnit(output: ByteBuffer, unit: number, width: 2 | 4, big: boolean): void {
  output.reserve(width);
  for (let i = 0; i < width; i++) output.push((unit >>> (8 * (big ? width - 1 - i : i))) & 255);
}

function putCode(output: ByteBuffer, code: number, width: 2 | 4, big: boolean): void {
  if (width === 4 || code < 0x10000) return putUnit(output, code, width, big);
  putUnit(output, 0xd800 + ((code - 0x10000) >> 10), 2, big);
  putUnit(output, 0xdc00 + (code & 0x3ff), 2, big);
}

/**
 * A str in UTF-16 or UTF-32 (new bytes object).
 *
 * @param width Bytes of a unit.
 * @param order 0 writes a mark and is little-endian.
 */
export function encodeWide(vm: Vm, str: Value, width: 2 | 4, order: ByteOrder, handler: string): Value {
  const big = order > 0, length = lengthOf(vm, str);
  const output = new ByteBuffer();
  output.reserve((length + 1) * width);
  if (order === 0) putUnit(output, 0xfeff, width, false);
  let errors: EncodeErrors | null = null;
  for (let i = 0; i < length;) {
    const code = charAt(vm.objects, str, i);
    if (code < 0xd800 || code > 0xdfff) {
      putCode(output, code, width, big);
      i++;
      continue;
    }
    errors ??= new EncodeErrors(vm, nameOf(width, order), str, handler);
    if (!errors.handle(i, i + 1, "surrogates not allowed")) return 0;
    const bytes = errors.bytes;
    if (bytes === null ? errors.text.some((char) => char > 127) : bytes.length % width !== 0) {
      errors.raise(i, i + 1, "surrogates not allowed");
      return 0;
    }
    if (bytes !== null) output.pushAll(bytes);
    else for (const char of errors.text) putUnit(output, char, width, big);
    i = errors.next;
  }
  return output.toBytes(vm);
}

/** What decoding found besides the text. */
export interface WideProgress {
  /** Bytes used. */
  consumed: number;
  /** The order in force at the end: that of a mark, where there was one. */
  order: ByteOrder;
}

/** One decoding operation. */
interface Decoding {
  readonly vm: Vm;
  readonly from: number;
  readonly length: number;
  readonly big: boolean;
  readonly buffer: CodeBuffer;
  readonly errors: DecodeErrors;
  readonly partial: boolean;
}

/**
 * Bytes of the heap, in UTF-16 or UTF-32, as a str.
 *
 * @param partial Whether an unfinished character at the end is left.
 */
export function decodeWide(
  vm: Vm,
  from: number,
  length: number,
  width: 2 | 4,
  progress: WideProgress,
  handler: string,
  partial: boolean,
): Value {
  let start = 0;
  if (progress.order === 0 && length >= width) {
    const mark = unitAt(vm, from, width, false);
    if (mark === 0xfeff) progress.order = -1;
    else if (unitAt(vm, from, width, true) === 0xfeff) progress.order = 1;
    if (progress.order !== 0) start = width;
  }
  const buffer = new CodeBuffer();
  const big = progress.order > 0;
  const errors = new DecodeErrors(vm, nameOf(width, big ? 1 : -1), from, length, handler, buffer);
  const decoding: Decoding = { vm, from, length, big, buffer, errors, partial };
  const consumed = width === 2 ? decode16(decoding, start) : decode32(decoding, start);
  if (consumed < 0) return 0;
  progress.consumed = consumed;
  return buffer.toStr(vm);
}

function unitAt(vm: Vm, at: number, width: 2 | 4, big: boolean): number {
  let unit = 0;
  for (let i = 0; i < width; i++) unit = unit * 256 + vm.u8[at + (big ? i : width - 1 - i)];
  return unit;
}

function decode16({ vm, from, length, big, buffer, errors, partial }: Decoding, start: number): number {
  let at = start;
  while (at < length) {
    let end = at + 2, reason = "truncated data";
    if (at + 2 > length) {
      if (partial) return at;
      end = length;
    } else {
      const unit = unitAt(vm, from + at, 2, big);
      if (unit < 0xd800 || unit > 0xdfff) {
        buffer.push(unit);
        at += 2;
        continue;
      }
      reason = "illegal encoding";
      if (unit < 0xdc00) {
        if (at + 4 > length) {
          if (partial) return at;
          reason = "unexpected end of data";
          end = length;
        } else {
          const low = unitAt(vm, from + at + 2, 2, big);
          if (low >= 0xdc00 && low <= 0xdfff) {
            buffer.push(0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
            at += 4;
            continue;
          }
          reason = "illegal UTF-16 surrogate";
        }
      }
    }
    if (!errors.handle(at, end, reason)) return -1;
    at = errors.next;
  }
  return at;
}

function decode32({ vm, from, length, big, buffer, errors, partial }: Decoding, start: number): number {
  let at = start;
  while (at < length) {
    let end = at + 4, reason = "truncated data";
    if (end > length) {
      if (partial) return at;
      end = length;
    } else {
      const code = unitAt(vm, from + at, 4, big);
      if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
        buffer.push(code);
        at += 4;
        continue;
      }
      reason = code > 0x10ffff
        ? "code point not in range(0x110000)"
        : "code point in surrogate code point range(0xd800, 0xe000)";
    }
    if (!errors.handle(at, end, reason)) return -1;
    at = errors.next;
  }
  return at;
}
