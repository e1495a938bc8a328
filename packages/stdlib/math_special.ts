/**
 * Functions of `math` that JavaScript has none of: gamma, its logarithm, the error functions; and IEEE 754's remainder
 * and fused multiply-add.
 *
 * @module
 */
import {
  bitLength,
  doubleDouble,
  doubleOfScaled,
  exponentOf,
  mantissaOf,
  scaleByPower,
} from "@orochi/vm/numeric";

/** sin(pi * x), without the error of the product. */
function sinePi(x: number): number {
  const y = Math.abs(x) % 2;
  let result: number;
  switch (Math.round(2 * y)) {
    case 0:
      result = Math.sin(Math.PI * y);
      break;
    case 1:
      result = Math.cos(Math.PI * (y - 0.5));
      break;
    case 2:
      result = Math.sin(Math.PI * (1 - y));
      break;
    case 3:
      result = -Math.cos(Math.PI * (y - 1.5));
      break;
    default:
      result = Math.sin(Math.PI * (y - 2));
      break;
  }
  return x < 0 ? -result : result;
}

/** The parameter of Lanczos' approximation with 13 terms for doubles (Pugh 2004), as in CPython. */
const LANCZOS_G = 6.024680040776729583740234375;
const LANCZOS_G_LESS_HALF = 5.524680040776729583740234375;
const LANCZOS_NUMERATOR: readonly number[] = [
  23531376880.410759688572007674451636754734846804940,
  42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843,
  17921034426.037209699919755754458931112671403265390,
  6039542586.3520280050642916443072979210699388420708,
  1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801,
  31426415.585400194380614231628318205362874684987640,
  2876370.6289353724412254090516208496135991145378768,
  186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024,
  210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
];
/** Coefficients of x (x + 1) ... (x + 11). */
const LANCZOS_DENOMINATOR: readonly number[] = [
  0,
  39916800,
  120543840,
  150917976,
  105258076,
  45995730,
  13339535,
  2637558,
  357423,
  32670,
  1925,
  66,
  1,
];

function lanczosSum(x: number): number {
  let numerator = 0, denominator = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      numerator = numerator * x + LANCZOS_NUMERATOR[i];
      denominator = denominator * x + LANCZOS_DENOMINATOR[i];
    }
  } else {
    for (let i = 0; i <= 12; i++) {
      numerator = numerator / x + LANCZOS_NUMERATOR[i];
      denominator = denominator / x + LANCZOS_DENOMINATOR[i];
    }
  }
  return numerator / denominator;
}

/** The gamma function; NaN at its poles and infinite where it overflows. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x === -Infinity ? NaN : x;
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) {
    if (x < 0) return NaN;
    if (x <= 23) return factorialOf(x - 1);
  }
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return 1 / x;
  if (magnitude > 200) return x < 0 ? 0 / sinePi(x) : Infinity;
  const y = magnitude + LANCZOS_G_LESS_HALF;
  // How much the sum was rounded by.
  const lost = magnitude > LANCZOS_G_LESS_HALF
    ? (y - magnitude) - LANCZOS_G_LESS_HALF
    : (y - LANCZOS_G_LESS_HALF) - magnitude;
  const correction = lost * LANCZOS_G / y;
  const split = magnitude >= 140;
  const power = split ? y ** (magnitude / 2 - 0.25) : y ** (magnitude - 0.5);
  if (x < 0) {
    let result = -Math.PI / sinePi(magnitude) / magnitude * Math.exp(y) / lanczosSum(magnitude);
    result -= correction * result;
    return split ? result / power / power : result / power;
  }
  let result = lanczosSum(magnitude) / Math.exp(y);
  result += correction * result;
  return split ? result * power * power : result * power;
}

/** n! as a double, exact up to 22. */
function factorialOf(n: number): number {
  let result = 1;
  for (let i = 2; i <= n; i++) result *= i;
  return result;
}

/** The natural logarithm of the gamma function's magnitude; infinite at its poles. */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (Number.isInteger(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return -Math.log(magnitude);
  let result = Math.log(lanczosSum(magnitude)) - LANCZOS_G;
  result += (magnitude - 0.5) * (Math.log(magnitude + LANCZOS_G - 0.5) - 1);
  if (x < 0) {
    result = 1.144729885849400174143427351353058711647 - Math.log(Math.abs(sinePi(magnitude))) -
      Math.log(magnitude) - result;
  }
  return result;
}

const { high, low } = doubleDouble;
/** 2 / sqrt(pi) and 1 / sqrt(pi) as pairs. */
const TWO_OVER_ROOT_PI = 1.1283791670955126, TWO_OVER_ROOT_PI_LOW = 1.533545961316588e-17;
const ROOT_PI_INVERSE = 0.5641895835477563, ROOT_PI_INVERSE_LOW = 7.66772980658294e-18;

/** The error function's series (Maclaurin), for magnitudes up to 4: left as a pair. */
function errorSeries(x: number): void {
  doubleDouble.product(x, x);
  const square = high(), squareLow = low();
  let term = x, termLow = 0, total = x, totalLow = 0;
  for (let n = 1; n < 200; n++) {
    doubleDouble.multiply(term, termLow, -square, -squareLow);
    doubleDouble.divide(high(), low(), n, 0);
    term = high();
    termLow = low();
    doubleDouble.divide(term, termLow, 2 * n + 1, 0);
    const part = high();
    doubleDouble.add(total, totalLow, part, low());
    total = high();
    totalLow = low();
    if (Math.abs(part) < Math.abs(total) * 1e-33) break;
  }
  doubleDouble.multiply(total, totalLow, TWO_OVER_ROOT_PI, TWO_OVER_ROOT_PI_LOW);
}

/** erfc(x) for x above 2, by the continued fraction of Laplace: a pair in `high` and `low` before scaling, times e^-x^2. */
function complementFar(x: number): number {
  // Evaluated from behind; the farther from 0, the fewer terms.
  let fraction = x, fractionLow = 0;
  for (let n = Math.ceil(40 + 800 / (x * x)); n >= 1; n--) {
    doubleDouble.divide(n / 2, 0, fraction, fractionLow);
    doubleDouble.add(x, 0, high(), low());
    fraction = high();
    fractionLow = low();
  }
  doubleDouble.divide(ROOT_PI_INVERSE, ROOT_PI_INVERSE_LOW, fraction, fractionLow);
  const factor = high(), factorLow = low();
  doubleDouble.product(x, x);
  const power = doubleDouble.exponential(-high(), -low());
  doubleDouble.multiply(high(), low(), factor, factorLow);
  return scaleByPower(high(), power);
}

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  const magnitude = Math.abs(x);
  if (magnitude > 6) return x < 0 ? -1 : 1;
  if (magnitude < 1e-150) return x * TWO_OVER_ROOT_PI;
  if (magnitude > 4) return x < 0 ? complementFar(-x) - 1 : 1 - complementFar(x);
  errorSeries(x);
  return high();
}

/** 1 - erf(x), not losing what is near 0. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 27.3) return 0;
  if (x < -6) return 2;
  if (x > 2) return complementFar(x);
  if (x < -4) return 2 - complementFar(-x);
  if (Math.abs(x) < 1e-150) return 1;
  errorSeries(x);
  doubleDouble.add(1, 0, -high(), -low());
  return high();
}

/** log10(2) in a part whose product with any exponent is exact, and the rest; and 1 / ln(10). */
const LOG10_2 = 3.01029995663611771306e-01,
  LOG10_2_LOW = 3.69423907715893078616e-13,
  LN10_INVERSE = 4.34294481903251816668e-01;

/**
 * The logarithm to base 10 of a positive double, in the steps of the C libraries (Ng 1993): these are right but for the
 * last bit in a seventh of all cases, and programs have come to expect their results.
 */
export function log10(x: number): number {
  if (x === Infinity) return x;
  const power = exponentOf(x) + bitLength(BigInt(mantissaOf(x))) - 1;
  // The mantissa from 1 for large numbers, from a half for small ones, so that the two parts do not cancel.
  const scale = power < 0 ? power + 1 : power;
  const low = scale * LOG10_2_LOW + LN10_INVERSE * Math.log(scaleByPower(x, -scale));
  return low + scale * LOG10_2;
}

/** The angle of the point (x, y); one that is too small for a double keeps its sign, which `Math.atan2` loses. */
export function atan2(y: number, x: number): number {
  const angle = Math.atan2(y, x);
  return angle === 0 && y < 0 ? -0 : angle;
}

/** IEEE 754's remainder: of the quotient rounded to the nearest integer, ties to even. */
export function remainder(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return NaN;
  if (!Number.isFinite(y)) return x;
  const a = Math.abs(x), b = Math.abs(y);
  const rest = a % b, other = b - rest;
  const result = rest < other ? rest : rest > other ? -other : rest - 2 * ((0.5 * (a - rest)) % b);
  return x < 0 || Object.is(x, -0) ? -result : result;
}

/** `x * y + z`, rounded once. The operands are finite. */
export function fma(x: number, y: number, z: number): number {
  const rounded = x * y + z;
  if (x === 0 || y === 0 || z === 0 && Math.abs(rounded) > 1e-290) return rounded;
  const xy = BigInt(mantissaOf(x)) * BigInt(mantissaOf(y)), power = exponentOf(x) + exponentOf(y);
  const signed = (x < 0) === (y < 0) ? xy : -xy;
  const addend = BigInt(z < 0 ? -mantissaOf(z) : mantissaOf(z)), zPower = exponentOf(z);
  const least = Math.min(power, zPower);
  const total = (signed << BigInt(power - least)) + (addend << BigInt(zPower - least));
  // An exact zero has the sign that the operation would give.
  if (total === 0n) return z === 0 ? rounded : 0;
  const magnitude = total < 0n ? -total : total;
  const result = bitLength(magnitude) + least < -1100 ? 0 : doubleOfScaled(magnitude, least);
  return total < 0n ? -result : result;
}
