/**
 * Numbers as unevaluated sums of two doubles, about 106 bits: what lengths and sums of products are computed in before
 * they are rounded once (Dekker 1971; Hida, Li & Bailey 2001).
 *
 * A result is left in two variables of this module, read with {@linkcode high} and {@linkcode low}: nothing is
 * allocated. Every function takes its operands as two doubles each, the second no more than half a unit of the first.
 *
 * @module
 */
import { exponentOf, mantissaOf, scaleByPower, stepBits } from "./doubles.ts";

const RESULT = new Float64Array(2);
/** Splits a double into two halves of 26 bits. */
const SPLITTER = 0x800_0001;

/** The greater part of the last result: the result rounded to a double. */
export function high(): number {
  return RESULT[0];
}

/** What the last result is more than {@linkcode high}. */
export function low(): number {
  return RESULT[1];
}

/** Sets the result to a sum of doubles, the first of greater magnitude. */
function setSum(a: number, b: number): void {
  const sum = a + b;
  RESULT[0] = sum;
  RESULT[1] = b - (sum - a);
}

/** The exact sum of two doubles. */
export function sum(a: number, b: number): void {
  const total = a + b, part = total - a;
  RESULT[0] = total;
  RESULT[1] = (a - (total - part)) + (b - part);
}

/** What the product of two doubles is more than the rounded product. Exact within 2^-969 to 2^996. */
export function productError(a: number, b: number, product: number): number {
  const s = a * SPLITTER, aHigh = s - (s - a), aLow = a - aHigh;
  const t = b * SPLITTER, bHigh = t - (t - b), bLow = b - bHigh;
  return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
}

/** The exact product of two doubles. */
export function product(a: number, b: number): void {
  const p = a * b;
  RESULT[0] = p;
  RESULT[1] = productError(a, b, p);
}

/** `a + b` of pairs. */
export function add(a: number, aLow: number, b: number, bLow: number): void {
  let total = a + b;
  let part = total - a;
  let error = (a - (total - part)) + (b - part);
  const lows = aLow + bLow;
  part = lows - aLow;
  const lowError = (aLow - (lows - part)) + (bLow - part);
  error += lows;
  const whole = total + error;
  error = (error - (whole - total)) + lowError;
  total = whole + error;
  RESULT[0] = total;
  RESULT[1] = error - (total - whole);
}

/** `a * b` of pairs. */
export function multiply(a: number, aLow: number, b: number, bLow: number): void {
  const p = a * b;
  setSum(p, productError(a, b, p) + (a * bLow + aLow * b));
}

/** `a / b` of pairs. */
export function divide(a: number, aLow: number, b: number, bLow: number): void {
  const first = a / b;
  let p = first * b;
  let rest = (a - p) - productError(first, b, p) + aLow - first * bLow;
  const second = rest / b;
  p = second * b;
  rest = (rest - p) - productError(second, b, p) - second * bLow;
  const total = first + second;
  setSum(total, (second - (total - first)) + rest / b);
}

/** ln 2: a part whose product with any exponent of a double is exact, and two more; and as a pair. */
const LN2_1 = 0.6931471805592082, LN2_2 = 7.371002565167799e-13, LN2_3 = 1.94704509238075e-31;
const LN2 = 0.6931471805599453;

/**
 * e to the power of a pair: a result between 0.7 and 1.5, to be multiplied by 2 to the returned power. The argument lies
 * within what a double's exponential may be, roughly.
 */
export function exponential(x: number, xLow: number): number {
  const k = Math.round(x / LN2);
  product(k, LN2_2);
  const second = RESULT[0], secondLow = RESULT[1];
  add(x - k * LN2_1, xLow, -second, -secondLow - k * LN2_3);
  // A 512th of the rest needs few terms; e^r - 1 is doubled in its argument nine times.
  const m = RESULT[0] / 512, mLow = RESULT[1] / 512;
  let p = 1, pLow = 0;
  for (let n = 9; n > 1; n--) {
    divide(p, pLow, n, 0);
    multiply(RESULT[0], RESULT[1], m, mLow);
    add(1, 0, RESULT[0], RESULT[1]);
    p = RESULT[0];
    pLow = RESULT[1];
  }
  multiply(p, pLow, m, mLow);
  for (let i = 0; i < 9; i++) {
    p = RESULT[0];
    pLow = RESULT[1];
    multiply(p, pLow, p, pLow);
    add(2 * p, 2 * pLow, RESULT[0], RESULT[1]);
  }
  add(1, 0, RESULT[0], RESULT[1]);
  return k;
}

/** The square root of a pair that is greater than 0. */
export function squareRoot(a: number, aLow: number): void {
  const root = Math.sqrt(a), square = root * root;
  const rest = (a - square) - productError(root, root, square) + aLow;
  setSum(root, rest / (2 * root));
}

/**
 * The length of a vector, rounded once but for the rarest ties. Infinite coordinates win over NaN.
 *
 * @param coordinates Any doubles.
 */
export function length(coordinates: ArrayLike<number>): number {
  let most = 0, notANumber = false;
  for (let i = 0; i < coordinates.length; i++) {
    const magnitude = Math.abs(coordinates[i]);
    if (magnitude > most) most = magnitude;
    else if (Number.isNaN(magnitude)) notANumber = true;
  }
  if (most === Infinity || (most === 0 && !notANumber)) return most;
  if (notANumber) return NaN;
  if (coordinates.length === 1) return most;
  // Scaled so that the greatest is about 1, squares neither overflow nor lose what matters.
  const power = exponentOf(most) + 53;
  let total = 0, totalLow = 0;
  for (let i = 0; i < coordinates.length; i++) {
    const x = scaleByPower(coordinates[i], -power);
    product(x, x);
    add(total, totalLow, RESULT[0], RESULT[1]);
    total = RESULT[0];
    totalLow = RESULT[1];
  }
  squareRoot(total, totalLow);
  return scaleByPower(roundedToOdd(RESULT[0], RESULT[1], power), power);
}

/** The double to be scaled: where that makes it subnormal, its last bit says whether it is exact. */
function roundedToOdd(value: number, rest: number, power: number): number {
  if (power > -1000 || rest === 0) return value;
  const floor = rest < 0 ? stepBits(value, -1n) : value;
  return (mantissaOf(floor) & 1) === 0 ? stepBits(floor, 1n) : floor;
}

const TWO = new Float64Array(2);

/** The length of the vector (x, y). */
export function hypot(x: number, y: number): number {
  TWO[0] = x;
  TWO[1] = y;
  return length(TWO);
}
