/**
 * Numbers for the writers of native modules: doubles and their bits, ints in the heap, text of numbers, sums and
 * lengths to more than double precision.
 *
 * @module
 */
export { complexParts, complexText, imaginaryOf, realOf } from "./builtins/complex.ts";
export {
  divideComplex,
  imaginaryPart,
  leave as leaveComplex,
  multiplyComplex,
  realPart,
} from "./builtins/complex_arithmetic.ts";
export {
  cPower,
  doubleFloorDivide,
  doubleModulo,
  intOfDouble,
  roundDecimals,
} from "./builtins/float_arithmetic.ts";
export { parseDouble } from "./builtins/float_text.ts";
export { floorDivide, modulo } from "./builtins/int_arithmetic.ts";
export { bitLengthOf, compareInts, exactInt, safeNumber } from "./builtins/int_limbs.ts";
export * as doubleDouble from "./double_double.ts";
export {
  bitLength,
  doubleOfQuotient,
  doubleOfScaled,
  exponentOf,
  isNegative,
  mantissaOf,
  powerOfTwo,
  scaleByPower,
  stepBits,
} from "./doubles.ts";
export {
  DEFAULT_INT_DIGITS,
  digitsAllowed,
  intDigitsLimit,
  intText,
  LEAST_INT_DIGITS,
  setIntDigitsLimit,
} from "./format/digits.ts";
export { doubleRepr, fixed, magnitudeText, significant } from "./format/doubles.ts";
export { percentDouble, percentInteger, type PercentSpec } from "./format/percent.ts";
export { formatStr } from "./format/text.ts";
export { HASH_IMAGINARY, HASH_INFINITY, HASH_MODULUS, hashDouble, hashInteger } from "./hashing.ts";
