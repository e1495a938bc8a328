/**
 * Numbers as text: the specification's conversions, and what Python accepts besides.
 *
 * @module
 */
import { type Context, CONVERSION_SYNTAX, finish } from "./context.ts";
import { Decimal, INFINITE, QUIET, SIGNALING } from "./number.ts";

const NUMBER = /^([+-]?)(?:(?:(\d+)\.?(\d*)|\.(\d+))(?:e([+-]?\d+))?|(inf(?:inity)?)|(s?)nan(\d*))$/i;

/** The number that ASCII text stands for, exactly; null if it is none. */
export function parse(text: string): Decimal | null {
  const found = NUMBER.exec(text);
  if (found === null) return null;
  const sign = found[1] === "-" ? 1 : 0;
  if (found[6] !== undefined) return new Decimal(sign, 0n, 0, INFINITE);
  if (found[8] !== undefined) {
    return new Decimal(sign, BigInt(found[8]), 0, found[7] === "" ? QUIET : SIGNALING);
  }
  const whole = found[2] ?? "", fraction = found[3] || found[4] || "";
  const exponent = Number(found[5] ?? 0) - fraction.length;
  return new Decimal(sign, BigInt(whole + fraction), exponent);
}

/** The number that text stands for, rounded to a context; NaN with ConversionSyntax if it is none. */
export function parseIn(text: string, context: Context): Decimal {
  const number = parse(text);
  if (number === null) return context.refuse(CONVERSION_SYNTAX);
  if (
    number.isNaN && number.coefficient !== 0n && number.digits > context.precision - (context.clamp ? 1 : 0)
  ) {
    return context.refuse(CONVERSION_SYNTAX);
  }
  return finish(number, context);
}

/** Digits with a point after some of them, which may be none or more than there are. */
export function pointed(digits: string, before: number): string {
  if (before <= 0) return `0.${"0".repeat(-before)}${digits}`;
  if (before >= digits.length) return digits + "0".repeat(before - digits.length);
  return `${digits.slice(0, before)}.${digits.slice(before)}`;
}

/** How infinities and NaNs are written, without sign. */
export function specialText(number: Decimal): string {
  if (number.kind === INFINITE) return "Infinity";
  return (number.kind === SIGNALING ? "sNaN" : "NaN") + (number.coefficient === 0n ? "" : number.coefficient);
}

/**
 * A number as text.
 *
 * @param engineering Exponents are multiples of three.
 * @param letter What stands before an exponent, `E` or `e`.
 */
export function toText(number: Decimal, engineering = false, letter = "E"): string {
  const sign = number.sign === 1 ? "-" : "";
  if (number.kind !== 0) return sign + specialText(number);
  const digits = number.coefficient.toString(), { exponent, adjusted } = number;
  if (exponent <= 0 && adjusted >= -6) {
    return sign + (exponent === 0 ? digits : pointed(digits, digits.length + exponent));
  }
  const before = engineering ? 1 + (adjusted % 3 + 3) % 3 : 1;
  const shown = number.coefficient === 0n && engineering
    ? zeroText(adjusted)
    : { text: pointed(digits, before), exponent: adjusted - (before - 1) };
  if (shown.exponent === 0) return sign + shown.text;
  return `${sign}${shown.text}${letter}${shown.exponent < 0 ? "" : "+"}${shown.exponent}`;
}

/** Zero with an exponent, which has as many zeros as make a multiple of three of it. */
function zeroText(exponent: number): { text: string; exponent: number } {
  const over = (exponent % 3 + 3) % 3;
  if (over === 0) return { text: "0", exponent };
  return over === 1 ? { text: "0.00", exponent: exponent + 2 } : { text: "0.0", exponent: exponent + 1 };
}
