/**
 * Operations on doubles where Python's differ from JavaScript's.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { exponentOf, isNegative, mantissaOf } from "../doubles.ts";
import { scaledInteger } from "../format/doubles.ts";
import type { Vm } from "../vm.ts";

/** Remainder with the divisor's sign, as `float_rem`; the divisor is not 0. */
export function doubleModulo(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return isNegative(y) ? -0 : 0;
  return (y < 0) !== (rest < 0) ? rest + y : rest;
}

/** `x // y`, as `float_floor_div`; the divisor is not 0. */
export function doubleFloorDivide(x: number, y: number): number {
  const remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0 && (y < 0) !== (remainder < 0)) quotient -= 1;
  // The quotient is nearly whole; where it is 0 it has the sign of the true one.
  if (quotient === 0) return isNegative(x) !== isNegative(y) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** C's `pow`. */
export function cPower(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && (y === Infinity || y === -Infinity)) return 1;
  return x ** y;
}

/** `x ** y` as a float, or a complex number for a negative base; raises as `float_pow`. */
export function doublePower(vm: Vm, x: number, y: number): Value {
  if (x === 0 && y < 0 && y !== -Infinity) return vm.raise("ZeroDivisionError", "zero to a negative power");
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
    const complex = vm.newComplex(x, 0), exponent = complex === 0 ? 0 : vm.newComplex(y, 0);
    const result = exponent === 0 ? 0 : vm.binary(POWER, complex, exponent);
    vm.decref(complex);
    vm.decref(exponent);
    return result;
  }
  const result = cPower(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) return raiseRange(vm);
  return vm.newFloat(result);
}

/** Position of `**` in ORDER BINARY. */
const POWER = 6;

/** OverflowError as C's `errno` gives it. */
export function raiseRange(vm: Vm): 0 {
  const exception = vm.call(
    vm.exceptionType("OverflowError"),
    vm.newInt(34),
    vm.intern("Numerical result out of range"),
  );
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/** Rounds a double's exact value half to even at a number of decimals (which may be negative). */
export function roundDecimals(value: number, digits: number): number {
  // Beyond these there is nothing to round, or nothing left.
  if (!Number.isFinite(value) || value === 0 || digits > 323) return value;
  if (digits < -308) return isNegative(value) ? -0 : 0;
  const magnitude = Math.abs(value);
  const result = Number(`${scaledInteger(magnitude, digits)}e${-digits}`);
  return value < 0 ? -result : result;
}

/** `float.__round__`: to an int without digits. */
export function roundFloat(vm: Vm, value: number, digits: Value): Value {
  if (digits === 0 || digits === NONE) {
    const floor = Math.floor(value), rest = value - floor;
    return intOfDouble(vm, rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1, value);
  }
  const count = vm.index(digits);
  if (Number.isNaN(count)) return 0;
  const result = roundDecimals(value, count);
  if (!Number.isFinite(result) && Number.isFinite(value)) {
    return vm.raise("OverflowError", "rounded value too large to represent");
  }
  return vm.newFloat(result);
}

/**
 * The int of a double that is whole, infinite or NaN, which raise.
 *
 * @param original What the double was made of, for infinities.
 */
export function intOfDouble(vm: Vm, whole: number, original: number = whole): Value {
  if (Number.isNaN(original)) return vm.raiseValue("cannot convert float NaN to integer");
  if (!Number.isFinite(original)) {
    return vm.raise("OverflowError", "cannot convert float infinity to integer");
  }
  return Number.isSafeInteger(whole) ? vm.newInt(whole) : vm.newBigInt(BigInt(whole));
}

/** The int of a double, cut towards zero. */
export function fromDouble(vm: Vm, value: number): Value {
  return intOfDouble(vm, Math.trunc(value));
}

/** `float.as_integer_ratio`. */
export function integerRatio(vm: Vm, value: number): Value {
  if (Number.isNaN(value)) return vm.raiseValue("cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) return vm.raise("OverflowError", "cannot convert Infinity to integer ratio");
  let numerator = BigInt(mantissaOf(value)), exponent = exponentOf(value);
  if (numerator === 0n) exponent = 0;
  for (; exponent < 0 && (numerator & 1n) === 0n; exponent++) numerator >>= 1n;
  if (exponent > 0) numerator <<= BigInt(exponent);
  const denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  return vm.newTuple([vm.newBigInt(value < 0 ? -numerator : numerator), vm.newBigInt(denominator)]);
}
