/**
 * Arithmetic of complex numbers as CPython 3.14 and C's Annex G do it: infinities are kept where parts became NaN.
 * Results are left in two variables of this module.
 *
 * @module
 */
import { hypot } from "../double_double.ts";
import { isNegative } from "../doubles.ts";

const RESULT = new Float64Array(2);

/** Real part of the last result. */
export function realPart(): number {
  return RESULT[0];
}

/** Imaginary part of the last result. */
export function imaginaryPart(): number {
  return RESULT[1];
}

/** Leaves a result. */
export function leave(real: number, imaginary: number): void {
  RESULT[0] = real;
  RESULT[1] = imaginary;
}

/** 1 for an infinite part, 0 for others, with the part's sign. */
function boxed(part: number): number {
  const unit = Number.isFinite(part) || Number.isNaN(part) ? 0 : 1;
  return isNegative(part) ? -unit : unit;
}

/** A zero with the sign of a NaN, other parts as they are. */
function withoutNaN(part: number): number {
  return Number.isNaN(part) ? (isNegative(part) ? -0 : 0) : part;
}

function infinite(x: number): boolean {
  return x === Infinity || x === -Infinity;
}

/** `(a + bi) * (c + di)`. */
export function multiplyComplex(a: number, b: number, c: number, d: number): void {
  const ac = a * c, bd = b * d, ad = a * d, bc = b * c;
  RESULT[0] = ac - bd;
  RESULT[1] = ad + bc;
  if (Number.isNaN(RESULT[0]) && Number.isNaN(RESULT[1])) {
    recoverProduct(a, b, c, d, infinite(ac) || infinite(bd) || infinite(ad) || infinite(bc));
  }
}

function recoverProduct(a: number, b: number, c: number, d: number, overflow: boolean): void {
  const left = infinite(a) || infinite(b), right = infinite(c) || infinite(d);
  if (left) {
    [a, b, c, d] = [boxed(a), boxed(b), withoutNaN(c), withoutNaN(d)];
  }
  if (right) {
    [a, b, c, d] = [withoutNaN(a), withoutNaN(b), boxed(c), boxed(d)];
  }
  if (!left && !right) {
    if (!overflow) return;
    [a, b, c, d] = [withoutNaN(a), withoutNaN(b), withoutNaN(c), withoutNaN(d)];
  }
  RESULT[0] = Infinity * (a * c - b * d);
  RESULT[1] = Infinity * (a * d + b * c);
}

/** `(a + bi) / (c + di)` (Smith 1962). The divisor is not 0. */
export function divideComplex(a: number, b: number, c: number, d: number): void {
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c, divisor = c + d * ratio;
    RESULT[0] = (a + b * ratio) / divisor;
    RESULT[1] = (b - a * ratio) / divisor;
  } else if (Math.abs(d) >= Math.abs(c)) {
    const ratio = c / d, divisor = c * ratio + d;
    RESULT[0] = (a * ratio + b) / divisor;
    RESULT[1] = (b * ratio - a) / divisor;
  } else RESULT.fill(NaN);
  if (!Number.isNaN(RESULT[0]) || !Number.isNaN(RESULT[1])) return;
  if ((infinite(a) || infinite(b)) && Number.isFinite(c) && Number.isFinite(d)) {
    const x = boxed(a), y = boxed(b);
    RESULT[0] = Infinity * (x * c + y * d);
    RESULT[1] = Infinity * (y * c - x * d);
  } else if ((infinite(c) || infinite(d)) && Number.isFinite(a) && Number.isFinite(b)) {
    const x = boxed(c), y = boxed(d);
    RESULT[0] = 0 * (a * x + b * y);
    RESULT[1] = 0 * (b * x - a * y);
  }
}

/** `a / (c + di)`. The divisor is not 0. */
export function divideReal(a: number, c: number, d: number): void {
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c, divisor = c + d * ratio;
    RESULT[0] = a / divisor;
    RESULT[1] = (-a * ratio) / divisor;
  } else if (Math.abs(d) >= Math.abs(c)) {
    const ratio = c / d, divisor = c * ratio + d;
    RESULT[0] = (a * ratio) / divisor;
    RESULT[1] = -a / divisor;
  } else RESULT.fill(NaN);
  if (
    Number.isNaN(RESULT[0]) && Number.isNaN(RESULT[1]) && Number.isFinite(a) && (infinite(c) || infinite(d))
  ) {
    RESULT[0] = 0 * (a * boxed(c));
    RESULT[1] = 0 * (-a * boxed(d));
  }
}

/** What went wrong with a power. */
export type PowerProblem = "" | "zero" | "overflow";

/** `(a + bi) ** (c + di)`. */
export function powerComplex(a: number, b: number, c: number, d: number): PowerProblem {
  if (d === 0 && Number.isInteger(c) && Math.abs(c) <= 100) {
    if (c < 0 && a === 0 && b === 0) return "zero";
    integerPower(a, b, Math.abs(c));
    if (c <= 0) divideComplex(1, 0, RESULT[0], RESULT[1]);
  } else if (a === 0 && b === 0) {
    if (d !== 0 || c < 0) return "zero";
    leave(0, 0);
  } else {
    const size = hypot(a, b), angle = Math.atan2(b, a);
    let length = size ** c, phase = angle * c;
    if (d !== 0) {
      length *= Math.exp(-angle * d);
      phase += d * Math.log(size);
    }
    // No angle is infinite: the C library tells of it as of zero's powers.
    if (infinite(phase)) return "zero";
    leave(length * Math.cos(phase), length * Math.sin(phase));
  }
  return infinite(RESULT[0]) || infinite(RESULT[1]) ? "overflow" : "";
}

/** A power with an exponent of 0 to 100, by squaring. */
function integerPower(a: number, b: number, exponent: number): void {
  let real = 1, imaginary = 0, x = a, y = b;
  for (let mask = 1; mask <= exponent; mask <<= 1) {
    if ((exponent & mask) !== 0) {
      multiplyComplex(real, imaginary, x, y);
      real = RESULT[0];
      imaginary = RESULT[1];
    }
    multiplyComplex(x, y, x, y);
    x = RESULT[0];
    y = RESULT[1];
  }
  leave(real, imaginary);
}
