/**
 * What an operation works under: precision, range, rounding; and what it signals. Every operation ends with
 * {@linkcode finish}, which makes its result fit.
 *
 * @module
 */
import { Decimal, digitsOf, infinity, QUIET, SIGNALING, tenTo, zero } from "./number.ts";

/** Conditions, as bits of a status (libmpdec's). */
export const CLAMPED = 1,
  CONVERSION_SYNTAX = 2,
  DIVISION_BY_ZERO = 4,
  DIVISION_IMPOSSIBLE = 8,
  DIVISION_UNDEFINED = 0x10,
  INEXACT = 0x40,
  INVALID_CONTEXT = 0x80,
  INVALID_OPERATION = 0x100,
  FLOAT_OPERATION = 0x400,
  OVERFLOW = 0x800,
  ROUNDED = 0x1000,
  SUBNORMAL = 0x2000,
  UNDERFLOW = 0x4000;

/** All that the signal InvalidOperation stands for. */
export const ANY_INVALID: number = CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED |
  INVALID_CONTEXT | INVALID_OPERATION;

/** Roundings by number, in libmpdec's order. */
export const ROUNDINGS: readonly string[] = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
];
export const UP = 0,
  DOWN = 1,
  CEILING = 2,
  FLOOR = 3,
  HALF_UP = 4,
  HALF_DOWN = 5,
  HALF_EVEN = 6,
  ZERO_FIVE_UP = 7;

/** Largest precision and exponent. A double can't tell 10**18 - 1 from 10**18. */
export const MOST = 1e18;

/** A context of an operation. */
export class Context {
  precision: number;
  mostExponent: number;
  leastExponent: number;
  rounding: number;
  clamp: boolean;
  /** Conditions that came up. */
  status = 0;

  constructor(
    precision: number,
    mostExponent: number,
    leastExponent: number,
    rounding: number = HALF_EVEN,
    clamp = false,
  ) {
    this.precision = precision;
    this.mostExponent = mostExponent;
    this.leastExponent = leastExponent;
    this.rounding = rounding;
    this.clamp = clamp;
  }

  /** Least exponent of a coefficient: of subnormal numbers. */
  get tiniest(): number {
    return this.leastExponent - (this.precision - 1);
  }

  /** Largest exponent of a coefficient of full precision. */
  get top(): number {
    return this.mostExponent - (this.precision - 1);
  }

  /** Notes a condition and gives NaN. */
  refuse(condition: number = INVALID_OPERATION): Decimal {
    this.status |= condition;
    return new Decimal(0, 0n, 0, QUIET);
  }
}

/** A context of a precision that loses nothing by range. */
export function widest(precision: number, rounding: number = HALF_EVEN): Context {
  return new Context(precision, MOST, -MOST, rounding);
}

/** What a shift to the right dropped: 0 nothing, 1 less than half, 5 half, 9 more than half of the last digit's unit. */
type Dropped = number;

/** The coefficient without its last `shift` digits. */
export function shiftRight(coefficient: bigint, shift: number): { rest: bigint; dropped: Dropped } {
  if (shift <= 0) return { rest: coefficient, dropped: 0 };
  if (shift > digitsOf(coefficient)) return { rest: 0n, dropped: coefficient === 0n ? 0 : 1 };
  const unit = tenTo(shift), rest = coefficient / unit, remainder = coefficient - rest * unit;
  if (remainder === 0n) return { rest, dropped: 0 };
  const twice = remainder * 2n;
  return { rest, dropped: twice < unit ? 1 : twice === unit ? 5 : 9 };
}

/** Whether a coefficient goes one up for what was dropped. */
export function roundsUp(rounding: number, sign: number, coefficient: bigint, dropped: Dropped): boolean {
  if (dropped === 0) return false;
  switch (rounding) {
    case UP:
      return true;
    case DOWN:
      return false;
    case CEILING:
      return sign === 0;
    case FLOOR:
      return sign === 1;
    case HALF_UP:
      return dropped >= 5;
    case HALF_DOWN:
      return dropped > 5;
    case HALF_EVEN:
      return dropped > 5 || (dropped === 5 && (coefficient & 1n) === 1n);
    default:
      return coefficient % 5n === 0n;
  }
}

/** The largest finite number. */
function largest(sign: number, context: Context): Decimal {
  return new Decimal(sign, tenTo(context.precision) - 1n, context.top);
}

function overflow(sign: number, context: Context): Decimal {
  context.status |= OVERFLOW | INEXACT | ROUNDED;
  const { rounding } = context;
  const toLargest = rounding === DOWN || rounding === ZERO_FIVE_UP ||
    (rounding === CEILING && sign === 1) || (rounding === FLOOR && sign === 0);
  return toLargest ? largest(sign, context) : infinity(sign);
}

/** Makes the exponent fit. */
function fitExponent(number: Decimal, context: Context): Decimal {
  const { sign, coefficient, exponent, adjusted } = number;
  if (adjusted > context.mostExponent) {
    if (coefficient !== 0n) return overflow(sign, context);
    context.status |= CLAMPED;
    return zero(sign, context.clamp ? context.top : context.mostExponent);
  }
  if (context.clamp && exponent > context.top) {
    context.status |= CLAMPED;
    if (coefficient !== 0n && adjusted < context.leastExponent) context.status |= SUBNORMAL;
    return new Decimal(sign, coefficient * tenTo(exponent - context.top), context.top);
  }
  if (adjusted >= context.leastExponent) return number;
  const least = context.tiniest;
  if (coefficient === 0n) {
    if (exponent >= least) return number;
    context.status |= CLAMPED;
    return zero(sign, least);
  }
  context.status |= SUBNORMAL;
  if (exponent >= least) return number;
  const { rest, dropped } = shiftRight(coefficient, least - exponent);
  context.status |= ROUNDED;
  const rounded = roundsUp(context.rounding, sign, rest, dropped) ? rest + 1n : rest;
  if (dropped !== 0) {
    context.status |= INEXACT | UNDERFLOW;
    if (rounded === 0n) context.status |= CLAMPED;
  }
  return new Decimal(sign, rounded, least);
}

/** A NaN whose payload fits. */
export function fitNaN(number: Decimal, context: Context): Decimal {
  const most = context.precision - (context.clamp ? 1 : 0);
  if (number.coefficient === 0n || number.digits <= most) return number;
  const payload = most === 0 ? 0n : number.coefficient % tenTo(most);
  return new Decimal(number.sign, payload, 0, number.kind);
}

/** Makes a result fit: range first, then precision. */
export function finish(number: Decimal, context: Context): Decimal {
  if (number.kind !== 0) return number.kind >= QUIET ? fitNaN(number, context) : number;
  const fitted = fitExponent(number, context);
  const shift = fitted.kind === 0 ? fitted.digits - context.precision : 0;
  if (shift <= 0) return fitted;
  const { rest, dropped } = shiftRight(fitted.coefficient, shift);
  context.status |= dropped === 0 ? ROUNDED : ROUNDED | INEXACT;
  const exponent = fitted.exponent + shift;
  if (!roundsUp(context.rounding, fitted.sign, rest, dropped)) {
    return new Decimal(fitted.sign, rest, exponent);
  }
  const rounded = rest + 1n;
  if (rounded !== tenTo(context.precision)) return new Decimal(fitted.sign, rounded, exponent);
  return fitExponent(new Decimal(fitted.sign, rounded / 10n, exponent + 1), context);
}

/** The NaN that an operation on NaNs gives, the first signaling one before all others; null if there is none. */
export function firstNaN(context: Context, ...operands: readonly Decimal[]): Decimal | null {
  let chosen: Decimal | null = null;
  for (const operand of operands) {
    if (operand.kind < QUIET) continue;
    if (chosen === null || (operand.kind === SIGNALING && chosen.kind !== SIGNALING)) chosen = operand;
  }
  if (chosen === null) return null;
  if (chosen.kind === SIGNALING) context.status |= INVALID_OPERATION;
  return fitNaN(new Decimal(chosen.sign, chosen.coefficient, 0, QUIET), context);
}
