/**
 * `math`.
 *
 * @module
 */
import { NONE, T_FLOAT, tagInt, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { callUnbound, indexValue } from "@orochi/vm/kernel";
import {
  bitLength,
  bitLengthOf,
  cPower,
  doubleOfScaled,
  doubleRepr,
  exponentOf,
  intOfDouble,
  isNegative,
  mantissaOf,
  powerOfTwo,
  scaleByPower,
  stepBits,
} from "@orochi/vm/numeric";
import { integerFunctions } from "./math_integers.ts";
import { atan2, erf, erfc, fma, gamma, lgamma, log10, remainder } from "./math_special.ts";
import { sumFunctions } from "./math_sums.ts";

type Real = (x: number) => number;

/** ValueError of an argument outside a function's domain. */
function domainError(vm: Vm): 0 {
  return vm.raiseValue("math domain error");
}

function rangeError(vm: Vm): 0 {
  return vm.raise("OverflowError", "math range error");
}

/**
 * The result of a function of one double: NaN from a number is outside the domain, infinity from a finite number
 * either out of range or, at a pole, outside the domain.
 *
 * @param expected What the function expects, as its ValueError says; empty for the general words.
 */
function apply(vm: Vm, argument: Value, compute: Real, canOverflow: boolean, expected: string): Value {
  const x = vm.asDouble(argument);
  if (Number.isNaN(x) && vm.failed()) return 0;
  return applyDouble(vm, x, compute, canOverflow, expected);
}

function applyDouble(vm: Vm, x: number, compute: Real, canOverflow: boolean, expected: string): Value {
  const result = compute(x);
  if (!Number.isFinite(result)) {
    const outside = Number.isNaN(result) ? !Number.isNaN(x) : Number.isFinite(x);
    if (outside) {
      if (canOverflow && !Number.isNaN(result)) return rangeError(vm);
      return expected === "" ? domainError(vm) : vm.raiseValue(`expected ${expected}, got ${doubleRepr(x)}`);
    }
  }
  return vm.newFloat(result);
}

/** A function of one double. */
function real(
  name: string,
  compute: Real,
  doc: string,
  expected = "",
  canOverflow = false,
): NativeDefinition {
  return nativeFunction(name, "(x, /)", (vm, a) => apply(vm, vm.i32[a], compute, canOverflow, expected), doc);
}

/** A function of one double that takes whatever comes of it. */
function plain(name: string, compute: Real, doc: string): NativeDefinition {
  return nativeFunction(name, "(x, /)", (vm, a) => {
    const x = vm.asDouble(vm.i32[a]);
    return Number.isNaN(x) && vm.failed() ? 0 : vm.newFloat(compute(x));
  }, doc);
}

/** A function of two doubles; null has set an exception. */
function binary(
  name: string,
  parameters: string,
  compute: (vm: Vm, x: number, y: number) => number | null,
  doc: string,
): NativeDefinition {
  return nativeFunction(name, parameters, (vm, a) => {
    const x = vm.asDouble(vm.i32[a]);
    if (Number.isNaN(x) && vm.failed()) return 0;
    const y = vm.asDouble(vm.i32[a + 1]);
    if (Number.isNaN(y) && vm.failed()) return 0;
    const result = compute(vm, x, y);
    return result === null ? 0 : vm.newFloat(result);
  }, doc);
}

function fail(_: 0): null {
  return null;
}

function power(vm: Vm, x: number, y: number): number | null {
  const result = cPower(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) {
    return fail(Number.isNaN(result) || x === 0 ? domainError(vm) : rangeError(vm));
  }
  return result;
}

function modulus(vm: Vm, x: number, y: number): number | null {
  const result = x % y;
  return Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y) ? fail(domainError(vm)) : result;
}

/** A real number's logarithm; an int of any size keeps its precision. Null with an exception set. */
function logarithm(vm: Vm, argument: Value, compute: Real): number | null {
  if (vm.isInt(argument)) {
    const x = vm.number(argument);
    if (x <= 0) return fail(vm.raiseValue("expected a positive input"));
    if (Number.isFinite(x)) return compute(x);
    // Too large for a double: the mantissa's logarithm and the exponent's.
    const bits = bitLengthOf(vm, argument);
    return compute(doubleOfScaled(vm.bigInt(argument), -bits)) + compute(2) * bits;
  }
  const x = vm.asDouble(argument);
  if (Number.isNaN(x)) return vm.failed() ? null : x;
  return x > 0 ? compute(x) : fail(vm.raiseValue(`expected a positive input, got ${doubleRepr(x)}`));
}

function log(vm: Vm, argument: Value, base: Value): Value {
  const numerator = logarithm(vm, argument, Math.log);
  if (numerator === null || base === 0) return numerator === null ? 0 : vm.newFloat(numerator);
  const denominator = logarithm(vm, base, Math.log);
  if (denominator === null) return 0;
  return denominator === 0
    ? vm.raise("ZeroDivisionError", "division by zero")
    : vm.newFloat(numerator / denominator);
}

function logBy(name: string, compute: Real, doc: string): NativeDefinition {
  return nativeFunction(name, "(x, /)", (vm, a) => {
    const result = logarithm(vm, vm.i32[a], compute);
    return result === null ? 0 : vm.newFloat(result);
  }, doc);
}

/** `floor` or `ceil`: of a float itself, of others by their method. */
function rounding(vm: Vm, value: Value, name: Value, compute: Real): Value {
  if (!vm.isExact(value, T_FLOAT)) {
    const method = vm.lookupSpecial(value, name);
    if (method !== 0) return callUnbound(vm, method, value, []);
  }
  const x = vm.asDouble(value);
  return Number.isNaN(x) && vm.failed() ? 0 : intOfDouble(vm, compute(x));
}

function trunc(vm: Vm, value: Value): Value {
  const method = vm.lookupSpecial(value, vm.names.__trunc__);
  if (method === 0) return vm.raiseType(`type ${vm.typeName(value)} doesn't define __trunc__ method`);
  return callUnbound(vm, method, value, []);
}

function frexp(vm: Vm, argument: Value): Value {
  const x = vm.asDouble(argument);
  if (Number.isNaN(x) && vm.failed()) return 0;
  if (x === 0 || !Number.isFinite(x)) return vm.newTuple([vm.newFloat(x), tagInt(0)]);
  const power = exponentOf(x) + bitLength(BigInt(mantissaOf(x)));
  return vm.newTuple([vm.newFloat(scaleByPower(x, -power)), tagInt(power)]);
}

function ldexp(vm: Vm, a: number): Value {
  const x = vm.asDouble(vm.i32[a]);
  if (Number.isNaN(x) && vm.failed()) return 0;
  if (!vm.isInt(vm.i32[a + 1])) return vm.raiseType("Expected an int as second argument to ldexp.");
  const power = vm.number(vm.i32[a + 1]);
  if (x === 0 || !Number.isFinite(x)) return vm.newFloat(x);
  const result = scaleByPower(x, Math.max(-10000, Math.min(10000, power)));
  return Number.isFinite(result) ? vm.newFloat(result) : rangeError(vm);
}

function modf(vm: Vm, argument: Value): Value {
  const x = vm.asDouble(argument);
  if (Number.isNaN(x) && vm.failed()) return 0;
  const whole = Math.trunc(x);
  const fraction = Number.isFinite(x) ? x - whole : Number.isNaN(x) ? x : 0;
  return vm.newTuple([vm.newFloat(isNegative(x) ? -Math.abs(fraction) : fraction), vm.newFloat(whole)]);
}

/** The double `steps` after x in the direction of y. */
function nextAfter(x: number, y: number, steps: bigint): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y || steps === 0n) return x === y && steps !== 0n ? y : x;
  const distance = ordinal(y) - ordinal(x);
  if (steps >= (distance < 0n ? -distance : distance)) return y;
  const from = ordinal(x) + (distance < 0n ? -steps : steps);
  const result = stepBits(0, from < 0n ? -from : from);
  return from < 0n || (from === 0n && isNegative(x)) ? -result : result;
}

const DOUBLE = new Float64Array(1);
const DOUBLE_BITS = new BigInt64Array(DOUBLE.buffer);

/** The position of a double among all, 0 at zero. */
function ordinal(x: number): bigint {
  DOUBLE[0] = Math.abs(x);
  return isNegative(x) ? -DOUBLE_BITS[0] : DOUBLE_BITS[0];
}

function nextafter(vm: Vm, a: number): Value {
  const x = vm.asDouble(vm.i32[a]), y = vm.failed() ? NaN : vm.asDouble(vm.i32[a + 1]);
  if (vm.failed()) return 0;
  const count = vm.i32[a + 2];
  let steps = 1n;
  if (count !== 0 && count !== NONE) {
    const int = indexValue(vm, count);
    if (int === 0) return 0;
    steps = vm.bigInt(int);
    vm.decref(int);
    if (steps < 0n) return vm.raiseValue("steps must be a non-negative integer");
  }
  const result = nextAfter(x, y, steps);
  // One step to zero, where none is asked for by number, is C's: it keeps the sign.
  const one = result === 0 && x !== 0 && (count === 0 || count === NONE);
  return vm.newFloat(one ? (x < 0 ? -0 : 0) : result);
}

function ulp(x: number): number {
  const magnitude = Math.abs(x);
  return Number.isFinite(x) ? powerOfTwo(exponentOf(magnitude)) : magnitude;
}

function isclose(vm: Vm, a: number): Value {
  const numbers = [0, 0, 1e-9, 0];
  for (let i = 0; i < 4; i++) {
    if (vm.i32[a + i] === 0) continue;
    numbers[i] = vm.asDouble(vm.i32[a + i]);
    if (Number.isNaN(numbers[i]) && vm.failed()) return 0;
  }
  const [x, y, relative, absolute] = numbers;
  if (relative < 0 || absolute < 0) return vm.raiseValue("tolerances must be non-negative");
  if (x === y) return vm.bool(true);
  if (!Number.isFinite(x) && !Number.isNaN(x) || !Number.isFinite(y) && !Number.isNaN(y)) {
    return vm.bool(false);
  }
  const difference = Math.abs(y - x);
  return vm.bool(
    difference <= Math.abs(relative * y) || difference <= Math.abs(relative * x) || difference <= absolute,
  );
}

function fusedMultiplyAdd(vm: Vm, a: number): Value {
  const x = vm.asDouble(vm.i32[a]), y = vm.failed() ? NaN : vm.asDouble(vm.i32[a + 1]);
  const z = vm.failed() ? NaN : vm.asDouble(vm.i32[a + 2]);
  if (vm.failed()) return 0;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z)) {
    // Finite factors have a finite product, however large.
    const result = Number.isFinite(x) && Number.isFinite(y) ? z : x * y + z;
    const given = Number.isNaN(x) || Number.isNaN(y) || Number.isNaN(z);
    return Number.isNaN(result) && !given ? vm.raiseValue("invalid operation in fma") : vm.newFloat(result);
  }
  const result = fma(x, y, z);
  return Number.isFinite(result) ? vm.newFloat(result) : vm.raise("OverflowError", "overflow in fma");
}

function test(name: string, compute: (x: number) => boolean, doc: string): NativeDefinition {
  return nativeFunction(name, "(x, /)", (vm, a) => {
    const x = vm.asDouble(vm.i32[a]);
    return Number.isNaN(x) && vm.failed() ? 0 : vm.bool(compute(x));
  }, doc);
}

const FINITE = "a finite input";
const UNIT = "a number in range from -1 up to 1";
const NO_POLE = "a noninteger or positive integer";

/** The module. */
export const mathModule: NativeModule = {
  name: "math",
  doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
  functions: [
    real("acos", Math.acos, "Return the arc cosine (measured in radians) of x.", UNIT),
    real("acosh", Math.acosh, "Return the inverse hyperbolic cosine of x.", "argument value not less than 1"),
    real("asin", Math.asin, "Return the arc sine (measured in radians) of x.", UNIT),
    real("asinh", Math.asinh, "Return the inverse hyperbolic sine of x."),
    real("atan", Math.atan, "Return the arc tangent (measured in radians) of x."),
    real("atanh", Math.atanh, "Return the inverse hyperbolic tangent of x.", "a number between -1 and 1"),
    real("cbrt", Math.cbrt, "Return the cube root of x."),
    real("cos", Math.cos, "Return the cosine of x (measured in radians).", FINITE),
    real("cosh", Math.cosh, "Return the hyperbolic cosine of x.", "", true),
    plain("degrees", (x) => x * (180 / Math.PI), "Convert angle x from radians to degrees."),
    real("erf", erf, "Error function at x."),
    real("erfc", erfc, "Complementary error function at x."),
    real("exp", Math.exp, "Return e raised to the power of x.", "", true),
    real("exp2", (x) => 2 ** x, "Return 2 raised to the power of x.", "", true),
    real("expm1", Math.expm1, "Return exp(x)-1.", "", true),
    plain("fabs", Math.abs, "Return the absolute value of the float x."),
    nativeFunction("gamma", "(x, /)", (vm, a) => {
      const x = vm.asDouble(vm.i32[a]);
      if (Number.isNaN(x) && vm.failed()) return 0;
      return applyDouble(vm, x, gamma, x !== 0, NO_POLE);
    }, "Gamma function at x."),
    nativeFunction("lgamma", "(x, /)", (vm, a) => {
      const x = vm.asDouble(vm.i32[a]);
      if (Number.isNaN(x) && vm.failed()) return 0;
      return applyDouble(vm, x, lgamma, !(x <= 0 && Number.isInteger(x)), NO_POLE);
    }, "Natural logarithm of absolute value of Gamma function at x."),
    real("log1p", Math.log1p, "Return the natural logarithm of 1+x (base e).", "argument value > -1"),
    plain("radians", (x) => x * (Math.PI / 180), "Convert angle x from degrees to radians."),
    real("sin", Math.sin, "Return the sine of x (measured in radians).", FINITE),
    real("sinh", Math.sinh, "Return the hyperbolic sine of x.", "", true),
    real("sqrt", Math.sqrt, "Return the square root of x.", "a nonnegative input"),
    real("tan", Math.tan, "Return the tangent of x (measured in radians).", FINITE),
    real("tanh", Math.tanh, "Return the hyperbolic tangent of x."),
    plain("ulp", ulp, "Return the value of the least significant bit of the float x."),
    binary(
      "atan2",
      "(y, x, /)",
      (_, y, x) => atan2(y, x),
      "Return the arc tangent (measured in radians) of y/x.",
    ),
    binary(
      "copysign",
      "(x, y, /)",
      (_, x, y) => isNegative(y) ? -Math.abs(x) : Math.abs(x),
      "Return a float with the magnitude (absolute value) of x but the sign of y.",
    ),
    binary("fmod", "(x, y, /)", modulus, "Return fmod(x, y), according to platform C."),
    binary("pow", "(x, y, /)", power, "Return x**y (x to the power of y)."),
    binary("remainder", "(x, y, /)", (vm, x, y) => {
      const result = remainder(x, y);
      return Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y) ? fail(domainError(vm)) : result;
    }, "Difference between x and the closest integer multiple of y."),
    nativeFunction(
      "log",
      "(x, base=None, /)",
      (vm, a) => log(vm, vm.i32[a], vm.i32[a + 1]),
      "log(x, [base=math.e])\nReturn the logarithm of x to the given base.",
    ),
    logBy("log2", Math.log2, "Return the base 2 logarithm of x."),
    logBy("log10", log10, "Return the base 10 logarithm of x."),
    nativeFunction(
      "ceil",
      "(x, /)",
      (vm, a) => rounding(vm, vm.i32[a], vm.names.__ceil__, Math.ceil),
      "Return the ceiling of x as an Integral.",
    ),
    nativeFunction(
      "floor",
      "(x, /)",
      (vm, a) => rounding(vm, vm.i32[a], vm.names.__floor__, Math.floor),
      "Return the floor of x as an Integral.",
    ),
    nativeFunction(
      "trunc",
      "(x, /)",
      (vm, a) => trunc(vm, vm.i32[a]),
      "Truncates the Real x to the nearest Integral toward 0.",
    ),
    nativeFunction("fma", "(x, y, z, /)", fusedMultiplyAdd, "Fused multiply-add operation."),
    nativeFunction(
      "frexp",
      "(x, /)",
      (vm, a) => frexp(vm, vm.i32[a]),
      "Return the mantissa and exponent of x, as pair (m, e).",
    ),
    nativeFunction(
      "isclose",
      "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      isclose,
      "Determine whether two floating-point numbers are close in value.",
    ),
    test(
      "isfinite",
      Number.isFinite,
      "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    ),
    test(
      "isinf",
      (x) => Math.abs(x) === Infinity,
      "Return True if x is a positive or negative infinity, and False otherwise.",
    ),
    test("isnan", Number.isNaN, "Return True if x is a NaN (not a number), and False otherwise."),
    nativeFunction("ldexp", "(x, i, /)", ldexp, "Return x * (2**i)."),
    nativeFunction(
      "modf",
      "(x, /)",
      (vm, a) => modf(vm, vm.i32[a]),
      "Return the fractional and integer parts of x.",
    ),
    nativeFunction(
      "nextafter",
      "(x, y, /, *, steps=None)",
      nextafter,
      "Return the floating-point value the given number of steps after x towards y.",
    ),
    ...integerFunctions,
    ...sumFunctions,
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetOwned(dict, "pi", vm.newFloat(Math.PI)) && vm.dictSetOwned(dict, "e", vm.newFloat(Math.E)) &&
    vm.dictSetOwned(dict, "tau", vm.newFloat(2 * Math.PI)) &&
    vm.dictSetOwned(dict, "inf", vm.newFloat(Infinity)) &&
    vm.dictSetOwned(dict, "nan", vm.newFloat(NaN)),
};
