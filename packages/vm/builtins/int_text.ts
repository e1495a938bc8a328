/**
 * Ints of text: `int("ff", 16)`.
 *
 * @module
 */
import {
  BYTEARRAY_DATA,
  BYTEARRAY_LENGTH,
  BYTES_DATA,
  BYTES_LENGTH,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_LENGTH,
  T_BYTEARRAY,
  T_BYTES,
  tagInt,
  type Value,
} from "@orochi/object";
import { digitsAllowed, plainNumber } from "../format/digits.ts";
import { hasBuffer } from "./bytes_buffer.ts";
import { reprText } from "./_container.ts";
import type { Vm } from "../vm.ts";

/** The bytes of anything that has some, one character each; null for other objects. */
function latinText(vm: Vm, source: Value): string | null {
  const layout = vm.layout(source);
  if (layout !== T_BYTES && layout !== T_BYTEARRAY) {
    if (!hasBuffer(vm, source)) return null;
    const copy = vm.call(vm.typeObject(T_BYTES), source);
    const text = copy === 0 ? null : latinText(vm, copy);
    vm.decref(copy);
    if (copy === 0) vm.clearError();
    return text;
  }
  const bytes = layout === T_BYTES;
  const start = (bytes ? source + BYTES_DATA : vm.i32[(source + BYTEARRAY_DATA) >>> 2]) >>> 0;
  const length = vm.i32[(source + (bytes ? BYTES_LENGTH : BYTEARRAY_LENGTH)) >>> 2];
  let text = "";
  for (let i = 0; i < length; i++) text += String.fromCharCode(vm.u8[start + i]);
  return text;
}

/**
 * The text that a number is read from: of a str or anything that has bytes, without space around it and with its digits in
 * ASCII; null for other objects.
 */
export function numberText(vm: Vm, source: Value): string | null {
  if (vm.isStr(source)) return plainNumber(vm.js(source));
  return latinText(vm, source)?.replace(/^[\t-\r ]+|[\t-\r ]+$/g, "") ?? null;
}

/** Digits that a small int may have, whatever they are. */
const MOST_DIGITS = 9;

/** The int of a str of at most nine decimal digits and perhaps a sign; 0 for every other str. */
export function smallIntOfText(vm: Vm, text: Value): Value {
  const length = vm.i32[(text + STR_LENGTH) >>> 2];
  if (length > MOST_DIGITS + 1 || (vm.i32[(text + STR_KIND) >>> 2] & STR_ASCII) === 0) return 0;
  const u8 = vm.u8, first = (text + STR_DATA) >>> 0, sign = u8[first];
  const from = sign === 45 || sign === 43 ? 1 : 0;
  if (from === length || length - from > MOST_DIGITS) return 0;
  let number = 0;
  for (let k = from; k < length; k++) {
    const digit = u8[first + k] - 48;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return tagInt(sign === 45 ? -number : number);
}

const PREFIXES: { readonly [letter: string]: number } = { x: 16, X: 16, o: 8, O: 8, b: 2, B: 2 };

/** `repr` of an object for a message, cut as CPython cuts it. */
function shownSource(vm: Vm, source: Value): string | null {
  // What is no str is shown as the bytes that it has.
  const bytes = vm.isStr(source) ? 0 : vm.call(vm.typeObject(T_BYTES), source);
  if (bytes === 0) vm.clearError();
  const text = reprText(vm, bytes === 0 ? source : bytes);
  vm.decref(bytes);
  return text === null ? null : Array.from(text).slice(0, 200).join("");
}

/**
 * Reads an int.
 *
 * @param text As `numberText` gives it.
 * @param base 2 to 36, or 0: as in a Python program.
 * @param source Where the text comes from, for the message.
 * @returns The value; null with ValueError set where the text is none, or too long for a base that is no power of 2.
 */
export function readInteger(vm: Vm, text: string, base: number, source: Value): bigint | null {
  const parsed = split(text, base);
  if (parsed === null) {
    const shown = shownSource(vm, source);
    if (shown !== null) vm.raiseValue(`invalid literal for int() with base ${base}: ${shown}`);
    return null;
  }
  const { negative, digits, radix } = parsed;
  if ((radix & (radix - 1)) !== 0 && !digitsAllowed(vm, digits.length)) return null;
  const magnitude = valueOfDigits(digits, radix);
  return negative ? -magnitude : magnitude;
}

/** Sign, digits without underscores, and the base they are in; null if the text is no int. */
function split(text: string, base: number): { negative: boolean; digits: string; radix: number } | null {
  const match = /^([+-]?)(?:0([xXoObB])(?=_?[0-9a-zA-Z]))?(.*)$/s.exec(text);
  if (match === null) return null;
  const [, sign, letter] = match;
  let body = match[3], radix = base;
  if (letter !== undefined) {
    const named = PREFIXES[letter];
    if (base === 0 || base === named) {
      radix = named;
      if (body[0] === "_") body = body.slice(1);
    } else body = `0${letter}${body}`;
  }
  if (radix === 0) radix = 10;
  if (!/^[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*$/.test(body)) return null;
  const digits = body.replaceAll("_", "").toLowerCase();
  if (base === 0 && letter === undefined && /^0+[1-9]/.test(digits)) return null;
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if ((code < 97 ? code - 48 : code - 87) >= radix) return null;
  }
  return { negative: sign === "-", digits, radix };
}

/** The value of digits that are all of a base, in lower case. */
function valueOfDigits(digits: string, radix: number): bigint {
  switch (radix) {
    case 10:
      return BigInt(digits);
    case 16:
      return BigInt(`0x${digits}`);
    case 8:
      return BigInt(`0o${digits}`);
    case 2:
      return BigInt(`0b${digits}`);
  }
  // Ten digits of base 36 are the most that a double holds exactly.
  if (digits.length <= 10) return BigInt(parseInt(digits, radix));
  const half = digits.length >>> 1;
  const low = digits.slice(half);
  return valueOfDigits(digits.slice(0, half), radix) * BigInt(radix) ** BigInt(low.length) +
    valueOfDigits(low, radix);
}
