/**
 * Operations that choose, move, cut or compare digits.
 *
 * @module
 */
import { add } from "./arithmetic.ts";
import {
  CEILING,
  CLAMPED,
  Context,
  DIVISION_BY_ZERO,
  finish,
  firstNaN,
  FLOOR,
  INEXACT,
  OVERFLOW,
  ROUNDED,
  roundsUp,
  shiftRight,
  SUBNORMAL,
  UNDERFLOW,
} from "./context.ts";
import {
  compareNumbers,
  Decimal,
  digitsOf,
  FINITE,
  infinity,
  ofInt,
  QUIET,
  SIGNALING,
  tenTo,
  trailingZeros,
  ZERO,
  zero,
} from "./number.ts";

/** Conditions that libmpdec counts as errors. */
const ERRORS = 0x3be;

/** a, rounded to the context. */
export function plus(a: Decimal, context: Context): Decimal {
  return firstNaN(context, a) ?? (a.isInfinite ? a : add(zero(0, a.exponent), a, context));
}

/** -a, rounded to the context. */
export function minus(a: Decimal, context: Context): Decimal {
  return firstNaN(context, a) ??
    (a.isInfinite ? a.withSign(a.sign ^ 1) : add(zero(0, a.exponent), a.withSign(a.sign ^ 1), context));
}

/** The magnitude, rounded to the context. */
export function absolute(a: Decimal, context: Context): Decimal {
  return a.sign === 1 ? minus(a, context) : plus(a, context);
}

/** Orders numbers that are equal: by sign, then by exponent. */
function compareEqual(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return b.sign - a.sign;
  if (a.exponent === b.exponent) return 0;
  return (a.exponent < b.exponent) === (a.sign === 0) ? -1 : 1;
}

/** -1, 0 or 1 as a number; NaN where one is. */
export function compare(a: Decimal, b: Decimal, context: Context): Decimal {
  return firstNaN(context, a, b) ?? ofInt(BigInt(compareNumbers(a, b)));
}

/** As `compare`, but every NaN is signaled. */
export function compareSignal(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan === null) return ofInt(BigInt(compareNumbers(a, b)));
  context.refuse();
  return nan;
}

/** Compares in the order in which every two different representations differ: -1, 0 or 1. */
export function compareTotal(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return b.sign - a.sign;
  const way = a.sign === 1 ? -1 : 1;
  const rank = (x: Decimal) => x.kind === QUIET ? 2 : x.kind === SIGNALING ? 1 : 0;
  if (rank(a) !== rank(b)) return way * (rank(a) < rank(b) ? -1 : 1);
  if (rank(a) !== 0) {
    return a.coefficient === b.coefficient ? 0 : way * (a.coefficient < b.coefficient ? -1 : 1);
  }
  return compareNumbers(a, b) || (a.isFinite && b.isFinite ? compareEqual(a, b) : 0);
}

/** The one of two numbers that an order chooses; a quiet NaN gives way to a number. */
function choose(a: Decimal, b: Decimal, context: Context, order: number): Decimal {
  if (a.kind === QUIET && !b.isNaN) return finish(b, context);
  if (b.kind === QUIET && !a.isNaN) return finish(a, context);
  const nan = firstNaN(context, a, b);
  return nan ?? finish(order < 0 ? b : a, context);
}

const orderOf = (a: Decimal, b: Decimal) =>
  a.isNaN || b.isNaN ? 0 : compareNumbers(a, b) || compareEqual(a, b);
const orderOfMagnitudes = (a: Decimal, b: Decimal) =>
  a.isNaN || b.isNaN ? 0 : compareNumbers(a.withSign(0), b.withSign(0)) || compareEqual(a, b);

/** The larger number. */
export function largest(a: Decimal, b: Decimal, context: Context): Decimal {
  return choose(a, b, context, orderOf(a, b));
}

/** The smaller number. */
export function smallest(a: Decimal, b: Decimal, context: Context): Decimal {
  return choose(a, b, context, orderOf(a, b) > 0 ? -1 : 1);
}

/** The number of the larger magnitude. */
export function largestMagnitude(a: Decimal, b: Decimal, context: Context): Decimal {
  return choose(a, b, context, orderOfMagnitudes(a, b));
}

/** The number of the smaller magnitude. */
export function smallestMagnitude(a: Decimal, b: Decimal, context: Context): Decimal {
  return choose(a, b, context, orderOfMagnitudes(a, b) > 0 ? -1 : 1);
}

/** a with the exponent of b. */
export function quantize(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isInfinite || b.isInfinite) return a.isInfinite && b.isInfinite ? a : context.refuse();
  const { exponent } = b;
  if (exponent > context.mostExponent || exponent < context.tiniest) return context.refuse();
  if (a.isZero) return finish(zero(a.sign, exponent), context);
  const shift = a.exponent - exponent;
  if (a.digits + shift > context.precision) return context.refuse();
  let status = 0, coefficient = a.coefficient;
  if (shift >= 0) coefficient *= tenTo(shift);
  else {
    const { rest, dropped } = shiftRight(a.coefficient, -shift);
    coefficient = roundsUp(context.rounding, a.sign, rest, dropped) ? rest + 1n : rest;
    if (digitsOf(coefficient) > context.precision) return context.refuse();
    status = dropped === 0 ? ROUNDED : ROUNDED | INEXACT;
  }
  const result = new Decimal(a.sign, coefficient, exponent);
  if (result.adjusted > context.mostExponent || result.adjusted < context.tiniest) return context.refuse();
  context.status |= status;
  return finish(result, context);
}

/** a with an exponent, however many digits that takes; what is dropped is rounded. No signals but for NaNs. */
export function rescale(a: Decimal, exponent: number, rounding: number): Decimal {
  if (a.kind !== FINITE) return a;
  const shift = a.exponent - exponent;
  if (shift >= 0) return new Decimal(a.sign, a.coefficient * tenTo(shift), exponent);
  const { rest, dropped } = shiftRight(a.coefficient, -shift);
  return new Decimal(a.sign, roundsUp(rounding, a.sign, rest, dropped) ? rest + 1n : rest, exponent);
}

/** a rounded to a whole number. @param signals Whether rounding is noted. */
export function toWhole(a: Decimal, context: Context, signals: boolean): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite || a.exponent >= 0) return a;
  if (a.isZero) return zero(a.sign, 0);
  const { rest, dropped } = shiftRight(a.coefficient, -a.exponent);
  if (signals) context.status |= dropped === 0 ? ROUNDED : ROUNDED | INEXACT;
  return new Decimal(a.sign, roundsUp(context.rounding, a.sign, rest, dropped) ? rest + 1n : rest, 0);
}

/** a without trailing zeros. */
export function reduce(a: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  const fitted = finish(a, context);
  if (fitted.isInfinite) return fitted;
  if (fitted.isZero) return zero(fitted.sign, 0);
  const most = context.clamp ? context.top : context.mostExponent;
  const zeros = Math.max(0, Math.min(trailingZeros(fitted.coefficient), most - fitted.exponent));
  return zeros === 0
    ? fitted
    : new Decimal(fitted.sign, fitted.coefficient / tenTo(zeros), fitted.exponent + zeros);
}

/** The exponent of the first digit, as a number. */
export function logB(a: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) return a.withSign(0);
  if (!a.isZero) return finish(ofInt(BigInt(a.adjusted)), context);
  context.status |= DIVISION_BY_ZERO;
  return infinity(1);
}

/** a * 10**b. */
export function scaleB(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  if (b.isInfinite || b.exponent !== 0) return context.refuse();
  if (b.coefficient > BigInt(2 * (context.mostExponent + context.precision))) return context.refuse();
  if (a.isInfinite) return a;
  return finish(a.withExponent(a.exponent + Number(b.coefficient) * (b.sign === 1 ? -1 : 1)), context);
}

/** The number of digits that a shift or rotation is by; NaN where that is not allowed. */
function movement(a: Decimal, b: Decimal, context: Context): number {
  if (b.isInfinite || b.exponent !== 0 || b.coefficient > BigInt(context.precision)) return NaN;
  return Number(b.coefficient) * (b.sign === 1 && !a.isNaN ? -1 : 1);
}

/** The coefficient of a, moved to the left or right by b digits. */
export function shift(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const by = movement(a, b, context);
  if (Number.isNaN(by)) return context.refuse();
  if (a.isInfinite) return a;
  const cut = a.coefficient % tenTo(context.precision);
  const moved = by >= 0 ? cut * tenTo(by) % tenTo(context.precision) : cut / tenTo(-by);
  return new Decimal(a.sign, moved, a.exponent);
}

/** The coefficient of a, as one of full precision, rotated to the left or right by b digits. */
export function rotate(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const by = movement(a, b, context);
  if (Number.isNaN(by)) return context.refuse();
  if (a.isInfinite) return a;
  const { precision } = context, left = by >= 0 ? by : precision + by;
  const cut = a.coefficient % tenTo(precision), unit = tenTo(precision - left);
  return new Decimal(a.sign, (cut % unit) * tenTo(left) + cut / unit, a.exponent);
}

/** The coefficient of an operand of the logical operations, as bits; null where it is none. */
function bitsOfOperand(a: Decimal): bigint | null {
  if (!a.isFinite || a.sign === 1 || a.exponent !== 0) return null;
  const text = a.coefficient.toString();
  return /^[01]+$/.test(text) ? BigInt(`0b${text}`) : null;
}

/** An operation on digits that are 0 or 1. */
function logical(
  a: Decimal,
  b: Decimal,
  context: Context,
  combine: (x: bigint, y: bigint) => bigint,
): Decimal {
  const x = bitsOfOperand(a), y = bitsOfOperand(b);
  if (x === null || y === null) return context.refuse();
  return new Decimal(0, BigInt(combine(x, y).toString(2)) % tenTo(context.precision), 0);
}

/** Digit-wise and. */
export function logicalAnd(a: Decimal, b: Decimal, context: Context): Decimal {
  return logical(a, b, context, (x, y) => x & y);
}

/** Digit-wise or. */
export function logicalOr(a: Decimal, b: Decimal, context: Context): Decimal {
  return logical(a, b, context, (x, y) => x | y);
}

/** Digit-wise exclusive or. */
export function logicalXor(a: Decimal, b: Decimal, context: Context): Decimal {
  return logical(a, b, context, (x, y) => x ^ y);
}

/** Digit-wise not, of as many digits as the precision. */
export function logicalInvert(a: Decimal, context: Context): Decimal {
  return logical(a, ZERO, context, (x) => ~x & ((1n << BigInt(context.precision)) - 1n));
}

/** The next number above (`way` 1) or below (-1). */
function neighbour(a: Decimal, context: Context, way: number): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) {
    if ((a.sign === 1) !== (way > 0)) return a;
    return new Decimal(a.sign, tenTo(context.precision) - 1n, context.top);
  }
  const work = new Context(
    context.precision,
    context.mostExponent,
    context.leastExponent,
    way > 0 ? CEILING : FLOOR,
    context.clamp,
  );
  const fitted = finish(a, work);
  if ((work.status & (INEXACT | ERRORS)) !== 0) {
    context.status |= work.status & ERRORS;
    return fitted;
  }
  work.status = 0;
  return add(a, new Decimal(way > 0 ? 0 : 1, 1n, work.tiniest - 1), work);
}

/** The next number above. */
export function nextPlus(a: Decimal, context: Context): Decimal {
  return neighbour(a, context, 1);
}

/** The next number below. */
export function nextMinus(a: Decimal, context: Context): Decimal {
  return neighbour(a, context, -1);
}

/** The next number from a on in the direction of b. */
export function nextToward(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const order = compareNumbers(a, b);
  if (order === 0) return a.withSign(b.sign);
  const next = neighbour(a, context, -order);
  if (next.isInfinite) context.status |= OVERFLOW | ROUNDED | INEXACT;
  else if (next.adjusted < context.leastExponent) {
    context.status |= UNDERFLOW | SUBNORMAL | ROUNDED | INEXACT;
    if (next.isZero) context.status |= CLAMPED;
  }
  return next;
}

/** Whether two numbers have the same exponent, or are both infinite or both NaN. */
export function sameQuantum(a: Decimal, b: Decimal): boolean {
  if (a.isNaN || b.isNaN) return a.isNaN && b.isNaN;
  if (a.isInfinite || b.isInfinite) return a.isInfinite && b.isInfinite;
  return a.exponent === b.exponent;
}

/** Whether a number other than zero has full precision in a context's range. */
export function isNormal(a: Decimal, context: Context): boolean {
  return a.isFinite && !a.isZero && a.adjusted >= context.leastExponent;
}

/** Whether it is smaller than those. */
export function isSubnormal(a: Decimal, context: Context): boolean {
  return a.isFinite && !a.isZero && a.adjusted < context.leastExponent;
}

/** The specification's name of the class of a number. */
export function numberClass(a: Decimal, context: Context): string {
  if (a.isNaN) return a.kind === SIGNALING ? "sNaN" : "NaN";
  const sign = a.sign === 1 ? "-" : "+";
  if (a.isInfinite) return `${sign}Infinity`;
  return sign + (a.isZero ? "Zero" : isNormal(a, context) ? "Normal" : "Subnormal");
}
