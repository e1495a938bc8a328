/**
 * Exponential function, logarithms and powers. The first three are rounded correctly: they are computed in fixed
 * point with digits to spare, and again with more of them where what is left over leaves the rounding open. The
 * fixed point is binary, `value * 2**bits`.
 *
 * @module
 */
import { divide, finishNearest, multiply, subtract } from "./arithmetic.ts";
import { Context, finish, firstNaN, INEXACT, MOST, ROUNDED, widest } from "./context.ts";
import {
  bitsOf,
  compareMagnitude,
  compareNumbers,
  Decimal,
  infinity,
  ofInt,
  ONE,
  tenTo,
  zero,
} from "./number.ts";

/** Digits that a first computation has to spare. */
const SPARE_DIGITS = 6;
/** Digits of exponents of the largest numbers: what a power is computed with besides its precision. */
const EXPONENT_DIGITS = 19;

const bitsFor = (digits: number) => Math.ceil(digits * 3.3219280948873626) + 8;

/** atanh(1/n) in fixed point. */
function inverseArtanh(n: bigint, bits: number): bigint {
  const square = n * n;
  let power = (1n << BigInt(bits)) / n, sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    sum += power / k;
  }
  return sum;
}

let tenBits = 0, tenLogarithm = 0n;

/** ln 10 in fixed point. */
function lnTen(bits: number): bigint {
  if (bits > tenBits) {
    tenBits = bits + 64;
    const extra = tenBits + 16;
    const sum = 46n * inverseArtanh(31n, extra) + 34n * inverseArtanh(49n, extra) +
      20n * inverseArtanh(161n, extra);
    tenLogarithm = sum >> 16n;
  }
  return tenLogarithm >> BigInt(tenBits - bits);
}

/** e**x of a fixed-point number between about -3 and 3. */
function expFixed(x: bigint, bits: number): bigint {
  const halvings = Math.ceil(Math.sqrt(bits / 2)), extra = 2 * halvings + 8, wide = BigInt(bits + extra);
  const small = (x << BigInt(extra)) >> BigInt(halvings);
  let term = 1n << wide, sum = term;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = (term * small >> wide) / k;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = sum * sum >> wide;
  return sum >> BigInt(extra);
}

/** A magnitude in fixed point: coefficient * 10**exponent. */
function fixed(coefficient: bigint, exponent: number, bits: number): bigint {
  const scaled = coefficient << BigInt(bits);
  return exponent >= 0 ? scaled * tenTo(exponent) : scaled / tenTo(-exponent);
}

/** ln x of a fixed-point number from 1 to 10. */
function lnFixed(x: bigint, bits: number): bigint {
  const unit = 1n << BigInt(bits);
  let good = 45;
  let y = BigInt(Math.round(Math.log(Number(x >> BigInt(bits - 60)) / 2 ** 60) * 2 ** 50)) <<
    BigInt(bits - 50);
  // Halley's step: each triples the digits that are right.
  while (good < bits) {
    const guess = expFixed(y, bits);
    y += ((x - guess) * 2n * unit) / (x + guess);
    good *= 3;
  }
  return y;
}

/** Whether rounding to fewer digits is settled although the last few digits of a coefficient are not certain. */
function isSettled(coefficient: bigint, digits: number, precision: number): boolean {
  const unit = tenTo(digits - precision), rest = coefficient % unit, half = unit / 2n;
  const distance = rest < half
    ? (rest < half - rest ? rest : half - rest)
    : (rest - half < unit - rest ? rest - half : unit - rest);
  return distance > 1000n;
}

/**
 * Computes with ever more digits until the rounding is certain.
 *
 * @param compute Gives the coefficient and the exponent of an approximation with a number of digits; the last three of
 * them may be wrong.
 */
function settle(
  sign: number,
  context: Context,
  compute: (digits: number) => readonly [coefficient: bigint, exponent: number],
): Decimal {
  for (let spare = SPARE_DIGITS;; spare *= 2) {
    const [coefficient, exponent] = compute(context.precision + spare);
    const result = new Decimal(sign, coefficient, exponent);
    if (result.digits > context.precision + 3 && isSettled(coefficient, result.digits, context.precision)) {
      return finishNearest(result, context);
    }
  }
}

/** The digits of a fixed-point number: a coefficient of about so many digits and its exponent. */
function digitsOfFixed(value: bigint, bits: number, digits: number): readonly [bigint, number] {
  const size = Math.floor((bitsOf(value) - bits) * 0.30102999566398114), exponent = size - digits;
  const scaled = exponent < 0 ? value * tenTo(-exponent) : value / tenTo(exponent);
  return [scaled >> BigInt(bits), exponent];
}

/** e**a. */
export function exponential(a: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  if (a.isInfinite) return a.sign === 1 ? zero(0, 0) : a;
  if (a.isZero) return ONE;
  // Beyond this the result is out of range whatever the digits are.
  if (a.adjusted > 19) {
    context.status |= INEXACT | ROUNDED;
    return finishNearest(new Decimal(0, 1n, a.sign === 1 ? -3 * MOST : 3 * MOST), context);
  }
  if (a.adjusted < -(context.precision + 2)) {
    context.status |= INEXACT | ROUNDED;
    return finishNearest(new Decimal(0, tenTo(context.precision - 1), 1 - context.precision), context);
  }
  return settle(0, context, (digits) => {
    const bits = bitsFor(digits + Math.max(0, a.adjusted) + 2);
    const magnitude = fixed(a.coefficient, a.exponent, bits), x = a.sign === 1 ? -magnitude : magnitude;
    const ten = lnTen(bits), times = x / ten;
    const [coefficient, exponent] = digitsOfFixed(expFixed(x - times * ten, bits), bits, digits);
    return [coefficient, exponent + Number(times)];
  });
}

/** The magnitude of ln a, in fixed point, where a is positive and not 1; and its sign. */
function logarithmFixed(a: Decimal, bits: number): { value: bigint; sign: number } {
  const mantissa = fixed(a.coefficient, 1 - a.digits, bits);
  const value = lnFixed(mantissa, bits) + BigInt(a.adjusted) * lnTen(bits);
  return value < 0n ? { value: -value, sign: 1 } : { value, sign: 0 };
}

/** How many digits of ln a are zeros because a is close to 1. */
function closeToOne(a: Decimal): number {
  if (a.adjusted !== 0 && a.adjusted !== -1) return 0;
  const one = tenTo(Math.max(0, -a.exponent));
  const value = a.exponent >= 0 ? a.coefficient * tenTo(a.exponent) : a.coefficient;
  const distance = value > one ? value - one : one - value;
  return Math.max(0, -a.exponent - new Decimal(0, distance, 0).digits + 1);
}

/** The cases that the logarithms share; null for a positive number. */
function logarithmOfSpecial(a: Decimal, context: Context): Decimal | null {
  const nan = firstNaN(context, a);
  if (nan !== null) return nan;
  if (a.isZero) return infinity(1);
  if (a.sign === 1) return context.refuse();
  return a.isInfinite ? a : null;
}

/** The natural logarithm. */
export function naturalLogarithm(a: Decimal, context: Context): Decimal {
  const special = logarithmOfSpecial(a, context);
  if (special !== null) return special;
  if (compareMagnitude(a, ONE) === 0) return zero(0, 0);
  const close = closeToOne(a), sign = compareNumbers(a, ONE) < 0 ? 1 : 0;
  return settle(sign, context, (digits) => {
    const bits = bitsFor(digits + close + 22);
    return digitsOfFixed(logarithmFixed(a, bits).value, bits, digits);
  });
}

/** The logarithm to base 10. */
export function decimalLogarithm(a: Decimal, context: Context): Decimal {
  const special = logarithmOfSpecial(a, context);
  if (special !== null) return special;
  const leading = a.coefficient.toString();
  if (/^10*$/.test(leading)) return finishNearest(ofInt(BigInt(a.adjusted)), context);
  const close = closeToOne(a), sign = compareNumbers(a, ONE) < 0 ? 1 : 0;
  return settle(sign, context, (digits) => {
    const bits = bitsFor(digits + close + 22);
    const value = (logarithmFixed(a, bits).value << BigInt(bits)) / lnTen(bits);
    return digitsOfFixed(value, bits, digits);
  });
}

/** Powers of infinities and to infinities, of zero, of one; null where there is something to compute. */
function simplePower(a: Decimal, b: Decimal, sign: number, context: Context): Decimal | null {
  const nan = firstNaN(context, a, b);
  if (nan !== null) return nan;
  if (a.isZero) {
    if (b.isZero) return context.refuse();
    return b.sign === 1 ? infinity(sign) : zero(sign, 0);
  }
  if (a.sign === 1 && !b.isInteger) return context.refuse();
  const toOne = a.isInfinite ? 1 : compareMagnitude(a, ONE);
  if (b.isInfinite) {
    if (toOne === 0) {
      context.status |= INEXACT | ROUNDED;
      return new Decimal(0, tenTo(context.precision - 1), 1 - context.precision);
    }
    return (toOne < 0) === (b.sign === 1) ? infinity(0) : zero(0, 0);
  }
  if (a.isInfinite) return b.isZero ? ONE : b.sign === 1 ? zero(sign, 0) : infinity(sign);
  if (b.isZero) return ONE;
  if (toOne !== 0) return null;
  if (!b.isInteger) {
    context.status |= INEXACT | ROUNDED;
    return new Decimal(sign, tenTo(context.precision - 1), 1 - context.precision);
  }
  if (b.sign === 1) return ONE.withSign(sign);
  let zeros = -a.exponent * Number(b.coefficient) * 10 ** b.exponent;
  if (zeros > context.precision - 1) {
    zeros = context.precision - 1;
    context.status |= ROUNDED;
  }
  return new Decimal(sign, tenTo(Math.max(0, zeros)), -Math.max(0, zeros));
}

/** Number of digits of a whole number. */
const lengthOf = (value: number) => Math.abs(value).toString().length;

/** A lower bound of log10(|log10 a|), as whole number, for a positive number other than 1. */
function boundOfLogarithm(a: Decimal): number {
  if (a.adjusted > 0) return lengthOf(a.adjusted) - 1;
  if (a.adjusted < -1) return lengthOf(a.adjusted + 1) - 1;
  const distance = subtract(a, ONE, widest(MOST)).adjusted;
  return a.adjusted === 0 ? distance - 2 : distance - 1;
}

/** A power that is out of range for certain; null otherwise. */
function boundedPower(a: Decimal, b: Decimal, sign: number, context: Context): Decimal | null {
  const least = boundOfLogarithm(a.withSign(0)) + b.adjusted;
  const grows = (a.adjusted >= 0) === (b.sign === 0);
  if (lengthOf(grows ? context.mostExponent : context.tiniest) >= least) return null;
  return finish(new Decimal(sign, 1n, grows ? 3 * MOST : context.tiniest - 1), context);
}

/** a to the power of a whole number, by squaring: the last digit is as good as libmpdec's. */
function wholePower(a: Decimal, b: Decimal, sign: number, context: Context): Decimal {
  const work = new Context(
    context.precision + b.digits + b.exponent + 2 + (b.sign === 1 ? 1 : 0),
    context.mostExponent,
    context.leastExponent,
  );
  const base = b.sign === 1 ? divide(ONE, a, work) : a;
  const times = b.exponent >= 0 ? b.coefficient * tenTo(b.exponent) : b.coefficient / tenTo(-b.exponent);
  let result = base;
  for (
    let bit = BigInt(times.toString(2).length - 2);
    bit >= 0n && !result.isInfinite && !result.isZero;
    bit--
  ) {
    result = multiply(result, result, work);
    if ((times >> bit & 1n) === 1n) result = multiply(result, base, work);
  }
  context.status |= work.status;
  if (result.isInfinite) result = new Decimal(sign, 1n, 3 * MOST);
  return finish(result.withSign(sign), context);
}

/** a to the power b. */
export function power(a: Decimal, b: Decimal, context: Context): Decimal {
  const sign = a.sign & (b.isOdd ? 1 : 0);
  const simple = simplePower(a, b, sign, context) ?? boundedPower(a, b, sign, context);
  if (simple !== null) return simple;
  if (b.isInteger) return wholePower(a, b, sign, context);
  const work = widest(Math.max(a.digits, context.precision) + 4 + EXPONENT_DIGITS);
  const result = exponential(multiply(naturalLogarithm(a, work), b, work), work);
  context.status |= INEXACT | ROUNDED;
  const rounded = finish(result, context);
  if (!rounded.isFinite || compareMagnitude(rounded, ONE) !== 0) return rounded;
  return new Decimal(0, tenTo(context.precision - 1), 1 - context.precision);
}

/** a to the power b modulo m, all of them whole numbers. */
export function powerModulo(a: Decimal, b: Decimal, m: Decimal, context: Context): Decimal {
  const nan = firstNaN(context, a, b, m);
  if (nan !== null) return nan;
  if (!a.isInteger || !b.isInteger || !m.isInteger || m.isZero || (a.isZero && b.isZero) || b.sign === 1) {
    return context.refuse();
  }
  if (m.adjusted >= context.precision) return context.refuse();
  const whole = (x: Decimal) =>
    x.exponent >= 0 ? x.coefficient * tenTo(x.exponent) : x.coefficient / tenTo(-x.exponent);
  const modulus = whole(m);
  let base = whole(a) % modulus, times = whole(b), result = 1n % modulus;
  for (; times > 0n; times >>= 1n) {
    if ((times & 1n) === 1n) result = result * base % modulus;
    base = base * base % modulus;
  }
  return new Decimal(a.sign & (b.isOdd ? 1 : 0), result, 0);
}
