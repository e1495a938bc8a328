/**
 * Operations on ints that need more than their limbs: division, powers, shifts, rounding.
 *
 * @module
 */
import { NONE, NOT_IMPLEMENTED, tagInt, type Value } from "@orochi/object";
import { bitLength, doubleOfQuotient } from "../doubles.ts";
import { indexValue } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { doublePower } from "./float_arithmetic.ts";
import {
  bitLengthOf,
  combineLimbs,
  divideByLimb,
  divideShort,
  exactInt,
  intOfNumber,
  isNegativeInt,
  isOneLimb,
  safeNumber,
  shiftLimbsLeft,
  shiftLimbsRight,
} from "./int_limbs.ts";

/** Bits of the largest BigInt. */
const MOST_BITS = (1 << 30) - 64;

/** Floor division of BigInts. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && (a < 0n) !== (b < 0n) ? quotient - 1n : quotient;
}

/** Remainder with the divisor's sign. */
export function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && (rest < 0n) !== (b < 0n) ? rest + b : rest;
}

function zeroDivision(vm: Vm): 0 {
  return vm.raise("ZeroDivisionError", "division by zero");
}

/** `a // b` of ints. */
export function floorDivideInts(vm: Vm, a: Value, b: Value): Value {
  const x = safeNumber(vm, a), y = safeNumber(vm, b);
  if (y === 0) return zeroDivision(vm);
  // Below 2^53 the rounded quotient never reaches the next integer.
  if (!Number.isNaN(x + y)) return intOfNumber(vm, Math.floor(x / y));
  if (isOneLimb(vm, b)) return divideByLimb(vm, a, b, false);
  const short = divideShort(vm, a, b, false);
  if (short !== 0 || vm.failed()) return short;
  return vm.newBigInt(floorDivide(vm.bigInt(a), vm.bigInt(b)));
}

/** `a % b` of ints. */
export function moduloInts(vm: Vm, a: Value, b: Value): Value {
  const x = safeNumber(vm, a), y = safeNumber(vm, b);
  if (y === 0) return zeroDivision(vm);
  if (Number.isNaN(x + y)) {
    if (isOneLimb(vm, b)) return divideByLimb(vm, a, b, true);
    const short = divideShort(vm, a, b, true);
    return short !== 0 || vm.failed() ? short : vm.newBigInt(modulo(vm.bigInt(a), vm.bigInt(b)));
  }
  const rest = x % y;
  return intOfNumber(vm, rest !== 0 && (rest < 0) !== (y < 0) ? rest + y : rest);
}

/** `divmod(a, b)` of ints. */
export function divideModulo(vm: Vm, a: Value, b: Value): Value {
  const quotient = floorDivideInts(vm, a, b);
  return quotient === 0 ? 0 : vm.newTuple([quotient, moduloInts(vm, a, b)]);
}

/** `a / b` of ints: the correctly rounded quotient. */
export function trueDivideInts(vm: Vm, a: Value, b: Value): Value {
  const x = safeNumber(vm, a), y = safeNumber(vm, b);
  if (y === 0) return zeroDivision(vm);
  if (!Number.isNaN(x + y)) return vm.newFloat(x / y);
  const p = vm.bigInt(a), q = vm.bigInt(b);
  if (p === 0n) return vm.newFloat(q < 0n ? -0 : 0);
  const quotient = doubleOfQuotient(p < 0n ? -p : p, q < 0n ? -q : q);
  if (quotient === Infinity) {
    return vm.raise("OverflowError", "integer division result too large for a float");
  }
  return vm.newFloat((p < 0n) !== (q < 0n) ? -quotient : quotient);
}

/** `a << b` of ints. */
export function shiftLeft(vm: Vm, a: Value, b: Value): Value {
  const x = safeNumber(vm, a), count = safeNumber(vm, b);
  if (count < 0 || (Number.isNaN(count) && vm.bigInt(b) < 0n)) return vm.raiseValue("negative shift count");
  if (x === 0) return tagInt(0);
  if (count <= 52 && Math.abs(x) < 2 ** (52 - count)) return intOfNumber(vm, x * 2 ** count);
  if (Number.isNaN(count)) return vm.raise("OverflowError", "too many digits in integer");
  return bitLengthOf(vm, a) + count > MOST_BITS ? vm.raiseMemory() : shiftLimbsLeft(vm, a, count);
}

/** `a >> b` of ints. */
export function shiftRight(vm: Vm, a: Value, b: Value): Value {
  const count = safeNumber(vm, b);
  if (count < 0 || (Number.isNaN(count) && vm.bigInt(b) < 0n)) return vm.raiseValue("negative shift count");
  if ((a & 1) === 1) return tagInt((a >> 1) >> (count <= 31 ? count : 31));
  if (Number.isNaN(count) || count > bitLengthOf(vm, a)) return tagInt(vm.bigInt(a) < 0n ? -1 : 0);
  return isNegativeInt(vm, a) ? vm.newBigInt(vm.bigInt(a) >> BigInt(count)) : shiftLimbsRight(vm, a, count);
}

/** `a & b`, `a | b` or `a ^ b` of ints. */
export function bitwise(vm: Vm, a: Value, b: Value, operator: "&" | "|" | "^"): Value {
  if (!isNegativeInt(vm, a) && !isNegativeInt(vm, b)) return combineLimbs(vm, a, b, operator);
  const x = vm.bigInt(a), y = vm.bigInt(b);
  return vm.newBigInt(operator === "&" ? x & y : operator === "|" ? x | y : x ^ y);
}

/** `pow(base, exponent, modulus)`; a modulus that is 0 or None is none. */
export function powerInts(vm: Vm, base: Value, exponent: Value, modulus: Value): Value {
  if (!vm.isInt(base) || !vm.isInt(exponent)) return NOT_IMPLEMENTED;
  if (modulus !== 0 && modulus !== NONE) {
    if (!vm.isInt(modulus)) return NOT_IMPLEMENTED;
    return powerModulo(vm, vm.bigInt(base), vm.bigInt(exponent), vm.bigInt(modulus));
  }
  const b = safeNumber(vm, base), e = safeNumber(vm, exponent);
  if (e < 0 || (Number.isNaN(e) && vm.bigInt(exponent) < 0n)) {
    const x = vm.asDouble(base), y = vm.failed() ? NaN : vm.asDouble(exponent);
    return vm.failed() ? 0 : doublePower(vm, x, y);
  }
  if (e === 0) return tagInt(1);
  if (b === 0 || b === 1) return tagInt(b);
  if (b === -1) return tagInt((vm.bigInt(exponent) & 1n) === 0n ? 1 : -1);
  if (e <= 32) {
    const quick = smallPower(b, e);
    if (Number.isSafeInteger(quick)) return intOfNumber(vm, quick);
  }
  if (Number.isNaN(e) || (bitLengthOf(vm, base) - 1) * e > MOST_BITS) return vm.raiseMemory();
  return vm.newBigInt(vm.bigInt(base) ** BigInt(e));
}

/** A power by multiplication: exact as long as it is a safe integer. */
function smallPower(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

function powerModulo(vm: Vm, base: bigint, exponent: bigint, modulus: bigint): Value {
  if (modulus === 0n) return vm.raiseValue("pow() 3rd argument cannot be 0");
  const m = modulus < 0n ? -modulus : modulus;
  let factor = modulo(base, m);
  if (m === 1n) return tagInt(0);
  if (exponent < 0n) {
    const inverse = inverseModulo(factor, m);
    if (inverse === null) return vm.raiseValue("base is not invertible for the given modulus");
    factor = inverse;
    exponent = -exponent;
  }
  const result = m < 0x400_0000n
    ? BigInt(powerNumbers(Number(factor), exponent, Number(m)))
    : powerBigInts(factor, exponent, m);
  return vm.newBigInt(modulus < 0n && result > 0n ? result + modulus : result);
}

/** The inverse of a number modulo another, by Euclid's extended algorithm; null if there is none. */
function inverseModulo(value: bigint, modulus: bigint): bigint | null {
  let a = value, b = modulus, x = 1n, y = 0n;
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? modulo(x, modulus) : null;
}

/** For a modulus below 2^26, whose products a double holds. */
function powerNumbers(base: number, exponent: bigint, modulus: number): number {
  let result = 1;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** Four bits of the exponent at a time. */
function powerBigInts(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n, base];
  for (let i = 2; i < 16; i++) powers.push((powers[i - 1] * base) % modulus);
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i++) result = (result * result) % modulus;
    const power = parseInt(digit, 16);
    if (power !== 0) result = (result * powers[power]) % modulus;
  }
  return result;
}

/** `round(int, digits)`: half to even at tens, hundreds and so on. */
export function roundInt(vm: Vm, self: Value, digits: Value): Value {
  if (digits === 0 || digits === NONE) return exactInt(vm, self);
  const count = indexValue(vm, digits);
  if (count === 0) return 0;
  const places = -vm.number(count);
  vm.decref(count);
  if (places <= 0) return exactInt(vm, self);
  const value = vm.bigInt(self);
  if (places > bitLength(value < 0n ? -value : value)) return tagInt(0);
  const unit = 10n ** BigInt(places);
  const floor = floorDivide(value, unit), twice = (value - floor * unit) * 2n;
  const up = twice > unit || (twice === unit && (floor & 1n) === 1n);
  return vm.newBigInt((up ? floor + 1n : floor) * unit);
}
