/**
 * Error handlers of codecs (PEP 293): what becomes of characters that can't be encoded and of bytes that can't be
 * decoded. The handlers that Python names itself run here; others are called as Python functions.
 *
 * @module
 */
import { charAt, STR_DATA, STR_LENGTH, type Value } from "@orochi/object";
import { bytesOfHeap, dataOf, isBytes, sizeOf } from "../builtins/bytes_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import { escapeCode } from "../builtins/str_unicode.ts";
import { ensureModule } from "../import_operations.ts";
import type { Vm } from "../vm.ts";
import { errorHandler } from "./registry_state.ts";

/** Raises UnicodeEncodeError or UnicodeDecodeError. */
export function raiseCoding(
  vm: Vm,
  kind: "UnicodeEncodeError" | "UnicodeDecodeError",
  encoding: string,
  object: Value,
  start: number,
  end: number,
  reason: string,
): 0 {
  const exception = makeCodingError(vm, kind, encoding, object, start, end, reason);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

function makeCodingError(
  vm: Vm,
  kind: string,
  encoding: string,
  object: Value,
  start: number,
  end: number,
  reason: string,
): Value {
  const parts = [vm.newStr(encoding), vm.keep(object), vm.newInt(start), vm.newInt(end), vm.newStr(reason)];
  const exception = parts.includes(0) ? 0 : vm.call(vm.exceptionType(kind), ...parts);
  for (const part of parts) vm.decref(part);
  return exception;
}

/** Name of a character as the unicodedata module knows it; empty if there is none. */
function nameOf(vm: Vm, code: number): string {
  const module = ensureModule(vm, "unicodedata");
  const char = module === 0 ? 0 : vm.newStr(String.fromCodePoint(code));
  const name = char === 0 ? 0 : vm.callMethod(module, vm.intern("name"), char);
  const text = name !== 0 && vm.isStr(name) ? vm.js(name) : "";
  if (name === 0) vm.clearError();
  vm.decref(name);
  vm.decref(char);
  vm.decref(module);
  return text;
}

/** What a builtin handler puts in the place of one character, as text; undefined if the handler is another. */
export function replacementText(vm: Vm, handler: string, code: number): string | undefined {
  switch (handler) {
    case "ignore":
      return "";
    case "replace":
      return "?";
    case "backslashreplace":
      return escapeCode(code);
    case "xmlcharrefreplace":
      return `&#${code};`;
    case "namereplace": {
      const name = nameOf(vm, code);
      return name === "" ? escapeCode(code) : `\\N{${name}}`;
    }
  }
}

/** Bytes of one surrogate in an encoding that `surrogatepass` knows; null for other encodings. */
export function surrogateBytes(encoding: string, code: number): number[] | null {
  const match = /^utf[-_]?(8|16|32)(?:[-_]?(le|be))?$/i.exec(encoding);
  if (match === null) return null;
  if (match[1] === "8") return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  const bytes = match[1] === "16" ? [code & 255, code >> 8] : [code & 255, code >> 8, 0, 0];
  return match[2]?.toLowerCase() === "be" ? bytes.reverse() : bytes;
}

/** The surrogate that lies at the start of some bytes in an encoding, and its width; null if none does. */
export function surrogateAt(encoding: string, bytes: Uint8Array): { code: number; width: number } | null {
  const match = /^utf[-_]?(8|16|32)(?:[-_]?(le|be))?$/i.exec(encoding);
  if (match === null) return null;
  const width = match[1] === "8" ? 3 : match[1] === "16" ? 2 : 4;
  if (bytes.length < width) return null;
  let code = 0;
  if (width === 3) {
    if ((bytes[0] & 0xf0) !== 0xe0 || (bytes[1] & 0xc0) !== 0x80 || (bytes[2] & 0xc0) !== 0x80) return null;
    code = ((bytes[0] & 15) << 12) | ((bytes[1] & 63) << 6) | (bytes[2] & 63);
  } else {
    const big = match[2]?.toLowerCase() === "be";
    for (let i = 0; i < width; i++) code = code * 256 + bytes[big ? i : width - 1 - i];
  }
  return code >= 0xd800 && code <= 0xdfff ? { code, width } : null;
}

/** Takes `(replacement, position)` apart; the position is counted from the start. Null with an exception set. */
function readAnswer(
  vm: Vm,
  answer: Value,
  length: number,
  what: string,
  accepts: (value: Value) => boolean,
): { value: Value; next: number } | null {
  if (!vm.isTuple(answer) || vm.tupleLength(answer) !== 2 || !accepts(vm.tupleItem(answer, 0))) {
    vm.raiseType(what);
    return null;
  }
  const given = vm.index(vm.tupleItem(answer, 1));
  if (Number.isNaN(given)) return null;
  const next = given < 0 ? given + length : given;
  if (next < 0 || next > length) {
    vm.raiseIndex(`position ${next} from error handler out of bounds`);
    return null;
  }
  return { value: vm.tupleItem(answer, 0), next };
}

/** The errors of one encoding operation. */
export class EncodeErrors {
  readonly vm: Vm;
  readonly encoding: string;
  readonly str: Value;
  readonly handler: string;
  /** Code points to encode in place of what failed; empty if there are `bytes`. */
  text: Int32Array = new Int32Array(0);
  /** Bytes to put in place of what failed. */
  bytes: Uint8Array | null = null;
  /** Where to go on. */
  next = 0;

  constructor(vm: Vm, encoding: string, str: Value, handler: string) {
    this.vm = vm;
    this.encoding = encoding;
    this.str = str;
    this.handler = handler;
  }

  /** Raises UnicodeEncodeError. */
  raise(start: number, end: number, reason: string): false {
    raiseCoding(this.vm, "UnicodeEncodeError", this.encoding, this.str, start, end, reason);
    return false;
  }

  /** Finds what takes the place of characters that can't be encoded; false with an exception set on failure. */
  handle(start: number, end: number, reason: string): boolean {
    const { vm, handler, str } = this;
    this.next = end;
    this.bytes = null;
    if (handler === "strict") return this.raise(start, end, reason);
    if (handler === "surrogateescape" || handler === "surrogatepass") {
      const bytes: number[] = [];
      for (let i = start; i < end; i++) {
        const code = charAt(vm.objects, str, i);
        const escape = handler === "surrogateescape";
        const put = escape
          ? code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : null
          : code >= 0xd800 && code <= 0xdfff
          ? surrogateBytes(this.encoding, code)
          : null;
        if (put === null) return this.raise(start, end, reason);
        bytes.push(...put);
      }
      this.bytes = Uint8Array.from(bytes);
      return true;
    }
    const buffer = new CodeBuffer();
    for (let i = start; i < end; i++) {
      const text = replacementText(vm, handler, charAt(vm.objects, str, i));
      if (text === undefined) return this.#call(start, end, reason);
      buffer.pushText(text);
    }
    this.text = buffer.codes.subarray(0, buffer.length);
    return true;
  }

  #call(start: number, end: number, reason: string): boolean {
    const { vm, str } = this;
    const handler = errorHandler(vm, this.handler);
    if (handler === 0) return false;
    const exception = makeCodingError(vm, "UnicodeEncodeError", this.encoding, str, start, end, reason);
    const answer = exception === 0 ? 0 : vm.call(handler, exception);
    vm.decref(exception);
    if (answer === 0) return false;
    const read = readAnswer(
      vm,
      answer,
      vm.i32[(str + STR_LENGTH) >>> 2],
      "encoding error handler must return (str/bytes, int) tuple",
      (value) => (value & 1) === 0 && (vm.isStr(value) || isBytes(vm, value)),
    );
    if (read !== null) {
      this.next = read.next;
      if (vm.isStr(read.value)) {
        const buffer = new CodeBuffer();
        buffer.pushStr(vm, read.value);
        this.text = buffer.codes.subarray(0, buffer.length);
      } else {
        const from = dataOf(vm, read.value);
        this.bytes = vm.u8.slice(from, from + sizeOf(vm, read.value));
      }
    }
    vm.decref(answer);
    return read !== null;
  }
}

/** The errors of one decoding operation over bytes of the heap. */
export class DecodeErrors {
  readonly vm: Vm;
  readonly encoding: string;
  readonly from: number;
  readonly length: number;
  readonly handler: string;
  readonly buffer: CodeBuffer;
  /** Where to go on. */
  next = 0;

  /**
   * @param from Index of the first byte in `vm.u8`.
   * @param buffer Where what takes the place of bytes goes.
   */
  constructor(vm: Vm, encoding: string, from: number, length: number, handler: string, buffer: CodeBuffer) {
    this.vm = vm;
    this.encoding = encoding;
    this.from = from;
    this.length = length;
    this.handler = handler;
    this.buffer = buffer;
  }

  /** Raises UnicodeDecodeError. */
  raise(start: number, end: number, reason: string): false {
    const input = bytesOfHeap(this.vm, this.from, this.length);
    if (input === 0) return false;
    raiseCoding(this.vm, "UnicodeDecodeError", this.encoding, input, start, end, reason);
    this.vm.decref(input);
    return false;
  }

  /** Puts something in the place of bytes that can't be decoded; false with an exception set on failure. */
  handle(start: number, end: number, reason: string): boolean {
    const { vm, buffer, from } = this;
    this.next = end;
    switch (this.handler) {
      case "strict":
        return this.raise(start, end, reason);
      case "ignore":
        return true;
      case "replace":
        buffer.push(0xfffd);
        return true;
      case "backslashreplace":
        for (let i = start; i < end; i++) buffer.pushText(escapeCode(vm.u8[from + i]));
        return true;
      case "surrogateescape": {
        let at = start;
        for (; at < end && vm.u8[from + at] >= 128; at++) buffer.push(0xdc00 + vm.u8[from + at]);
        this.next = at;
        return at > start || this.raise(start, end, reason);
      }
      case "surrogatepass": {
        const found = surrogateAt(
          this.encoding,
          vm.u8.subarray(from + start, from + Math.min(this.length, start + 4)),
        );
        if (found === null) return this.raise(start, end, reason);
        buffer.push(found.code);
        this.next = start + found.width;
        return true;
      }
    }
    return this.#call(start, end, reason);
  }

  #call(start: number, end: number, reason: string): boolean {
    const { vm } = this;
    const handler = errorHandler(vm, this.handler);
    if (handler === 0) return false;
    const input = bytesOfHeap(vm, this.from, this.length);
    const exception = input === 0
      ? 0
      : makeCodingError(vm, "UnicodeDecodeError", this.encoding, input, start, end, reason);
    const answer = exception === 0 ? 0 : vm.call(handler, exception);
    vm.decref(exception);
    vm.decref(input);
    if (answer === 0) return false;
    const what = "decoding error handler must return (str, int) tuple";
    const read = readAnswer(vm, answer, this.length, what, (value) => vm.isStr(value));
    if (read !== null) {
      this.next = read.next;
      this.buffer.pushStr(vm, read.value);
    }
    vm.decref(answer);
    return read !== null;
  }
}

/** First byte of a str's characters in `vm.u8`, for strs of one byte a character. */
export function strBytes(str: Value): number {
  return (str + STR_DATA) >>> 0;
}
