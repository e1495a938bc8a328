/**
 * Text of doubles to any precision, correctly rounded (ties of the exact value to even), as C's `printf` and
 * CPython's `PyOS_double_to_string`.
 *
 * @module
 */
import { exponentOf, isNegative, mantissaOf } from "../doubles.ts";

/** Digits that JavaScript's own conversions go up to. */
const NATIVE_DIGITS = 100;

/** Number of binary digits after the point: |value| = odd * 2 ** -n (n may be negative). 0 for 0. */
function binaryDecimals(value: number): number {
  if (value === 0) return 0;
  const mantissa = mantissaOf(value);
  const low = mantissa >>> 0;
  const trailing = low !== 0
    ? 31 - Math.clz32(low & -low)
    : 32 + 31 - Math.clz32((mantissa / 0x1_0000_0000) & -(mantissa / 0x1_0000_0000));
  return -exponentOf(value) - trailing;
}

/** `value * 10 ** decimals`, rounded half to even, of a value that is not negative. */
export function scaledInteger(value: number, decimals: number): bigint {
  const exponent = exponentOf(value);
  let numerator = BigInt(mantissaOf(value));
  let denominator = 1n;
  if (exponent > 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (decimals > 0) numerator *= 10n ** BigInt(decimals);
  else denominator *= 10n ** BigInt(-decimals);
  const quotient = numerator / denominator, twice = (numerator - quotient * denominator) * 2n;
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** A finite value that is not negative with a number of decimals, as `%.nf`. */
export function fixed(value: number, decimals: number): string {
  // Ties go up in toFixed: they are the values with exactly one binary digit more than decimals.
  if (decimals <= NATIVE_DIGITS && value < 1e21 && binaryDecimals(value) !== decimals + 1) {
    return value.toFixed(decimals);
  }
  // Beyond 1074 there are only zeros.
  const exact = Math.min(decimals, 1074);
  const digits = scaledInteger(value, exact).toString().padStart(exact + 1, "0");
  if (decimals === 0) return digits;
  const point = digits.length - exact;
  return `${digits.slice(0, point)}.${digits.slice(point)}${"0".repeat(decimals - exact)}`;
}

/** Significant digits of a finite value that is not negative, and the decimal exponent of the first. */
export interface Digits {
  /** Decimal digits without a point. */
  readonly digits: string;
  /** The value is about `digits[0] . digits[1..] * 10 ** exponent`. */
  readonly exponent: number;
}

/** A number of significant digits (at least 1) of a finite value that is not negative. */
export function significant(value: number, count: number): Digits {
  if (count > NATIVE_DIGITS) return significantExactly(value, count);
  const text = value.toExponential(count - 1);
  const e = text.indexOf("e");
  const exponent = Number(text.slice(e + 1));
  const scale = count - 1 - exponent, binary = binaryDecimals(value);
  // A tie may have carried into a further digit, so that its scale was one more.
  if (value !== 0 && (binary === scale + 1 || binary === scale + 2)) return significantExactly(value, count);
  return { digits: text.slice(0, e).replace(".", ""), exponent };
}

function significantExactly(value: number, count: number): Digits {
  if (value === 0) return { digits: "0".repeat(count), exponent: 0 };
  let exponent = Number(value.toExponential(20).split("e")[1]);
  // Doubles have at most 767 significant digits; what follows is zeros.
  const exact = Math.min(count, 770);
  let digits = scaledInteger(value, exact - 1 - exponent).toString();
  if (digits.length < exact) digits = scaledInteger(value, exact - 1 - --exponent).toString();
  if (digits.length > exact) {
    digits = digits.slice(0, exact);
    exponent++;
  }
  return { digits: digits.padEnd(count, "0"), exponent };
}

/** The fewest digits that read back as the value, which is finite and not negative. */
export function shortest(value: number): Digits {
  const text = value.toExponential();
  const e = text.indexOf("e");
  return { digits: text.slice(0, e).replace(".", ""), exponent: Number(text.slice(e + 1)) };
}

/** `1.5e+03` of digits and exponent; `point` keeps a point with nothing behind it. */
function exponential({ digits, exponent }: Digits, point: boolean): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : point ? "." : "";
  const magnitude = Math.abs(exponent);
  return `${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${magnitude < 10 ? "0" : ""}${magnitude}`;
}

/** Digits written out without an exponent, with `.0` or `.` behind a whole number as asked for. */
function positional({ digits, exponent }: Digits, dotZero: boolean, point: boolean): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0"),
    fraction = digits.slice(exponent + 1);
  return fraction !== "" ? `${whole}.${fraction}` : dotZero ? `${whole}.0` : point ? `${whole}.` : whole;
}

/** `repr` of a double's magnitude. */
function shortestText(magnitude: number, dotZero: boolean, point: boolean): string {
  const parts = shortest(magnitude);
  const exponents = parts.exponent < -4 || parts.exponent >= 16;
  return exponents ? exponential(parts, point) : positional(parts, dotZero, point);
}

/**
 * The magnitude of a double as text (`PyOS_double_to_string` without the sign).
 *
 * @param value Any double; infinities and NaN become `inf` and `nan`.
 * @param code `r` (shortest), `e`, `f`, `g`, or the last three in upper case.
 * @param precision As in C; ignored for `r`.
 * @param alternate Keeps the point and, with `g`, the zeros at the end.
 * @param dotZero Puts `.0` behind what would look like an int.
 */
export function magnitudeText(
  value: number,
  code: string,
  precision: number,
  alternate: boolean,
  dotZero: boolean,
): string {
  const lower = code.toLowerCase();
  const text = lowerText(value, lower, precision, alternate, dotZero);
  return lower === code ? text : text.toUpperCase();
}

function lowerText(
  value: number,
  code: string,
  precision: number,
  alternate: boolean,
  dotZero: boolean,
): string {
  if (Number.isNaN(value)) return "nan";
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return "inf";
  if (code === "r") return shortestText(magnitude, dotZero, alternate);
  if (code === "f") {
    const text = fixed(magnitude, precision);
    return alternate && precision === 0 ? `${text}.` : text;
  }
  if (code === "e") return exponential(significant(magnitude, precision + 1), alternate);
  const count = Math.max(1, precision);
  const parts = significant(magnitude, count);
  const exponents = parts.exponent < -4 || parts.exponent >= count - (dotZero ? 1 : 0);
  const digits = alternate ? parts.digits : parts.digits.replace(/0+$/, "") || "0";
  const kept = { digits, exponent: parts.exponent };
  return exponents ? exponential(kept, alternate) : positional(kept, dotZero, alternate);
}

/** `repr(float)`. */
export function doubleRepr(value: number): string {
  const text = lowerText(value, "r", 0, false, true);
  return isNegative(value) && !Number.isNaN(value) ? `-${text}` : text;
}
