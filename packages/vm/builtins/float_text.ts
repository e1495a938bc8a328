/**
 * Doubles of text and hexadecimal text of doubles.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { bitLength, doubleOfScaled, exponentOf, isNegative, mantissaOf } from "../doubles.ts";
import { reprText } from "./_container.ts";
import type { Vm } from "../vm.ts";

const NUMBER = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/** Parses what `float(text)` accepts, space around it removed; null if it is none. */
export function parseDouble(text: string): number | null {
  if (NUMBER.test(text)) return Number(text.replaceAll("_", ""));
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  return special[2] === undefined ? NaN : special[1] === "-" ? -Infinity : Infinity;
}

/** `float.hex`. */
export function doubleHex(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = isNegative(value) ? "-" : "";
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const mantissa = mantissaOf(value), exponent = exponentOf(value) + 52;
  const whole = mantissa >= 2 ** 52 ? 1 : 0;
  const fraction = (mantissa - whole * 2 ** 52).toString(16).padStart(13, "0");
  return `${sign}0x${whole}.${fraction}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

const HEX =
  /^[\t-\r ]*([+-]?)(?:(inf(?:inity)?)|(nan)|(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?)[\t-\r ]*(.*)$/is;
/** Exponents beyond it overflow or vanish whatever the digits are. */
const FAR = 1n << 60n;

/** `float.fromhex`: null with an exception set where the text is none or too large. */
export function parseHex(vm: Vm, text: string): number | null {
  const match = HEX.exec(text);
  const [, sign, infinite, nan, whole = "", fraction = "", power = "0", rest = ""] = match ?? [];
  const refuse = (): null => {
    vm.raiseValue("invalid hexadecimal floating-point string");
    return null;
  };
  if (match === null || (infinite === undefined && nan === undefined && whole + fraction === "")) {
    return refuse();
  }
  if (nan !== undefined) return rest === "" ? NaN : refuse();
  const magnitude = infinite !== undefined
    ? Infinity
    : scaledHex(whole + fraction, BigInt(power), fraction.length);
  if (magnitude === Infinity && infinite === undefined) {
    vm.raise("OverflowError", "hexadecimal value too large to represent as a float");
    return null;
  }
  // What follows is looked at last: a number that is too large is told first.
  if (rest !== "") return refuse();
  return sign === "-" ? -magnitude : magnitude;
}

function scaledHex(digits: string, power: bigint, fractionDigits: number): number {
  const mantissa = BigInt(`0x${digits}`);
  if (mantissa === 0n) return 0;
  if (power > FAR) return Infinity;
  if (power < -FAR) return 0;
  const exponent = Number(power) - 4 * fractionDigits;
  return bitLength(mantissa) + exponent < -1080 ? 0 : doubleOfScaled(mantissa, exponent);
}

/** The double that `float(source)` reads from a text; null with ValueError set if it is none. */
export function readDouble(vm: Vm, text: string, source: Value): number | null {
  const value = parseDouble(text);
  if (value !== null) return value;
  const shown = reprText(vm, source);
  if (shown !== null) vm.raiseValue(`could not convert string to float: ${shown}`);
  return null;
}
