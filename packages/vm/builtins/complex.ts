/**
 * `complex`.
 *
 * @module
 */
import {
  COMPLEX_BYTES,
  COMPLEX_IMAGINARY,
  COMPLEX_REAL,
  FALSE,
  NONE,
  NOT_IMPLEMENTED,
  T_COMPLEX,
  TRUE,
  type Value,
} from "@orochi/object";
import { callUnbound } from "../call.ts";
import { hypot } from "../double_double.ts";
import { isNegative } from "../doubles.ts";
import { magnitudeText } from "../format/doubles.ts";
import { formatComplex } from "../format/numbers.ts";
import { hashComplex } from "../hashing.ts";
import {
  classMethod,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { doubleOfInt } from "../protocol/number.ts";
import { qualifiedTypeName } from "../key_hash.ts";
import { warn } from "../native_warnings.ts";
import { checkConverted } from "../protocol/converted.ts";
import type { Vm } from "../vm.ts";
import {
  divideComplex,
  divideReal,
  imaginaryPart,
  leave,
  multiplyComplex,
  powerComplex,
  realPart,
} from "./complex_arithmetic.ts";
import { parseDouble } from "./float_text.ts";
import { numberText } from "./int_text.ts";
import { orderOfMixed } from "./float.ts";

/** The real part of a complex object. */
export function realOf(vm: Vm, complex: Value): number {
  return vm.f64[(complex + COMPLEX_REAL) >>> 3];
}

/** The imaginary part of a complex object. */
export function imaginaryOf(vm: Vm, complex: Value): number {
  return vm.f64[(complex + COMPLEX_IMAGINARY) >>> 3];
}

/** Which operands of an operation are complex; the others are real, and only their real part counts (C's Annex G). */
const BOTH = 0, LEFT = 1, RIGHT = 2;

/** Leaves the result; false with an exception set on failure. */
/** A float or int as a double: what its class says of `__float__` is not asked. */
function exactDouble(vm: Vm, value: Value): number {
  return vm.isFloat(value) ? vm.float(value) : doubleOfInt(vm, value);
}

type Operation = (vm: Vm, a: number, b: number, c: number, d: number, kind: number) => boolean;

function compute(vm: Vm, x: Value, y: Value, operation: Operation): Value {
  const left = vm.isComplex(x), right = vm.isComplex(y);
  if (!left && !vm.isFloat(x) && !vm.isInt(x)) return NOT_IMPLEMENTED;
  if (!right && !vm.isFloat(y) && !vm.isInt(y)) return NOT_IMPLEMENTED;
  const a = left ? realOf(vm, x) : exactDouble(vm, x), c = right ? realOf(vm, y) : exactDouble(vm, y);
  if (vm.failed()) return 0;
  const b = left ? imaginaryOf(vm, x) : 0, d = right ? imaginaryOf(vm, y) : 0;
  const done = operation(vm, a, b, c, d, left ? (right ? BOTH : LEFT) : RIGHT);
  return done ? vm.newComplex(realPart(), imaginaryPart()) : 0;
}

function binary(name: string, reflected: string, operation: Operation): readonly NativeDefinition[] {
  return [
    slot(name, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a], vm.i32[a + 1], operation)),
    slot(reflected, "($self, value, /)", (vm, a) => compute(vm, vm.i32[a + 1], vm.i32[a], operation)),
  ];
}

const sum: Operation = (_, a, b, c, d, kind) => {
  leave(a + c, kind === LEFT ? b : kind === RIGHT ? d : b + d);
  return true;
};

const difference: Operation = (_, a, b, c, d, kind) => {
  leave(a - c, kind === LEFT ? b : kind === RIGHT ? -d : b - d);
  return true;
};

const product: Operation = (_, a, b, c, d, kind) => {
  if (kind === LEFT) leave(a * c, b * c);
  else if (kind === RIGHT) leave(a * c, a * d);
  else multiplyComplex(a, b, c, d);
  return true;
};

const quotient: Operation = (vm, a, b, c, d, kind) => {
  if (c === 0 && d === 0) return vm.raise("ZeroDivisionError", "division by zero") !== 0;
  if (kind === LEFT) leave(a / c, b / c);
  else if (kind === RIGHT) divideReal(a, c, d);
  else divideComplex(a, b, c, d);
  return true;
};

const power: Operation = (vm, a, b, c, d) => {
  const problem = powerComplex(a, b, c, d);
  if (problem === "zero") vm.raise("ZeroDivisionError", "zero to a negative or complex power");
  else if (problem === "overflow") vm.raise("OverflowError", "complex exponentiation");
  return problem === "";
};

function powerSlot(vm: Vm, x: Value, y: Value, modulus: Value): Value {
  if (modulus !== 0 && modulus !== NONE) return vm.raiseValue("complex modulo");
  return compute(vm, x, y, power);
}

/** Equality with any number; undefined for other objects. */
function equal(vm: Vm, self: Value, other: Value): boolean | undefined {
  const real = realOf(vm, self), imaginary = imaginaryOf(vm, self);
  if (vm.isComplex(other)) return real === realOf(vm, other) && imaginary === imaginaryOf(vm, other);
  if (vm.isFloat(other)) return real === vm.float(other) && imaginary === 0;
  return vm.isInt(other) ? imaginary === 0 && orderOfMixed(vm, real, other) === 0 : undefined;
}

/** `repr` of a complex number. */
export function complexText(real: number, imaginary: number): string {
  const signed = (value: number, plus: string) =>
    (isNegative(value) && !Number.isNaN(value) ? "-" : plus) + magnitudeText(value, "r", 0, false, false);
  if (real === 0 && !isNegative(real)) return `${signed(imaginary, "")}j`;
  return `(${signed(real, "")}${signed(imaginary, "+")}j)`;
}

const PART = String
  .raw`(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|[nN][aA][nN]`;
const REAL = new RegExp(`^[+-]?(?:${PART})$`);
const COMPLEX = new RegExp(`^([+-]?(?:${PART}))?([+-]?(?:${PART})?)[jJ]$`);

/** Leaves the parts of a text such as `1+2j`; false if it is none. */
function parse(text: string): boolean {
  const space = /^[\t-\r ]+|[\t-\r ]+$/g;
  const body = /^\((.*)\)$/s.exec(text)?.[1].replace(space, "") ?? text;
  if (REAL.test(body)) {
    leave(parseDouble(body)!, 0);
    return true;
  }
  const match = COMPLEX.exec(body);
  if (match === null) return false;
  let real = match[1], imaginary = match[2];
  // A single number is the imaginary part; two need a sign between them.
  if (imaginary === "" && real !== undefined) [real, imaginary] = ["0", real];
  else if (real !== undefined && !/^[+-]/.test(imaginary)) return false;
  if (imaginary === "" || imaginary === "+" || imaginary === "-") imaginary += "1";
  leave(parseDouble(real ?? "0")!, parseDouble(imaginary)!);
  return true;
}

/** A complex number of a class, which may be a subclass. */
function newComplexOf(vm: Vm, type: Value, real: number, imaginary: number): Value {
  if (type === vm.typeObject(T_COMPLEX)) return vm.newComplex(real, imaginary);
  const made = vm.allocLike(type, COMPLEX_BYTES);
  if (made === 0) return 0;
  vm.f64[(made + COMPLEX_REAL) >>> 3] = real;
  vm.f64[(made + COMPLEX_IMAGINARY) >>> 3] = imaginary;
  return made;
}

/** Leaves the parts of any number, also of an object with `__complex__`; false with an exception set on failure. */
export function complexParts(vm: Vm, source: Value, refuse: () => void): boolean {
  if (vm.isExact(source, T_COMPLEX)) {
    leave(realOf(vm, source), imaginaryOf(vm, source));
    return true;
  }
  const method = vm.lookupSpecial(source, vm.names.__complex__);
  if (method !== 0) {
    const result = callUnbound(vm, method, source, []);
    if (result === 0) return false;
    const fits = checkConverted(vm, result, "complex", "__complex__");
    if (fits) leave(realOf(vm, result), imaginaryOf(vm, result));
    vm.decref(result);
    return fits;
  }
  if (
    vm.lookupSpecial(source, vm.names.__float__) === 0 && vm.lookupSpecial(source, vm.names.__index__) === 0
  ) {
    refuse();
    return false;
  }
  const real = vm.asDouble(source);
  if (Number.isNaN(real) && vm.failed()) return false;
  leave(real, 0);
  return true;
}

function construct(vm: Vm, type: Value, real: Value, imaginary: Value): Value {
  if (imaginary === 0) {
    if (real === 0) return newComplexOf(vm, type, 0, 0);
    if (vm.isExact(real, T_COMPLEX) && type === vm.typeObject(T_COMPLEX)) return vm.keep(real);
    if (vm.isStr(real)) {
      if (!parse(numberText(vm, real)!)) return vm.raiseValue("complex() arg is a malformed string");
      return newComplexOf(vm, type, realPart(), imaginaryPart());
    }
    const refuse = () =>
      vm.raiseType(
        `complex() argument must be a string or a number, not ${qualifiedTypeName(vm, vm.typeOf(real))}`,
      );
    return complexParts(vm, real, refuse) ? newComplexOf(vm, type, realPart(), imaginaryPart()) : 0;
  }
  return constructOfParts(vm, type, real, imaginary);
}

/** Warns of a part that is a complex number itself. */
function warnOfComplex(vm: Vm, which: string, value: Value): boolean {
  const shown = qualifiedTypeName(vm, vm.typeOf(value));
  return warn(
    vm,
    "DeprecationWarning",
    `complex() argument '${which}' must be a real number, not ${shown}`,
  );
}

/** Of two real numbers, or one that is named: text is none. */
function constructOfParts(vm: Vm, type: Value, real: Value, imaginary: Value): Value {
  const refuse = (which: string, value: Value) => () =>
    vm.raiseType(
      `complex() argument '${which}' must be a real number, not ${qualifiedTypeName(vm, vm.typeOf(value))}`,
    );
  let a = 0, b = 0;
  if (real !== 0) {
    if (!complexParts(vm, real, refuse("real", real))) return 0;
    a = realPart();
    b = imaginaryPart();
  }
  const complexReal = real !== 0 &&
    (vm.isComplex(real) || vm.lookupSpecial(real, vm.names.__complex__) !== 0);
  if (complexReal && !warnOfComplex(vm, "real", real)) return 0;
  if (imaginary === 0) return newComplexOf(vm, type, a, b);
  if (vm.isComplex(imaginary)) {
    if (!warnOfComplex(vm, "imag", imaginary)) return 0;
    // real + imaginary * 1j
    a -= imaginaryOf(vm, imaginary);
    const part = realOf(vm, imaginary);
    return newComplexOf(vm, type, a, complexReal ? b + part : part);
  }
  const names = vm.names;
  if (
    vm.lookupSpecial(imaginary, names.__float__) === 0 && vm.lookupSpecial(imaginary, names.__index__) === 0
  ) {
    refuse("imag", imaginary)();
    return 0;
  }
  const part = vm.asDouble(imaginary);
  if (Number.isNaN(part) && vm.failed()) return 0;
  return newComplexOf(vm, type, a, complexReal ? b + part : part);
}

function absolute(vm: Vm, self: Value): Value {
  const real = realOf(vm, self), imaginary = imaginaryOf(vm, self);
  const length = hypot(real, imaginary);
  if (length === Infinity && Number.isFinite(real) && Number.isFinite(imaginary)) {
    return vm.raise("OverflowError", "absolute value too large");
  }
  return vm.newFloat(length);
}

function plain(vm: Vm, self: Value): Value {
  return vm.isExact(self, T_COMPLEX) ? vm.keep(self) : vm.newComplex(realOf(vm, self), imaginaryOf(vm, self));
}

/** `complex`. */
export const complexType: TypeDefinition = {
  index: T_COMPLEX,
  name: "complex",
  basicSize: COMPLEX_BYTES,
  subclassable: true,
  doc:
    "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
  methods: [
    {
      ...newMethod(
        "($type, real=0, imag=0)",
        (vm, a) => construct(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      ),
      callNamed: (vm, a) => constructOfParts(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    },
    ...binary("__add__", "__radd__", sum),
    ...binary("__sub__", "__rsub__", difference),
    ...binary("__mul__", "__rmul__", product),
    ...binary("__truediv__", "__rtruediv__", quotient),
    slot(
      "__pow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerSlot(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot(
      "__rpow__",
      "($self, value, mod=None, /)",
      (vm, a) => powerSlot(vm, vm.i32[a + 1], vm.i32[a], vm.i32[a + 2]),
    ),
    slot("__eq__", "($self, value, /)", (vm, a) => {
      const same = equal(vm, vm.i32[a], vm.i32[a + 1]);
      return same === undefined ? NOT_IMPLEMENTED : same ? TRUE : FALSE;
    }),
    slot("__ne__", "($self, value, /)", (vm, a) => {
      const same = equal(vm, vm.i32[a], vm.i32[a + 1]);
      return same === undefined ? NOT_IMPLEMENTED : same ? FALSE : TRUE;
    }),
    slot("__hash__", "($self, /)", (vm, a) => vm.newBigInt(hashComplex(vm, vm.i32[a]))),
    slot(
      "__neg__",
      "($self, /)",
      (vm, a) => vm.newComplex(-realOf(vm, vm.i32[a]), -imaginaryOf(vm, vm.i32[a])),
    ),
    slot("__pos__", "($self, /)", (vm, a) => plain(vm, vm.i32[a])),
    slot("__abs__", "($self, /)", (vm, a) => absolute(vm, vm.i32[a])),
    slot(
      "__bool__",
      "($self, /)",
      (vm, a) => vm.bool(realOf(vm, vm.i32[a]) !== 0 || imaginaryOf(vm, vm.i32[a]) !== 0),
    ),
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) => vm.newStr(complexText(realOf(vm, vm.i32[a]), imaginaryOf(vm, vm.i32[a]))),
    ),
    method("__format__", "($self, format_spec, /)", (vm, a) => formatComplex(vm, vm.i32[a], vm.i32[a + 1])),
    method(
      "__complex__",
      "($self, /)",
      (vm, a) => plain(vm, vm.i32[a]),
      "Convert this value to exact type complex.",
    ),
    method(
      "__getnewargs__",
      "($self, /)",
      (vm, a) => vm.newTuple([vm.newFloat(realOf(vm, vm.i32[a])), vm.newFloat(imaginaryOf(vm, vm.i32[a]))]),
    ),
    method(
      "conjugate",
      "($self, /)",
      (vm, a) => vm.newComplex(realOf(vm, vm.i32[a]), -imaginaryOf(vm, vm.i32[a])),
      "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
    ),
    classMethod("from_number", "($type, number, /)", (vm, a) => {
      const type = vm.i32[a], source = vm.i32[a + 1];
      const exact = type === vm.typeObject(T_COMPLEX);
      if (exact && vm.isExact(source, T_COMPLEX)) return vm.keep(source);
      if (!complexParts(vm, source, () => vm.raiseType(`must be real number, not ${vm.typeName(source)}`))) {
        return 0;
      }
      const made = vm.newComplex(realPart(), imaginaryPart());
      if (made === 0 || exact) return made;
      const result = vm.call(type, made);
      vm.decref(made);
      return result;
    }, "Convert number to a complex floating-point number."),
  ],
  getset: [
    {
      name: "real",
      get: (vm, self) => vm.newFloat(realOf(vm, self)),
      doc: "the real part of a complex number",
    },
    {
      name: "imag",
      get: (vm, self) => vm.newFloat(imaginaryOf(vm, self)),
      doc: "the imaginary part of a complex number",
    },
  ],
};
