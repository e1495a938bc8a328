/**
 * The four operations, remainders, and what is made of them.
 *
 * @module
 */
import {
  CLAMPED,
  type Context,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  finish,
  firstNaN,
  FLOOR,
  HALF_EVEN,
  INVALID_OPERATION,
} from "./context.ts";
import { Decimal, digitsOf, infinity, NAN, tenTo, trailingZeros, zero } from "./number.ts";

/** a + b, or a - b where `flip` is 1. */
function addOrSubtract(a: Decimal, b: Decimal, flip: number, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const sign = b.sign ^ flip;
  if (a.isInfinite) return b.isInfinite && a.sign !== sign ? context.refuse() : a;
  if (b.isInfinite) return b.withSign(sign);
  return finish(sumOf(a, b.withSign(sign), context), context);
}

/** The sum of finite numbers, exact but for digits that only tell which way to round. */
function sumOf(a: Decimal, b: Decimal, context: Context): Decimal {
  const [big, other] = a.exponent >= b.exponent ? [a, b] : [b, a];
  let small = other;
  if (big.exponent !== small.exponent && big.coefficient !== 0n) {
    // What lies far below the last digit that counts may be as well the least number that does.
    const room = big.digits > context.precision ? 0 : big.digits - context.precision - 1;
    const least = big.exponent - 1 + room;
    if (small.adjusted < least) small = new Decimal(small.sign, small.coefficient === 0n ? 0n : 1n, least);
  }
  const shift = big.exponent - small.exponent;
  const first = big.coefficient === 0n || shift === 0 ? big.coefficient : big.coefficient * tenTo(shift);
  if (big.sign === small.sign) return new Decimal(big.sign, first + small.coefficient, small.exponent);
  const difference = first - small.coefficient;
  if (difference === 0n) return zero(context.rounding === FLOOR ? 1 : 0, small.exponent);
  return difference > 0n
    ? new Decimal(big.sign, difference, small.exponent)
    : new Decimal(small.sign, -difference, small.exponent);
}

/** a + b. */
export function add(a: Decimal, b: Decimal, context: Context): Decimal {
  return addOrSubtract(a, b, 0, context);
}

/** a - b. */
export function subtract(a: Decimal, b: Decimal, context: Context): Decimal {
  return addOrSubtract(a, b, 1, context);
}

/** a * b without rounding; a NaN only where an operand is one, or for zero times infinity. */
function productOf(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.isInfinite || b.isInfinite) return a.isZero || b.isZero ? context.refuse() : infinity(sign);
  return new Decimal(sign, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

/** a * b. */
export function multiply(a: Decimal, b: Decimal, context: Context): Decimal {
  return finish(productOf(a, b, context), context);
}

/** a * b + c with one rounding. */
export function multiplyAdd(a: Decimal, b: Decimal, c: Decimal, context: Context): Decimal {
  const before = context.status;
  context.status = 0;
  let result = productOf(a, b, context);
  if ((context.status & INVALID_OPERATION) === 0) result = add(result, c, context);
  context.status |= before;
  return result;
}

/** a / b. */
export function divide(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.isInfinite) return b.isInfinite ? context.refuse() : infinity(sign);
  if (b.isInfinite) {
    context.status |= CLAMPED;
    return zero(sign, context.tiniest);
  }
  if (b.isZero) {
    if (a.isZero) return context.refuse(DIVISION_UNDEFINED);
    context.status |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const ideal = a.exponent - b.exponent;
  if (a.isZero) return finish(zero(sign, ideal), context);
  const shift = Math.max(0, b.digits - a.digits + context.precision + 1);
  const dividend = shift === 0 ? a.coefficient : a.coefficient * tenTo(shift);
  let quotient = dividend / b.coefficient, exponent = ideal - shift;
  if (quotient * b.coefficient !== dividend) {
    if (quotient % 5n === 0n) quotient += 1n;
  } else if (exponent < ideal) {
    const zeros = Math.min(trailingZeros(quotient), ideal - exponent);
    quotient /= tenTo(zeros);
    exponent += zeros;
  }
  return finish(new Decimal(sign, quotient, exponent), context);
}

/** Quotient, a whole number, and remainder of finite numbers; null, with the condition noted, if it is too long. */
function wholeDivision(
  a: Decimal,
  b: Decimal,
  context: Context,
): { quotient: Decimal; remainder: Decimal } | null {
  const ideal = Math.min(a.exponent, b.exponent), sign = a.sign ^ b.sign;
  if (a.isZero) return { quotient: zero(sign, 0), remainder: zero(a.sign, ideal) };
  const lead = a.adjusted - b.adjusted;
  if (lead < 0) {
    const remainder = new Decimal(a.sign, a.coefficient * tenTo(a.exponent - ideal), ideal);
    return { quotient: zero(sign, 0), remainder };
  }
  if (lead > context.precision) {
    context.status |= DIVISION_IMPOSSIBLE;
    return null;
  }
  const x = a.coefficient * tenTo(a.exponent - ideal), y = b.coefficient * tenTo(b.exponent - ideal);
  const quotient = x / y;
  if (digitsOf(quotient) > context.precision) {
    context.status |= DIVISION_IMPOSSIBLE;
    return null;
  }
  return {
    quotient: new Decimal(sign, quotient, 0),
    remainder: new Decimal(a.sign, x - quotient * y, ideal),
  };
}

/** a // b: the whole part of the quotient. */
export function divideWhole(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  const sign = a.sign ^ b.sign;
  if (a.isInfinite) return b.isInfinite ? context.refuse() : infinity(sign);
  if (b.isInfinite) return zero(sign, 0);
  if (b.isZero) {
    if (a.isZero) return context.refuse(DIVISION_UNDEFINED);
    context.status |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const parts = wholeDivision(a, b, context);
  return parts === null ? NAN : finish(parts.quotient, context);
}

/** a % b, with the sign of a. */
export function remainder(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isInfinite) return context.refuse();
  if (b.isInfinite) return finish(a, context);
  if (b.isZero) return context.refuse(a.isZero ? DIVISION_UNDEFINED : INVALID_OPERATION);
  const parts = wholeDivision(a, b, context);
  return parts === null ? NAN : finish(parts.remainder, context);
}

/** a // b and a % b. */
export function divideBoth(a: Decimal, b: Decimal, context: Context): [Decimal, Decimal] {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return [nan, nan];
  const sign = a.sign ^ b.sign;
  if (a.isInfinite) return [b.isInfinite ? NAN : infinity(sign), context.refuse()];
  if (b.isInfinite) return [zero(sign, 0), finish(a, context)];
  if (b.isZero) {
    if (a.isZero) return [NAN, context.refuse(DIVISION_UNDEFINED)];
    return [infinity(sign), context.refuse(DIVISION_BY_ZERO | INVALID_OPERATION)];
  }
  const parts = wholeDivision(a, b, context);
  if (parts === null) return [NAN, NAN];
  return [finish(parts.quotient, context), finish(parts.remainder, context)];
}

/** a - b * n for the whole number n nearest to a / b, the even one of two. */
export function remainderNear(a: Decimal, b: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isInfinite) return context.refuse();
  if (b.isInfinite) return finish(a, context);
  if (b.isZero) return context.refuse(a.isZero ? DIVISION_UNDEFINED : INVALID_OPERATION);
  const ideal = Math.min(a.exponent, b.exponent);
  if (a.isZero) return finish(zero(a.sign, ideal), context);
  const lead = a.adjusted - b.adjusted;
  if (lead < -1) {
    return finish(new Decimal(a.sign, a.coefficient * tenTo(a.exponent - ideal), ideal), context);
  }
  if (lead > context.precision) return context.refuse(DIVISION_IMPOSSIBLE);
  const x = a.coefficient * tenTo(a.exponent - ideal), y = b.coefficient * tenTo(b.exponent - ideal);
  let quotient = x / y, rest = x - quotient * y;
  if (rest * 2n > y || (rest * 2n === y && (quotient & 1n) === 1n)) {
    quotient += 1n;
    rest -= y;
  }
  if (digitsOf(quotient) > context.precision) return context.refuse(DIVISION_IMPOSSIBLE);
  const sign = rest < 0n ? a.sign ^ 1 : a.sign;
  return finish(new Decimal(sign, rest < 0n ? -rest : rest, ideal), context);
}

/** The integer whose square is the largest that a number is not below. */
export function integerRoot(value: bigint, bits: number): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((bits + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** The square root, rounded to the nearest. */
export function squareRoot(a: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  const half = Math.floor(a.exponent / 2);
  if (a.isZero) return finishNearest(zero(a.sign, half), context);
  if (a.sign === 1) return context.refuse();
  if (a.isInfinite) return a;
  let coefficient = a.coefficient;
  let length = (a.digits + 1) >> 1;
  if (a.exponent % 2 !== 0) {
    coefficient *= 10n;
    length = (a.digits >> 1) + 1;
  }
  const shift = context.precision + 1 - length;
  let exact = true;
  if (shift >= 0) coefficient *= tenTo(2 * shift);
  else {
    const unit = tenTo(-2 * shift), rest = coefficient / unit;
    exact = rest * unit === coefficient;
    coefficient = rest;
  }
  let root = integerRoot(coefficient, coefficient.toString(16).length * 4), exponent = half - shift;
  if (exact && root * root === coefficient) {
    root = shift >= 0 ? root / tenTo(shift) : root * tenTo(-shift);
    exponent = half;
  } else if (root % 5n === 0n) root += 1n;
  return finishNearest(new Decimal(0, root, exponent), context);
}

/** As `finish`, rounding to the nearest and among two to the even one whatever the context says. */
export function finishNearest(number: Decimal, context: Context): Decimal {
  const rounding = context.rounding;
  context.rounding = HALF_EVEN;
  const result = finish(number, context);
  context.rounding = rounding;
  return result;
}
