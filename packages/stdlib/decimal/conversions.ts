/**
 * Decimals of Python's values: text, whole numbers, floats, tuples.
 *
 * @module
 */
import { T_FLOAT, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dropAll, itemsOf } from "@orochi/vm/kernel";
import { unicode } from "@orochi/vm/text";
import {
  CLAMPED,
  type Context,
  CONVERSION_SYNTAX,
  finish,
  FLOAT_OPERATION,
  INEXACT,
  INVALID_OPERATION,
  MOST,
  OVERFLOW,
  ROUNDED,
  widest,
} from "./context.ts";
import { Decimal, INFINITE, NAN, ofInt, QUIET, SIGNALING } from "./number.ts";
import { isDecimal, numberOf, signal } from "./objects.ts";
import { parse, parseIn } from "./text.ts";

/** Text as ASCII: digits of all scripts become those of ASCII. @param exact White space and underscores are dropped. */
function asciiOf(text: string, exact: boolean): string {
  let result = "";
  for (const character of exact ? strip(text) : text) {
    const code = character.codePointAt(0)!;
    if (exact && character === "_") continue;
    if (code > 0 && code < 128) result += character;
    else if (unicode.isSpace(code)) result += " ";
    else {
      const digit = unicode.decimalValue(code);
      if (digit < 0) return "?";
      result += digit;
    }
  }
  return result;
}

function strip(text: string): string {
  let start = 0, end = text.length;
  while (start < end && unicode.isSpace(text.charCodeAt(start))) start++;
  while (end > start && unicode.isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** A number of a str, exactly. */
function ofText(text: string, work: Context): Decimal {
  const number = parse(asciiOf(text, true));
  return number === null ? work.refuse(CONVERSION_SYNTAX) : exactly(number, work);
}

/** A number that must not have been changed to be one within the widest range. */
function exactly(number: Decimal, work: Context): Decimal {
  const wide = widest(MOST), result = finish(number, wide);
  if ((wide.status & (INEXACT | ROUNDED | CLAMPED | OVERFLOW)) === 0) return result;
  return work.refuse(INVALID_OPERATION);
}

/** The exact number of a double. */
export function ofDouble(value: number): Decimal {
  const sign = value < 0 || Object.is(value, -0) ? 1 : 0;
  if (Number.isNaN(value)) return NAN;
  if (!Number.isFinite(value)) return new Decimal(sign, 0n, 0, INFINITE);
  let magnitude = Math.abs(value), halvings = 0;
  while (!Number.isInteger(magnitude)) {
    magnitude *= 2;
    halvings++;
  }
  return new Decimal(sign, BigInt(magnitude) * 5n ** BigInt(halvings), -halvings);
}

const DIGITS_MESSAGE = "coefficient must be a tuple of digits";

/** A number of (sign, digits, exponent); null with an exception set. */
function ofTuple(vm: Vm, value: Value): Decimal | null {
  const parts = itemsOf(vm, value);
  if (parts === null) return null;
  const number = ofParts(vm, parts);
  dropAll(vm, parts);
  return number;
}

function refuse(vm: Vm, message: string): null {
  vm.raiseValue(message);
  return null;
}

function ofParts(vm: Vm, parts: readonly Value[]): Decimal | null {
  if (parts.length !== 3) return refuse(vm, "argument must be a sequence of length 3");
  const [first, middle, last] = parts;
  const sign = vm.isInt(first) ? vm.number(first) : NaN;
  if (sign !== 0 && sign !== 1) return refuse(vm, "sign must be an integer with the value 0 or 1");
  let kind = 0, exponent = 0;
  if (vm.isStr(last)) {
    kind = { F: INFINITE, n: QUIET, N: SIGNALING }[vm.js(last)] ?? -1;
    if (kind < 0) return refuse(vm, "string argument in the third position must be 'F', 'n' or 'N'");
  } else if (vm.isInt(last)) exponent = vm.number(last);
  else return refuse(vm, "exponent must be an integer");
  if (!vm.isTuple(middle) && !vm.isList(middle)) return refuse(vm, DIGITS_MESSAGE);
  const digits = itemsOf(vm, middle);
  if (digits === null) return null;
  let text = "";
  const good = digits.every((digit) => {
    const number = vm.isInt(digit) ? vm.number(digit) : -1;
    text += number;
    return number >= 0 && number <= 9;
  });
  dropAll(vm, digits);
  if (!good) return refuse(vm, DIGITS_MESSAGE);
  return new Decimal(sign, kind === INFINITE || text === "" ? 0n : BigInt(text), exponent, kind);
}

/** Signals that a float takes part; false where that is trapped, with the exception set. */
export function floatTakesPart(vm: Vm, context: Value): boolean {
  return signal(vm, context, FLOAT_OPERATION);
}

/**
 * The number of any value that `Decimal()` takes, exactly; null with an exception set.
 *
 * @param context What hears of conditions (borrowed).
 */
export function exactNumber(vm: Vm, value: Value, context: Value): Decimal | null {
  if (isDecimal(vm, value)) return numberOf(vm, value);
  if (vm.isInt(value)) return ofInt(vm.bigInt(value));
  if (vm.isStr(value) || vm.isTuple(value) || vm.isList(value)) {
    const work = widest(MOST);
    let number: Decimal | null;
    if (vm.isStr(value)) number = ofText(vm.js(value), work);
    else {
      number = ofTuple(vm, value);
      if (number !== null) number = exactly(number, work);
    }
    return number === null || !signal(vm, context, work.status) ? null : number;
  }
  if (isFloat(vm, value)) return floatTakesPart(vm, context) ? ofDouble(vm.float(value)) : null;
  vm.raiseType(`conversion from ${vm.typeName(value)} to Decimal is not supported`);
  return null;
}

/** Whether a value is a float, subclasses included. */
export function isFloat(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_FLOAT;
}

/** The number of any value that `Context.create_decimal()` takes, rounded; null with an exception set. */
export function roundedNumber(vm: Vm, value: Value, context: Value, work: Context): Decimal | null {
  if (vm.isStr(value)) return parseIn(asciiOf(vm.js(value), false), work);
  if (isDecimal(vm, value)) {
    const number = numberOf(vm, value);
    const most = work.precision - (work.clamp ? 1 : 0);
    if (number.isNaN && number.coefficient !== 0n && number.digits > most) {
      return work.refuse(CONVERSION_SYNTAX);
    }
    return finish(number, work);
  }
  const number = vm.isTuple(value) || vm.isList(value) ? ofTuple(vm, value) : exactNumber(vm, value, context);
  if (number === null) return null;
  if (number.isNaN && number.digits > work.precision) return work.refuse(CONVERSION_SYNTAX);
  return finish(number, work);
}
