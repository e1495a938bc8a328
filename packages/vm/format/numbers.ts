/**
 * `__format__` of int, bool, float and complex.
 *
 * @module
 */
import { COMPLEX_IMAGINARY, COMPLEX_REAL, type Value } from "@orochi/object";
import { isNegative } from "../doubles.ts";
import type { Vm } from "../vm.ts";
import { intText } from "./digits.ts";
import { magnitudeText } from "./doubles.ts";
import { type FormatSpec, layOutNumber, pad, parseFormatSpec, unknownType } from "./spec.ts";

/** The text of a specification argument; null with TypeError set if it is no str. */
export function specText(vm: Vm, spec: Value): string | null {
  if (vm.isStr(spec)) return vm.js(spec);
  vm.raiseType(`__format__() argument must be str, not ${vm.typeName(spec)}`);
  return null;
}

/** `int.__format__(self, spec)`, of bools and subclasses too. */
export function formatInt(vm: Vm, self: Value, spec: Value): Value {
  const text = specText(vm, spec);
  if (text === null) return 0;
  if (text === "") return vm.toStr(self);
  const parsed = parseFormatSpec(text, vm.typeName(self), "d", ">");
  if (typeof parsed === "string") return vm.raiseValue(parsed);
  if (!fits(vm, parsed)) return 0;
  if (parsed.type !== "" && "eEfFgG%".includes(parsed.type)) {
    const double = vm.asDouble(self);
    return vm.failed() ? 0 : finish(vm, self, doubleText(double, parsed), parsed);
  }
  return finish(vm, self, integerText(vm, vm.bigInt(self), parsed), parsed);
}

/** A text, undefined for a presentation type that is not there, or null with an exception set. */
function finish(vm: Vm, self: Value, text: string | null | undefined, spec: FormatSpec): Value {
  if (text === undefined) return vm.raiseValue(unknownType(spec.type, vm.typeName(self)));
  return text === null ? 0 : vm.newStr(text);
}

const RADIX: { readonly [type: string]: number } = { b: 2, o: 8, x: 16, X: 16 };

/** An int as a specification wants it; undefined for types that ints do not have, null with an exception set. */
function integerText(vm: Vm, value: bigint, spec: FormatSpec): string | null | undefined {
  const { type } = spec;
  const refuse = (message: string): null => (vm.raiseValue(message), null);
  if (!"bcdonxX".includes(type)) return undefined;
  if (spec.precision !== -1) return refuse("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) {
    return refuse("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (type === "c") {
    if (spec.sign !== "") return refuse("Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) return refuse("Alternate form (#) not allowed with integer format specifier 'c'");
    if (BigInt.asIntN(64, value) !== value) {
      vm.raise("OverflowError", "Python int too large to convert to C long");
      return null;
    }
    if (value < 0n || value > 0x10ffffn) {
      vm.raise("OverflowError", "%c arg not in range(0x110000)");
      return null;
    }
    return pad(String.fromCodePoint(Number(value)), 1, spec);
  }
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  const radix = RADIX[type];
  if (radix === undefined) {
    const digits = intText(vm, magnitude);
    return digits === null ? null : layOutNumber(negative, "", digits, spec);
  }
  const digits = magnitude.toString(radix);
  return layOutNumber(
    negative,
    spec.alternate ? `0${type}` : "",
    type === "X" ? digits.toUpperCase() : digits,
    spec,
  );
}

/** `float.__format__(self, spec)`. */
export function formatFloat(vm: Vm, self: Value, spec: Value): Value {
  const text = specText(vm, spec);
  if (text === null) return 0;
  if (text === "") return vm.toStr(self);
  const parsed = parseFormatSpec(text, vm.typeName(self), "", ">");
  if (typeof parsed === "string") return vm.raiseValue(parsed);
  return fits(vm, parsed) ? finish(vm, self, doubleText(vm.float(self), parsed), parsed) : 0;
}

/** Longest text that is tried: what a str may hold. */
const LONGEST = 0x1000_0000;

/** Whether width and precision can be had at all; if not, an exception is set. */
export function fits(vm: Vm, spec: FormatSpec): boolean {
  if (spec.precision > 0x7fff_ffff) vm.raiseValue("precision too big");
  else if (spec.width > LONGEST || spec.precision > LONGEST) vm.raiseMemory();
  else return true;
  return false;
}

/** A double as a specification wants it; undefined for types that floats do not have. */
function doubleText(value: number, spec: FormatSpec): string | undefined {
  let { type, precision } = spec;
  let number = value, dotZero = false, end = "";
  if (type === "") {
    dotZero = true;
    type = precision < 0 ? "r" : "g";
  } else if (type === "n") type = "g";
  else if (type === "%") {
    type = "f";
    number *= 100;
    end = "%";
  } else if (!"eEfFgG".includes(type)) return undefined;
  if (precision < 0) precision = 6;
  const digits = magnitudeText(number, type, precision, spec.alternate, dotZero);
  return layOutNumber(showsMinus(number, digits, spec), "", digits + end, spec);
}

/** Whether a double's text gets a minus sign: not NaN, nor what `z` makes a plain zero. */
function showsMinus(value: number, digits: string, spec: FormatSpec): boolean {
  if (Number.isNaN(value) || !isNegative(value)) return false;
  return !spec.noNegativeZero || /^[^eE]*[1-9]|inf/i.test(digits);
}

/** `complex.__format__(self, spec)`. */
export function formatComplex(vm: Vm, self: Value, spec: Value): Value {
  const text = specText(vm, spec);
  if (text === null) return 0;
  if (text === "") return vm.toStr(self);
  const parsed = parseFormatSpec(text, vm.typeName(self), "", ">");
  if (typeof parsed === "string") return vm.raiseValue(parsed);
  if (parsed.type !== "" && !"eEfFgGn".includes(parsed.type)) {
    return vm.raiseValue(unknownType(parsed.type, vm.typeName(self)));
  }
  if (parsed.fill === "0") return vm.raiseValue("Zero padding is not allowed in complex format specifier");
  if (parsed.align === "=") {
    return vm.raiseValue("'=' alignment flag is not allowed in complex format specifier");
  }
  if (!fits(vm, parsed)) return 0;
  return vm.newStr(
    complexText(vm.f64[(self + COMPLEX_REAL) >>> 3], vm.f64[(self + COMPLEX_IMAGINARY) >>> 3], parsed),
  );
}

function complexText(real: number, imaginary: number, spec: FormatSpec): string {
  const plain = spec.type === "";
  const imaginaryOnly = plain && real === 0 && !isNegative(real);
  const type = plain ? (spec.precision < 0 ? "r" : "g") : spec.type === "n" ? "g" : spec.type;
  const precision = spec.precision < 0 ? (plain ? 0 : 6) : spec.precision;
  const bare: FormatSpec = { ...spec, fill: "", align: "<", width: -1 };
  const part = (value: number, signMode: string): string => {
    const digits = magnitudeText(value, type, precision, spec.alternate, false);
    return layOutNumber(showsMinus(value, digits, spec), "", digits, bare, signMode);
  };
  const first = imaginaryOnly ? "" : part(real, spec.sign);
  const second = part(imaginary, imaginaryOnly ? spec.sign : "+");
  const text = plain && !imaginaryOnly ? `(${first}${second}j)` : `${first}${second}j`;
  return pad(text, text.length, spec);
}
