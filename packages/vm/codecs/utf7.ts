/**
 * UTF-7 (RFC 2152): ASCII, with runs of base64 of UTF-16 for all else.
 *
 * @module
 */
import { charAt, type Value } from "@orochi/object";
import { lengthOf } from "../builtins/str_core.ts";
import { CodeBuffer } from "../builtins/str_translate.ts";
import type { Vm } from "../vm.ts";
import { DecodeErrors } from "./errors.ts";
import { ByteBuffer } from "./output.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Characters that stand for themselves outside base64. */
const DIRECT = /^[A-Za-z0-9'(),\-./:?!"#$%&*;<=>@[\]^_`{|} \t\n\r]$/;

function isDirect(code: number): boolean {
  return code < 128 && DIRECT.test(String.fromCharCode(code));
}

function base64Value(code: number): number {
  return code < 0 || code > 127 ? -1 : BASE64.indexOf(String.fromCharCode(code));
}

/** A str in UTF-7 (new bytes object). */
export function encodeUtf7(vm: Vm, str: Value): Value {
  const output = new ByteBuffer();
  let inShift = false, bits = 0, pending = 0;
  const unit = (code: number): void => {
    pending = (pending << 16) | code;
    for (bits += 16; bits >= 6; bits -= 6) output.push(BASE64.charCodeAt((pending >>> (bits - 6)) & 63));
    pending &= (1 << bits) - 1;
  };
  const close = (): void => {
    if (bits > 0) output.push(BASE64.charCodeAt((pending << (6 - bits)) & 63));
    bits = pending = 0;
    inShift = false;
  };
  for (let i = 0; i < lengthOf(vm, str); i++) {
    const code = charAt(vm.objects, str, i);
    if (isDirect(code)) {
      if (inShift) {
        close();
        // A hyphen ends the run where the next character could belong to it.
        if (base64Value(code) >= 0 || code === 45) output.push(45);
      }
      output.push(code);
      continue;
    }
    if (!inShift) {
      output.push(43);
      if (code === 43) {
        output.push(45);
        continue;
      }
      inShift = true;
    }
    if (code > 0xffff) {
      unit(0xd800 + ((code - 0x10000) >> 10));
      unit(0xdc00 + (code & 0x3ff));
    } else unit(code);
  }
  if (inShift) {
    close();
    output.push(45);
  }
  return output.toBytes(vm);
}

/**
 * Bytes of the heap, in UTF-7, as a str.
 *
 * @param partial Whether an unfinished run at the end is left.
 */
export function decodeUtf7(
  vm: Vm,
  from: number,
  length: number,
  handler: string,
  partial: boolean,
  progress: { consumed: number },
): Value {
  const u8 = vm.u8, buffer = new CodeBuffer();
  const errors = new DecodeErrors(vm, "utf7", from, length, handler, buffer);
  let inShift = false, bits = 0, pending = 0, surrogate = 0, start = 0, written = 0, at = 0;
  const fail = (end: number, reason: string): boolean => {
    inShift = false;
    const done = errors.handle(start, end, reason);
    at = errors.next;
    return done;
  };
  const leave = (): void => {
    inShift = false;
    if (surrogate !== 0) buffer.push(surrogate);
    surrogate = 0;
  };
  while (at < length) {
    const byte = u8[from + at];
    if (inShift) {
      const value = base64Value(byte);
      if (value >= 0) {
        pending = (pending << 6) | value;
        bits += 6;
        at++;
        if (bits >= 16) {
          bits -= 16;
          const unit = pending >>> bits;
          pending &= (1 << bits) - 1;
          if (surrogate !== 0 && unit >= 0xdc00 && unit <= 0xdfff) {
            buffer.push(0x10000 + ((surrogate & 0x3ff) << 10) + (unit & 0x3ff));
            surrogate = 0;
          } else {
            if (surrogate !== 0) buffer.push(surrogate);
            surrogate = unit >= 0xd800 && unit <= 0xdbff ? unit : 0;
            if (surrogate === 0) buffer.push(unit);
          }
        }
        continue;
      }
      at++;
      if (bits >= 6) {
        if (!fail(at, "partial character in shift sequence")) return 0;
        continue;
      }
      if (bits > 0 && pending !== 0) {
        if (!fail(at, "non-zero padding bits in shift sequence")) return 0;
        continue;
      }
      leave();
      // A hyphen belongs to the run.
      if (byte !== 45) at--;
      continue;
    }
    start = at;
    if (byte === 43) {
      at++;
      const next = at < length ? u8[from + at] : -1;
      if (next === 45) {
        buffer.push(43);
        at++;
      } else if (next >= 0 && base64Value(next) < 0) {
        at++;
        if (!fail(at, "ill-formed sequence")) return 0;
      } else {
        inShift = true;
        surrogate = bits = pending = 0;
        written = buffer.length;
      }
    } else if (byte > 127) {
      at++;
      if (!fail(at, "unexpected special character")) return 0;
    } else {
      buffer.push(byte);
      at++;
    }
  }
  if (inShift && partial) {
    buffer.length = written;
    at = start;
  } else if (inShift) {
    const bad = surrogate !== 0 || bits >= 6 || (bits > 0 && pending !== 0);
    if (bad && !fail(length, "unterminated shift sequence")) return 0;
  }
  progress.consumed = at;
  return buffer.toStr(vm);
}
