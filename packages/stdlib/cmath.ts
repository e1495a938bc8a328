/**
 * `cmath`: the functions of C99's Annex G on complex numbers (Kahan 1987).
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import {
  complexParts,
  divideComplex,
  doubleDouble,
  imaginaryPart,
  isNegative,
  leaveComplex as leave,
  realPart,
  scaleByPower,
} from "@orochi/vm/numeric";
import {
  ACOS,
  ACOSH,
  ASINH,
  ATANH,
  COSH,
  EXP,
  LOG,
  type Pair,
  RECT,
  SINH,
  specialValue,
  SQRT,
  TANH,
} from "./cmath_special.ts";
import { atan2 } from "./math_special.ts";

const { hypot } = doubleDouble;
const { PI, E, LN2 } = Math;

/** What a function has to complain of. */
type Problem = "" | "domain" | "range";
/** Leaves its result in the two variables of complex arithmetic. */
type Complex = (x: number, y: number) => Problem;

const LEAST_NORMAL = 2.2250738585072014e-308;
/** Beyond these, lengths, squares and exponentials may overflow. */
const LARGE = Number.MAX_VALUE / 4, ROOT_LARGE = Math.sqrt(LARGE), LOG_LARGE = Math.log(LARGE);
const ROOT_SMALL = Math.sqrt(LEAST_NORMAL);

function copySign(x: number, y: number): number {
  return isNegative(y) ? -Math.abs(x) : Math.abs(x);
}

function isInfinite(x: number): boolean {
  return x === Infinity || x === -Infinity;
}

function finite(x: number, y: number): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function leavePair(pair: Pair, problem: Problem = ""): Problem {
  leave(pair[0], pair[1]);
  return problem;
}

/** Leaves a result that may have overflowed. */
function leaveChecked(real: number, imaginary: number): Problem {
  leave(real, imaginary);
  return isInfinite(real) || isInfinite(imaginary) ? "range" : "";
}

/** The logarithm of a large number's modulus. */
function logLarge(x: number, y: number): number {
  return Math.log(hypot(x / 2, y / 2)) + LN2 * 2;
}

const sqrt: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(SQRT, x, y));
  if (x === 0 && y === 0) return leavePair([0, y]);
  let ax = Math.abs(x), s: number;
  const ay = Math.abs(y);
  if (ax < LEAST_NORMAL && ay < LEAST_NORMAL) {
    ax = scaleByPower(ax, 53);
    s = scaleByPower(Math.sqrt(ax + hypot(ax, scaleByPower(ay, 53))), -27);
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  if (x >= 0) leave(s, copySign(d, y));
  else leave(d, copySign(s, y));
  return "";
};

const acos: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(ACOS, x, y));
  if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
    leave(atan2(Math.abs(y), x), x < 0 ? -copySign(logLarge(x, y), y) : copySign(logLarge(x, y), -y));
    return "";
  }
  sqrt(1 - x, -y);
  const a = realPart(), b = imaginaryPart();
  sqrt(1 + x, y);
  const c = realPart(), d = imaginaryPart();
  leave(2 * atan2(a, c), Math.asinh(c * b - d * a));
  return "";
};

const acosh: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(ACOSH, x, y));
  if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
    leave(logLarge(x, y), atan2(y, x));
    return "";
  }
  sqrt(x - 1, y);
  const a = realPart(), b = imaginaryPart();
  sqrt(x + 1, y);
  const c = realPart(), d = imaginaryPart();
  leave(Math.asinh(a * c + b * d), 2 * atan2(b, c));
  return "";
};

const asinh: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(ASINH, x, y));
  if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
    leave(copySign(logLarge(x, y), x), atan2(y, Math.abs(x)));
    return "";
  }
  sqrt(1 + y, -x);
  const a = realPart(), b = imaginaryPart();
  sqrt(1 - y, x);
  const c = realPart(), d = imaginaryPart();
  leave(Math.asinh(a * d - c * b), atan2(y, a * c - b * d));
  return "";
};

const atanh: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(ATANH, x, y));
  if (isNegative(x)) {
    const problem = atanh(-x, -y);
    leave(-realPart(), -imaginaryPart());
    return problem;
  }
  const ay = Math.abs(y);
  if (x > ROOT_LARGE || ay > ROOT_LARGE) {
    const h = hypot(x / 2, y / 2);
    leave(x / 4 / h / h, -copySign(PI / 2, -y));
  } else if (x === 1 && ay < ROOT_SMALL) {
    if (ay === 0) return leavePair([Infinity, y], "domain");
    leave(-Math.log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))), copySign(atan2(2, -ay) / 2, y));
  } else {
    leave(
      Math.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4,
      -atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2,
    );
  }
  return "";
};

const cosh: Complex = (x, y) => {
  if (!finite(x, y)) {
    const problem = isInfinite(y) && !Number.isNaN(x) ? "domain" : "";
    if (!isInfinite(x) || !Number.isFinite(y) || y === 0) return leavePair(specialValue(COSH, x, y), problem);
    const imaginary = copySign(Infinity, Math.sin(y));
    return leavePair([copySign(Infinity, Math.cos(y)), x > 0 ? imaginary : -imaginary]);
  }
  if (Math.abs(x) <= LOG_LARGE) return leaveChecked(Math.cos(y) * Math.cosh(x), Math.sin(y) * Math.sinh(x));
  const less = x - copySign(1, x);
  return leaveChecked(Math.cos(y) * Math.cosh(less) * E, Math.sin(y) * Math.sinh(less) * E);
};

const sinh: Complex = (x, y) => {
  if (!finite(x, y)) {
    const problem = isInfinite(y) && !Number.isNaN(x) ? "domain" : "";
    if (!isInfinite(x) || !Number.isFinite(y) || y === 0) return leavePair(specialValue(SINH, x, y), problem);
    const real = copySign(Infinity, Math.cos(y));
    return leavePair([x > 0 ? real : -real, copySign(Infinity, Math.sin(y))]);
  }
  if (Math.abs(x) <= LOG_LARGE) return leaveChecked(Math.cos(y) * Math.sinh(x), Math.sin(y) * Math.cosh(x));
  const less = x - copySign(1, x);
  return leaveChecked(Math.cos(y) * Math.sinh(less) * E, Math.sin(y) * Math.cosh(less) * E);
};

const tanh: Complex = (x, y) => {
  if (!finite(x, y)) {
    const problem = isInfinite(y) && Number.isFinite(x) ? "domain" : "";
    if (!isInfinite(x) || !Number.isFinite(y) || y === 0) return leavePair(specialValue(TANH, x, y), problem);
    return leavePair([x > 0 ? 1 : -1, copySign(0, 2 * Math.sin(y) * Math.cos(y))]);
  }
  if (Math.abs(x) > LOG_LARGE) {
    leave(copySign(1, x), 4 * Math.sin(y) * Math.cos(y) * Math.exp(-2 * Math.abs(x)));
    return "";
  }
  const tx = Math.tanh(x), ty = Math.tan(y), cx = 1 / Math.cosh(x);
  const both = tx * ty, divisor = 1 + both * both;
  leave(tx * (1 + ty * ty) / divisor, ty / divisor * cx * cx);
  return "";
};

const exp: Complex = (x, y) => {
  if (!finite(x, y)) {
    const problem = isInfinite(y) && (Number.isFinite(x) || x === Infinity) ? "domain" : "";
    if (!isInfinite(x) || !Number.isFinite(y) || y === 0) return leavePair(specialValue(EXP, x, y), problem);
    const size = x > 0 ? Infinity : 0;
    return leavePair([copySign(size, Math.cos(y)), copySign(size, Math.sin(y))]);
  }
  if (x <= LOG_LARGE) return leaveChecked(Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y));
  const less = Math.exp(x - 1);
  return leaveChecked(less * Math.cos(y) * E, less * Math.sin(y) * E);
};

const log: Complex = (x, y) => {
  if (!finite(x, y)) return leavePair(specialValue(LOG, x, y));
  const ax = Math.abs(x), ay = Math.abs(y), angle = atan2(y, x);
  if (ax > LARGE || ay > LARGE) return leavePair([Math.log(hypot(ax / 2, ay / 2)) + LN2, angle]);
  if (ax < LEAST_NORMAL && ay < LEAST_NORMAL) {
    if (ax === 0 && ay === 0) return leavePair([-Infinity, angle], "domain");
    return leavePair([Math.log(hypot(scaleByPower(ax, 53), scaleByPower(ay, 53))) - 53 * LN2, angle]);
  }
  const length = hypot(ax, ay);
  if (length < 0.71 || length > 1.73) return leavePair([Math.log(length), angle]);
  const most = Math.max(ax, ay), least = Math.min(ax, ay);
  return leavePair([Math.log1p((most - 1) * (most + 1) + least * least) / 2, angle]);
};

const log10: Complex = (x, y) => {
  const problem = log(x, y);
  leave(realPart() / Math.LN10, imaginaryPart() / Math.LN10);
  return problem;
};

/** A function of i z, times -i: `sin` of `sinh` and its like. */
function turned(compute: Complex): Complex {
  return (x, y) => {
    const problem = compute(-y, x);
    leave(imaginaryPart(), -realPart());
    return problem;
  };
}

const cos: Complex = (x, y) => cosh(-y, x);

/** Leaves the parts of an argument; false with an exception set. */
function parts(vm: Vm, value: Value): boolean {
  return complexParts(vm, value, () => vm.raiseType(`must be real number, not ${vm.typeName(value)}`));
}

function raise(vm: Vm, problem: Problem): 0 {
  return problem === "domain"
    ? vm.raiseValue("math domain error")
    : vm.raise("OverflowError", "math range error");
}

function complex(name: string, compute: Complex, doc: string): NativeDefinition {
  return nativeFunction(name, "(z, /)", (vm, a) => {
    if (!parts(vm, vm.i32[a])) return 0;
    const problem = compute(realPart(), imaginaryPart());
    return problem === "" ? vm.newComplex(realPart(), imaginaryPart()) : raise(vm, problem);
  }, doc);
}

function logToBase(vm: Vm, value: Value, base: Value): Value {
  if (!parts(vm, value)) return 0;
  let problem = log(realPart(), imaginaryPart());
  if (base !== 0) {
    const a = realPart(), b = imaginaryPart();
    if (!parts(vm, base)) return 0;
    // Only the last step's problem counts.
    problem = log(realPart(), imaginaryPart());
    const c = realPart(), d = imaginaryPart();
    if (c === 0 && d === 0) problem = "domain";
    divideComplex(a, b, c, d);
  }
  return problem === "" ? vm.newComplex(realPart(), imaginaryPart()) : raise(vm, problem);
}

function polar(vm: Vm, value: Value): Value {
  if (!parts(vm, value)) return 0;
  const x = realPart(), y = imaginaryPart(), length = hypot(x, y);
  if (length === Infinity && finite(x, y)) return raise(vm, "range");
  return vm.newTuple([vm.newFloat(length), vm.newFloat(atan2(y, x))]);
}

function rect(vm: Vm, a: number): Value {
  const r = vm.asDouble(vm.i32[a]), phi = vm.failed() ? NaN : vm.asDouble(vm.i32[a + 1]);
  if (vm.failed()) return 0;
  if (!finite(r, phi)) {
    if (isInfinite(phi) && r !== 0 && !Number.isNaN(r)) return raise(vm, "domain");
    if (!isInfinite(r) || !Number.isFinite(phi) || phi === 0) {
      return vm.newComplex(...specialValue(RECT, r, phi));
    }
    const real = copySign(Infinity, Math.cos(phi)), imaginary = copySign(Infinity, Math.sin(phi));
    return r > 0 ? vm.newComplex(real, imaginary) : vm.newComplex(-real, -imaginary);
  }
  return phi === 0 ? vm.newComplex(r, r * phi) : vm.newComplex(r * Math.cos(phi), r * Math.sin(phi));
}

function isclose(vm: Vm, a: number): Value {
  if (!parts(vm, vm.i32[a])) return 0;
  const x = realPart(), y = imaginaryPart();
  if (!parts(vm, vm.i32[a + 1])) return 0;
  const p = realPart(), q = imaginaryPart();
  const relative = vm.i32[a + 2] === 0 ? 1e-9 : vm.asDouble(vm.i32[a + 2]);
  const absolute = vm.i32[a + 3] === 0 || vm.failed() ? 0 : vm.asDouble(vm.i32[a + 3]);
  if (vm.failed()) return 0;
  if (relative < 0 || absolute < 0) return vm.raiseValue("tolerances must be non-negative");
  if (x === p && y === q) return vm.bool(true);
  if (isInfinite(x) || isInfinite(y) || isInfinite(p) || isInfinite(q)) return vm.bool(false);
  const difference = hypot(x - p, y - q);
  return vm.bool(
    difference <= relative * hypot(p, q) || difference <= relative * hypot(x, y) || difference <= absolute,
  );
}

function test(name: string, compute: (x: number, y: number) => boolean, doc: string): NativeDefinition {
  return nativeFunction(
    name,
    "(z, /)",
    (vm, a) => parts(vm, vm.i32[a]) ? vm.bool(compute(realPart(), imaginaryPart())) : 0,
    doc,
  );
}

/** The module. */
export const cmathModule: NativeModule = {
  name: "cmath",
  doc: "This module provides access to mathematical functions for complex\nnumbers.",
  functions: [
    complex("acos", acos, "Return the arc cosine of z."),
    complex("acosh", acosh, "Return the inverse hyperbolic cosine of z."),
    complex("asin", turned(asinh), "Return the arc sine of z."),
    complex("asinh", asinh, "Return the inverse hyperbolic sine of z."),
    complex("atan", turned(atanh), "Return the arc tangent of z."),
    complex("atanh", atanh, "Return the inverse hyperbolic tangent of z."),
    complex("cos", cos, "Return the cosine of z."),
    complex("cosh", cosh, "Return the hyperbolic cosine of z."),
    complex("exp", exp, "Return the exponential value e**z."),
    complex("log10", log10, "Return the base-10 logarithm of z."),
    complex("sin", turned(sinh), "Return the sine of z."),
    complex("sinh", sinh, "Return the hyperbolic sine of z."),
    complex("sqrt", sqrt, "Return the square root of z."),
    complex("tan", turned(tanh), "Return the tangent of z."),
    complex("tanh", tanh, "Return the hyperbolic tangent of z."),
    nativeFunction(
      "log",
      "(z, base=<unrepresentable>, /)",
      (vm, a) => logToBase(vm, vm.i32[a], vm.i32[a + 1]),
      "log(z[, base]) -> the logarithm of z to the given base.",
    ),
    nativeFunction(
      "phase",
      "(z, /)",
      (vm, a) => parts(vm, vm.i32[a]) ? vm.newFloat(atan2(imaginaryPart(), realPart())) : 0,
      "Return argument, also known as the phase angle, of a complex.",
    ),
    nativeFunction(
      "polar",
      "(z, /)",
      (vm, a) => polar(vm, vm.i32[a]),
      "Convert a complex from rectangular coordinates to polar coordinates.",
    ),
    nativeFunction("rect", "(r, phi, /)", rect, "Convert from polar coordinates to rectangular coordinates."),
    nativeFunction(
      "isclose",
      "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      isclose,
      "Determine whether two complex numbers are close in value.",
    ),
    test("isfinite", finite, "Return True if both the real and imaginary parts of z are finite, else False."),
    test(
      "isinf",
      (x, y) => isInfinite(x) || isInfinite(y),
      "Checks if the real or imaginary part of z is infinite.",
    ),
    test(
      "isnan",
      (x, y) => Number.isNaN(x) || Number.isNaN(y),
      "Checks if the real or imaginary part of z not a number (NaN).",
    ),
  ],
  populate: (vm, _module, dict) => {
    const set = (name: string, value: Value): boolean => vm.dictSetOwned(dict, name, value);
    return set("pi", vm.newFloat(PI)) && set("e", vm.newFloat(E)) && set("tau", vm.newFloat(2 * PI)) &&
      set("inf", vm.newFloat(Infinity)) && set("nan", vm.newFloat(NaN)) &&
      set("infj", vm.newComplex(0, Infinity)) &&
      set("nanj", vm.newComplex(0, NaN));
  },
};
