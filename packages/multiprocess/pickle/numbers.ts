/**
 * Numbers as pickles have them: two's complement bytes of ints, Python's text of floats and ints.
 *
 * @module
 */
import { PythonError } from "./errors.ts";

/** Digits that text of an int may have, as `sys.set_int_max_str_digits` has it by default. */
export const MAX_INT_DIGITS = 4300;

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * The shortest two's complement, little-endian, of an int.
 *
 * @param value Any int; 0 has no bytes.
 */
export function encodeLong(value: bigint): Uint8Array<ArrayBuffer> {
  if (value === 0n) return new Uint8Array(0);
  if (BigInt.asIntN(64, value) === value) return encodeWord(value);
  const negative = value < 0n;
  // The complement of a negative number has its magnitude's bits inverted, and needs no borrow.
  let hex = (negative ? -value - 1n : value).toString(16);
  if (hex.length & 1) hex = "0" + hex;
  const length = hex.length >> 1;
  const high = parseInt(hex.slice(0, 2), 16);
  const bytes = new Uint8Array(length + (high & 0x80 ? 1 : 0));
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  if (negative) { for (let i = 0; i < bytes.length; i++) bytes[i] ^= 0xff; }
  return bytes;
}

const word = new DataView(new ArrayBuffer(8));

/** The same of an int of 64 bits. */
function encodeWord(value: bigint): Uint8Array<ArrayBuffer> {
  word.setBigInt64(0, value, true);
  const sign = word.getInt8(7) >> 31;
  let length = 8;
  // Bytes that only repeat the sign are left out.
  while (length > 1 && word.getInt8(length - 1) === sign && word.getInt8(length - 2) >> 31 === sign) length--;
  return new Uint8Array(word.buffer.slice(0, length));
}

/**
 * The int with these two's complement bytes, little-endian.
 *
 * @param bytes Where they are.
 * @param start Index of the first.
 * @param end Index after the last.
 */
export function decodeLong(bytes: Uint8Array, start: number, end: number): bigint {
  const length = end - start;
  if (length === 0) return 0n;
  if (length <= 8) {
    const sign = bytes[end - 1] << 24 >> 31;
    for (let i = 0; i < 8; i++) word.setUint8(i, i < length ? bytes[start + i] : sign);
    return word.getBigInt64(0, true);
  }
  const digits: string[] = new Array(length);
  for (let i = 0; i < length; i++) digits[i] = HEX[bytes[end - 1 - i]];
  const value = BigInt("0x" + digits.join(""));
  return bytes[end - 1] & 0x80 ? value - (1n << BigInt(8 * length)) : value;
}

/**
 * Python's `repr` of a float: the shortest digits that read back as the same number, always with a point or exponent.
 *
 * @param value Any number.
 */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (Object.is(value, -0)) return "-0.0";
  const [digits, exponentText] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${digits}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent >= 0) {
    const plain = value.toFixed(0);
    return Number(plain) === value ? `${plain}.0` : positional(digits, exponent);
  }
  return positional(digits, exponent);
}

/** Digits of scientific notation with the point moved by `exponent` places. */
function positional(digits: string, exponent: number): string {
  const sign = digits.startsWith("-") ? "-" : "";
  const plain = digits.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${plain}`;
  return `${sign}${plain.slice(0, exponent + 1)}.${plain.slice(exponent + 1)}`;
}

const FLOAT_TEXT = /^([+-]?)(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(inf|infinity)|nan)$/i;

/**
 * The float that C's reader of floats makes of a text: no blanks, no underscores.
 *
 * @returns `undefined` where Python raises ValueError.
 */
export function parseFloatText(text: string): number | undefined {
  const match = FLOAT_TEXT.exec(text);
  if (match === null) return undefined;
  const sign = match[1] === "-" ? -1 : 1;
  if (match[3] !== undefined) return sign * Infinity;
  if (match[2] === undefined) return NaN;
  return sign * Number(match[2]);
}

/**
 * The int that `int(text, base)` makes of a text, or `undefined` where it raises ValueError for bad digits.
 *
 * @param text Blanks around and single underscores between digits are allowed.
 * @param base 10, or 0 for prefixes `0x`, `0o`, `0b`.
 * @throws {PythonError} ValueError for more than {@linkcode MAX_INT_DIGITS} decimal digits.
 */
export function parseIntText(text: string, base: 0 | 10): bigint | undefined {
  const match =
    /^([+-]?)(0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[oO]_?[0-7]+(?:_[0-7]+)*|0[bB]_?[01]+(?:_[01]+)*|\d+(?:_\d+)*)$/
      .exec(text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, ""));
  if (match === null) return undefined;
  const digits = match[2].replaceAll("_", "");
  const prefixed = /^0[xob]/i.test(digits);
  if (prefixed && base === 10) return undefined;
  if (!prefixed && base === 0 && /^0+[1-9]/.test(digits)) return undefined;
  if (!prefixed && digits.length > MAX_INT_DIGITS) {
    throw new PythonError(
      "ValueError",
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; ` +
        "use sys.set_int_max_str_digits() to increase the limit",
    );
  }
  const value = BigInt(digits);
  return match[1] === "-" ? -value : value;
}
