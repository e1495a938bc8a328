/**
 * Encodings of one byte a character: ASCII, Latin-1, and any that a mapping describes.
 *
 * @module
 */
import { allocStr, charAt, NONE, STR_DATA, tagInt, type Value } from "@orochi/object";
import { bytesOfHeap, copyBytes, dataOf, isBytes, sizeOf } from "../builtins/bytes_core.ts";
import { charStr, finish, isAscii, lengthOf } from "../builtins/str_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import type { Vm } from "../vm.ts";
import { DecodeErrors, EncodeErrors } from "./errors.ts";
import { ByteBuffer } from "./output.ts";
import { asciiStr, isNarrow } from "./utf8.ts";

/**
 * A str in ASCII (limit 128) or Latin-1 (limit 256).
 *
 * @param limit First character that can't be encoded.
 */
export function encodeNarrow(vm: Vm, str: Value, limit: 128 | 256, handler: string): Value {
  const length = lengthOf(vm, str);
  if (isAscii(vm, str) || (limit === 256 && isNarrow(vm, str))) {
    return bytesOfHeap(vm, (str + STR_DATA) >>> 0, length);
  }
  const errors = new EncodeErrors(vm, limit === 128 ? "ascii" : "latin-1", str, handler);
  const reason = `ordinal not in range(${limit})`;
  const output = new ByteBuffer();
  output.reserve(length);
  for (let i = 0; i < length;) {
    const code = charAt(vm.objects, str, i);
    if (code < limit) {
      output.push(code);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < length && charAt(vm.objects, str, end) >= limit) end++;
    if (!errors.handle(i, end, reason)) return 0;
    if (errors.bytes !== null) output.pushAll(errors.bytes);
    else {
      if (errors.text.some((char) => char >= limit)) {
        errors.raise(i, end, reason);
        return 0;
      }
      output.pushAll(errors.text);
    }
    i = errors.next;
  }
  return output.toBytes(vm);
}

/** Bytes of the heap, in Latin-1, as a str. */
export function decodeLatin1(vm: Vm, from: number, length: number): Value {
  if (length <= 1) return length === 0 ? vm.intern("") : charStr(vm, vm.u8[from]);
  let plain = 0;
  while (plain < length && vm.u8[from + plain] < 128) plain++;
  const str = allocStr(vm.objects, length, 1, plain === length);
  if (str !== 0) copyBytes(vm, (str + STR_DATA) >>> 0, from, length);
  return finish(vm, str);
}

/** Bytes of the heap, in ASCII, as a str. */
export function decodeAscii(vm: Vm, from: number, length: number, handler: string): Value {
  const u8 = vm.u8;
  let at = 0;
  while (at < length && u8[from + at] < 128) at++;
  if (at === length) return asciiStr(vm, from, length);
  const buffer = new CodeBuffer();
  const errors = new DecodeErrors(vm, "ascii", from, length, handler, buffer);
  for (at = 0; at < length;) {
    const byte = u8[from + at];
    if (byte < 128) {
      buffer.push(byte);
      at++;
    } else {
      if (!errors.handle(at, at + 1, "ordinal not in range(128)")) return 0;
      at = errors.next;
    }
  }
  return buffer.toStr(vm);
}

/** What a mapping gives for a key (new reference); 0 with no exception for "undefined". */
function mapped(vm: Vm, mapping: Value, key: number): Value {
  const found = vm.getItem(mapping, tagInt(key));
  if (found === 0) {
    if (vm.matches("LookupError")) vm.clearError();
    return 0;
  }
  return found === NONE ? 0 : found;
}

/** Adds the bytes of one character by a mapping: 1, 0 if it has none, -1 with an exception set. */
function encodeMapped(vm: Vm, mapping: Value, code: number, output: ByteBuffer): number {
  const found = mapped(vm, mapping, code);
  if (found === 0) return vm.failed() ? -1 : 0;
  let result = 1;
  if (vm.isInt(found)) {
    const byte = vm.number(found);
    if (byte < 0 || byte > 255) {
      vm.raiseType("character mapping must be in range(256)");
      result = -1;
    } else output.push(byte);
  } else if (isBytes(vm, found)) {
    const from = dataOf(vm, found);
    output.pushAll(vm.u8.subarray(from, from + sizeOf(vm, found)));
  } else {
    vm.raiseType(`character mapping must return integer, bytes or None, not ${vm.typeName(found)}`);
    result = -1;
  }
  vm.decref(found);
  return result;
}

/** `codecs.charmap_encode(str, errors, mapping)` (new bytes object). */
export function encodeCharmap(vm: Vm, str: Value, handler: string, mapping: Value): Value {
  const length = lengthOf(vm, str);
  const errors = new EncodeErrors(vm, "charmap", str, handler);
  const reason = "character maps to <undefined>";
  const output = new ByteBuffer();
  for (let i = 0; i < length;) {
    const done = encodeMapped(vm, mapping, charAt(vm.objects, str, i), output);
    if (done < 0) return 0;
    if (done > 0) {
      i++;
      continue;
    }
    let end = i + 1;
    const scratch = new ByteBuffer();
    for (; end < length; end++) {
      const next = encodeMapped(vm, mapping, charAt(vm.objects, str, end), scratch);
      if (next < 0) return 0;
      if (next > 0) break;
    }
    if (!errors.handle(i, end, reason)) return 0;
    if (errors.bytes !== null) output.pushAll(errors.bytes);
    else {
      for (const char of errors.text) {
        const put = encodeMapped(vm, mapping, char, output);
        if (put === 0) errors.raise(i, end, reason);
        if (put <= 0) return 0;
      }
    }
    i = errors.next;
  }
  return output.toBytes(vm);
}

/** Adds what a mapping gives for a byte: 1, 0 if nothing, -1 with an exception set. */
function decodeMapped(vm: Vm, mapping: Value, byte: number, buffer: CodeBuffer): number {
  if (vm.isStr(mapping)) {
    const code = byte < lengthOf(vm, mapping) ? charAt(vm.objects, mapping, byte) : 0xfffe;
    if (code === 0xfffe) return 0;
    buffer.push(code);
    return 1;
  }
  const found = mapped(vm, mapping, byte);
  if (found === 0) return vm.failed() ? -1 : 0;
  let result = 1;
  if (vm.isInt(found)) {
    const code = vm.number(found);
    if (code === 0xfffe) result = 0;
    else if (code < 0 || code > 0x10ffff) {
      vm.raiseType("character mapping must be in range(0x110000)");
      result = -1;
    } else buffer.push(code);
  } else if (vm.isStr(found)) {
    if (lengthOf(vm, found) === 1 && charAt(vm.objects, found, 0) === 0xfffe) result = 0;
    else buffer.pushStr(vm, found);
  } else {
    vm.raiseType("character mapping must return integer, None or str");
    result = -1;
  }
  vm.decref(found);
  return result;
}

/** `codecs.charmap_decode(data, errors, mapping)`: bytes of the heap as a str. */
export function decodeCharmap(vm: Vm, from: number, length: number, handler: string, mapping: Value): Value {
  const buffer = new CodeBuffer();
  const errors = new DecodeErrors(vm, "charmap", from, length, handler, buffer);
  for (let at = 0; at < length;) {
    const done = decodeMapped(vm, mapping, vm.u8[from + at], buffer);
    if (done < 0) return 0;
    if (done > 0) at++;
    else {
      if (!errors.handle(at, at + 1, "character maps to <undefined>")) return 0;
      at = errors.next;
    }
  }
  return buffer.toStr(vm);
}

/** `codecs.charmap_build(table)`: a dict from code points to bytes (new reference). */
export function buildCharmap(vm: Vm, table: Value): Value {
  const dict = vm.newDict();
  let done = dict !== 0;
  for (let i = 0; done && i < lengthOf(vm, table); i++) {
    const code = charAt(vm.objects, table, i);
    if (code !== 0xfffe) done = vm.dictSet(dict, tagInt(code), tagInt(i));
  }
  if (done) return dict;
  vm.decref(dict);
  return 0;
}
