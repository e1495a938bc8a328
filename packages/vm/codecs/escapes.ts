/**
 * The encodings made of backslashes: `unicode_escape`, `raw_unicode_escape`, and the escapes of bytes literals.
 *
 * @module
 */
import { charAt, type Value } from "@orochi/object";
import { lengthOf } from "../builtins/str_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import { escapeCode } from "../builtins/str_unicode.ts";
import { ensureModule } from "../import_operations.ts";
import type { Vm } from "../vm.ts";
import { DecodeErrors } from "./errors.ts";
import { ByteBuffer } from "./output.ts";

/** A str with escapes for all that isn't printable ASCII (new bytes object). */
export function encodeUnicodeEscape(vm: Vm, str: Value): Value {
  const output = new ByteBuffer();
  for (let i = 0; i < lengthOf(vm, str); i++) {
    const code = charAt(vm.objects, str, i);
    if (code === 92) output.pushText("\\\\");
    else if (code === 9) output.pushText("\\t");
    else if (code === 10) output.pushText("\\n");
    else if (code === 13) output.pushText("\\r");
    else if (code >= 32 && code < 127) output.push(code);
    else output.pushText(escapeCode(code));
  }
  return output.toBytes(vm);
}

/** A str in Latin-1, with escapes for what isn't in it (new bytes object). */
export function encodeRawUnicodeEscape(vm: Vm, str: Value): Value {
  const output = new ByteBuffer();
  for (let i = 0; i < lengthOf(vm, str); i++) {
    const code = charAt(vm.objects, str, i);
    if (code < 256) output.push(code);
    else output.pushText(escapeCode(code));
  }
  return output.toBytes(vm);
}

/** What one-letter escapes stand for, by code. */
const SIMPLE: ReadonlyMap<number, number> = new Map([
  [92, 92],
  [39, 39],
  [34, 34],
  [97, 7],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
  [118, 11],
]);

/** Value of a hexadecimal digit, -1 for other characters. */
function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** How far a decoder has come. */
export interface EscapeProgress {
  /** Bytes used. */
  consumed: number;
}

/** One decoding operation of either kind of escapes. */
class EscapeDecoder {
  readonly vm: Vm;
  readonly from: number;
  readonly length: number;
  readonly buffer: CodeBuffer = new CodeBuffer();
  readonly errors: DecodeErrors;
  readonly partial: boolean;
  at = 0;

  constructor(vm: Vm, encoding: string, from: number, length: number, handler: string, partial: boolean) {
    this.vm = vm;
    this.from = from;
    this.length = length;
    this.partial = partial;
    this.errors = new DecodeErrors(vm, encoding, from, length, handler, this.buffer);
  }

  byte(index: number): number {
    return index < this.length ? this.vm.u8[this.from + index] : -1;
  }

  /** Handles an error; false with an exception set on failure. */
  fail(start: number, end: number, reason: string): boolean {
    const done = this.errors.handle(start, end, reason);
    this.at = this.errors.next;
    return done;
  }

  /**
   * Reads the digits of an escape that began at `start`: true, false with an exception set, or undefined where the
   * input ends inside and may go on later.
   *
   * @param reason Why it is refused if digits are missing.
   * @param range Why it is refused if the code is no character.
   */
  hex(start: number, first: number, digits: number, reason: string, range: string): boolean | undefined {
    let code = 0, at = first;
    for (; at < first + digits && hexValue(this.byte(at)) >= 0; at++) {
      code = code * 16 + hexValue(this.byte(at));
    }
    if (at < first + digits) {
      return at >= this.length && this.partial ? undefined : this.fail(start, at, reason);
    }
    if (code > 0x10ffff) return this.fail(start, at, range);
    this.buffer.push(code);
    this.at = at;
    return true;
  }

  /** `\N{name}`, read through the unicodedata module. */
  named(start: number): boolean | undefined {
    const open = start + 2;
    let close = open;
    while (close < this.length && this.byte(close) !== 125) close++;
    if (this.byte(open) !== 123 || close >= this.length || close === open + 1) {
      if (this.partial && (open >= this.length || (this.byte(open) === 123 && close >= this.length))) {
        return undefined;
      }
      const end = this.byte(open) === 123 ? Math.min(close + 1, this.length) : open;
      return this.fail(start, end, "malformed \\N character escape");
    }
    const name = String.fromCharCode(...this.vm.u8.subarray(this.from + open + 1, this.from + close));
    const found = lookupName(this.vm, name);
    if (found === 0) return this.fail(start, close + 1, "unknown Unicode character name");
    this.buffer.pushStr(this.vm, found);
    this.vm.decref(found);
    this.at = close + 1;
    return true;
  }
}

/** `unicodedata.lookup(name)`, 0 without an exception if there is no such name. */
function lookupName(vm: Vm, name: string): Value {
  const module = ensureModule(vm, "unicodedata");
  const text = module === 0 ? 0 : vm.newStr(name);
  const found = text === 0 ? 0 : vm.callMethod(module, vm.intern("lookup"), text);
  if (found === 0) vm.clearError();
  vm.decref(text);
  vm.decref(module);
  return found;
}

/** Why a code is refused that is no character. */
const RANGE = "illegal Unicode character";

/** Decodes one escape of `unicode_escape`; the results are those of `hex`. */
function unicodeEscape(decoder: EscapeDecoder): boolean | undefined {
  const start = decoder.at, code = decoder.byte(start + 1);
  if (code < 0) return decoder.partial ? undefined : decoder.fail(start, start + 1, "\\ at end of string");
  const simple = SIMPLE.get(code);
  if (simple !== undefined) {
    decoder.buffer.push(simple);
    decoder.at = start + 2;
  } else if (code === 10) decoder.at = start + 2;
  else if (code >= 48 && code <= 55) {
    let value = 0, at = start + 1;
    for (; at < start + 4 && decoder.byte(at) >= 48 && decoder.byte(at) <= 55; at++) {
      value = value * 8 + decoder.byte(at) - 48;
    }
    if (at >= decoder.length && at < start + 4 && decoder.partial) return undefined;
    decoder.buffer.push(value);
    decoder.at = at;
  } else if (code === 120) return decoder.hex(start, start + 2, 2, "truncated \\xXX escape", RANGE);
  else if (code === 117) return decoder.hex(start, start + 2, 4, "truncated \\uXXXX escape", RANGE);
  else if (code === 85) return decoder.hex(start, start + 2, 8, "truncated \\UXXXXXXXX escape", RANGE);
  else if (code === 78) return decoder.named(start);
  else {
    decoder.buffer.push(92);
    decoder.buffer.push(code);
    decoder.at = start + 2;
  }
  return true;
}

/** Decodes one escape of `raw_unicode_escape`: only `\u` and `\U` after an odd number of backslashes. */
function rawEscape(decoder: EscapeDecoder): boolean | undefined {
  const start = decoder.at;
  let at = start;
  while (decoder.byte(at) === 92) at++;
  const code = decoder.byte(at);
  if (code < 0 && decoder.partial && (at - start) % 2 === 1) return undefined;
  const escape = (at - start) % 2 === 1 && (code === 117 || code === 85);
  for (let i = escape ? 1 : 0; i < at - start; i++) decoder.buffer.push(92);
  decoder.at = at;
  if (!escape) return true;
  const reason = code === 117 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
  return decoder.hex(at - 1, at + 1, code === 117 ? 4 : 8, reason, "\\Uxxxxxxxx out of range");
}

/**
 * Bytes of the heap, in Latin-1 with escapes, as a str.
 *
 * @param raw Whether in `raw_unicode_escape`.
 * @param partial Whether an unfinished escape at the end is left.
 */
export function decodeUnicodeEscape(
  vm: Vm,
  from: number,
  length: number,
  handler: string,
  raw: boolean,
  partial: boolean,
  progress: EscapeProgress,
): Value {
  const name = raw ? "rawunicodeescape" : "unicodeescape";
  const decoder = new EscapeDecoder(vm, name, from, length, handler, partial);
  while (decoder.at < length) {
    const byte = decoder.byte(decoder.at);
    if (byte !== 92) {
      decoder.buffer.push(byte);
      decoder.at++;
      continue;
    }
    const written = decoder.buffer.length, start = decoder.at;
    const done = raw ? rawEscape(decoder) : unicodeEscape(decoder);
    if (done === false) return 0;
    if (done === undefined) {
      decoder.buffer.length = written;
      decoder.at = start;
      break;
    }
  }
  progress.consumed = decoder.at;
  return decoder.buffer.toStr(vm);
}

/** `codecs.escape_decode(data, errors)`: the escapes of bytes literals (new bytes object). */
export function decodeByteEscapes(vm: Vm, from: number, length: number, handler: string): Value {
  const output = new ByteBuffer();
  const byte = (index: number) => index < length ? vm.u8[from + index] : -1;
  for (let at = 0; at < length;) {
    const first = byte(at);
    if (first !== 92) {
      output.push(first);
      at++;
      continue;
    }
    const code = byte(at + 1);
    if (code < 0) return vm.raiseValue("Trailing \\ in string");
    const simple = SIMPLE.get(code);
    if (simple !== undefined) output.push(simple);
    else if (code >= 48 && code <= 55) {
      let value = 0, end = at + 1;
      for (; end < at + 4 && byte(end) >= 48 && byte(end) <= 55; end++) value = value * 8 + byte(end) - 48;
      output.push(value & 255);
      at = end;
      continue;
    } else if (code === 120) {
      const high = hexValue(byte(at + 2)), low = hexValue(byte(at + 3));
      if (high >= 0 && low >= 0) {
        output.push((high << 4) | low);
        at += 4;
        continue;
      }
      if (handler === "strict") return vm.raiseValue(`invalid \\x escape at position ${at}`);
      if (handler === "replace") output.push(63);
      else if (handler !== "ignore") {
        return vm.raiseValue(`decoding error; unknown error handling code: ${handler}`);
      }
      at += high >= 0 ? 3 : 2;
      continue;
    } else if (code !== 10) {
      output.push(92);
      output.push(code);
    }
    at += 2;
  }
  return output.toBytes(vm);
}

/** `codecs.escape_encode(bytes)`: as in a literal between apostrophes (new bytes object). */
export function encodeByteEscapes(vm: Vm, from: number, length: number): Value {
  const output = new ByteBuffer();
  for (let i = 0; i < length; i++) {
    const byte = vm.u8[from + i];
    if (byte === 39 || byte === 92) output.pushAll([92, byte]);
    else if (byte === 9) output.pushText("\\t");
    else if (byte === 10) output.pushText("\\n");
    else if (byte === 13) output.pushText("\\r");
    else if (byte < 32 || byte > 126) output.pushText(escapeCode(byte));
    else output.push(byte);
  }
  return output.toBytes(vm);
}
